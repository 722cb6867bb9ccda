/// Which faults to put between the kernel and the library, and how often.
///
/// As text: `overflow:5` strikes every fifth receive, `intr:1x2` strikes every receive but only twice. Several stand
/// between commas; the names are `overflow`, `intr`, `trunc`, `seq` and `cut`.
/// A value; thread-safe. OVS (2011): the stress option `netlink_overflow`.
public struct FaultPlan: Hashable, Sendable {
  /// How often one fault strikes.
  public struct Rate: Hashable, Sendable {
    /// Every how many receives it strikes; 1 for each.
    public let every: Int
    /// How many times it strikes in all; nil for no limit.
    public let times: Int?

    /// Strikes at every `every`th receive, `times` times in all. Less than 1 counts as 1.
    public init(every: Int, times: Int? = nil) {
      self.every = max(1, every)
      self.times = times
    }
  }

  /// Messages are dropped, and ENOBUFS comes once, ahead of the messages that were queued before.
  public var overflow: Rate?
  /// A datagram carries `NLM_F_DUMP_INTR`.
  public var interruption: Rate?
  /// A datagram is lost for being longer than the buffer.
  public var truncation: Rate?
  /// A datagram with a foreign sequence number comes in front.
  public var sequence: Rate?
  /// The first message of a datagram is cut off behind four bytes of payload.
  public var cut: Rate?

  /// No faults.
  public init() {}

  /// An overflow at every so many receives.
  public static func overflow(every count: Int, times: Int? = nil) -> FaultPlan {
    var plan = FaultPlan()
    plan.overflow = Rate(every: count, times: times)
    return plan
  }

  /// Reads a plan; nil if the text is none.
  public init?(_ text: String) {
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      let numbers = parts[1].split(separator: "x", omittingEmptySubsequences: false)
      guard let every = numbers.first.flatMap({ Int($0) }), every > 0, numbers.count <= 2 else { return nil }
      var times: Int?
      if numbers.count == 2 {
        guard let number = Int(numbers[1]), number > 0 else { return nil }
        times = number
      }
      let rate = Rate(every: every, times: times)
      switch parts[0] {
      case "overflow": overflow = rate
      case "intr": interruption = rate
      case "trunc": truncation = rate
      case "seq": sequence = rate
      case "cut": cut = rate
      default: return nil
      }
    }
  }
}
