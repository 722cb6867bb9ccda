internal import NetlinkWire

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
}
