internal import NetlinkCore
internal import NetlinkWire

/// The names of the bits of `nlmsg_flags`, which depend on the kind of message.
struct FlagNames {
  private let entries: Flags

  private init(_ entries: Flags) { self.entries = entries }

  private static let common: [(UInt64, StaticString)] = [
    (UInt64(MessageFlag.request), "request"), (UInt64(MessageFlag.multi), "multi"),
    (UInt64(MessageFlag.acknowledge), "ack"), (UInt64(MessageFlag.echo), "echo"),
    (UInt64(MessageFlag.dumpInterrupted), "dump_intr"), (UInt64(MessageFlag.dumpFiltered), "dump_filtered"),
  ]

  private static let dump = UInt64(MessageFlag.dump)

  /// Names of the common bits and `more`.
  private static func with(_ more: [Flags.Entry]) -> FlagNames {
    FlagNames(Flags(common.map { Flags.Entry(mask: $0.0, value: $0.0, name: $0.1) } + more))
  }

  private static func bit(_ bit: UInt64, _ name: StaticString) -> Flags.Entry {
    Flags.Entry(mask: bit, value: bit, name: name)
  }

  /// Of a message that asks. NLM_F_DUMP is NLM_F_ROOT with NLM_F_MATCH.
  static let get = with([
    .init(mask: dump, value: dump, name: "dump"), .init(mask: dump, value: 0x100, name: "root"),
    .init(mask: dump, value: 0x200, name: "match"), bit(0x400, "atomic"),
  ])
  /// Of a message that creates or changes an object, and of a notification.
  static let new = with([
    bit(0x100, "replace"), bit(0x200, "excl"), bit(0x400, "create"), bit(0x800, "append"),
  ])
  /// Of a message that deletes an object.
  static let delete = with([bit(0x100, "nonrec"), bit(0x200, "bulk")])
  /// Of an acknowledgement.
  static let acknowledgement = with([
    bit(UInt64(MessageFlag.capped), "capped"), bit(UInt64(MessageFlag.acknowledgementAttributes), "ack_tlvs"),
  ])
  /// Of a message of an unknown kind.
  static let other = with([])

  /// Calls `body` with the name of every bit that is set; returns the bits without a name.
  func forEach(_ flags: UInt16, _ body: (StaticString) -> Void) -> UInt64 {
    let value = UInt64(flags)
    for index in 0..<entries.entries.count {
      let entry = entries.entries[index]
      if value & entry.mask == entry.value { body(entry.name) }
    }
    return value & ~entries.known
  }
}
