internal import NetlinkWire
internal import Rtnetlink

/// A rule of policy routing: which packets look a route up in which table. The kernel's `RTM_NEWRULE`.
///
/// It owns its message; immutable, thread-safe. OVS: none.
public struct Rule: TypedObject {
  /// Rules.
  public static let objectKind = ObjectKind.rule
  /// The object behind it.
  public let object: NetlinkObject

  /// The rule that an object is; nil for another kind.
  public init?(_ object: NetlinkObject) {
    guard object.kind == Rule.objectKind else { return nil }
    self.object = object
  }

  /// Its family. The kernel's `family`.
  public var family: AddressFamily { headerFamily }

  /// Its place among the rules; lower comes first. The kernel's `FRA_PRIORITY`.
  public var priority: UInt32 { number(.rulePriority, UInt32.self) ?? 0 }

  /// Which sources it is for; nil for any. The kernel's `FRA_SRC`.
  public var source: IPPrefix? { address(.ruleSource).flatMap { IPPrefix($0, length: Int(header8(2))) } }

  /// Which destinations it is for; nil for any. The kernel's `FRA_DST`.
  public var destination: IPPrefix? {
    address(.ruleDestination).flatMap { IPPrefix($0, length: Int(header8(1))) }
  }

  /// The name of the device that packets come by; nil for any. The kernel's `FRA_IIFNAME`.
  public var inputDevice: String? { text(.ruleInputDevice) }

  /// The firewall mark of packets; nil for any. The kernel's `FRA_FWMARK`.
  public var mark: UInt32? { number(.ruleMark, UInt32.self) }

  /// The table that is looked up; nil for a rule that looks up none. The kernel's `FRA_TABLE`.
  public var table: Route.Table? {
    let number = number(.ruleTable, UInt32.self) ?? UInt32(header8(4))
    return number == 0 ? nil : Route.Table(rawValue: number)
  }

  /// What it does with packets. The kernel's `action`.
  public var action: Action { Action(rawValue: header8(7)) }

  /// What a rule does with packets. The kernel's `FR_ACT_…`.
  ///
  /// A value; thread-safe.
  public struct Action: RawRepresentable, Sendable, Hashable {
    /// The kernel's number.
    public var rawValue: UInt8
    /// The action of that number, known here or not.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// They look a route up in a table. `FR_ACT_TO_TBL`.
    public static let lookUp = Action(rawValue: RuleAction.toTable)
    /// They go on at another rule. `FR_ACT_GOTO`.
    public static let goTo = Action(rawValue: RuleAction.goTo)
    /// They go on at the next rule. `FR_ACT_NOP`.
    public static let nothing = Action(rawValue: RuleAction.nothing)
    /// They are dropped, and the sender gets no error. `FR_ACT_BLACKHOLE`.
    public static let blackhole = Action(rawValue: RuleAction.blackhole)
    /// They are refused: there is no such host. `FR_ACT_UNREACHABLE`.
    public static let unreachable = Action(rawValue: RuleAction.unreachable)
    /// They are refused: it is not allowed. `FR_ACT_PROHIBIT`.
    public static let prohibit = Action(rawValue: RuleAction.prohibit)
  }
}
