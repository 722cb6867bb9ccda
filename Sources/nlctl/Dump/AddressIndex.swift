import NetlinkCore
import NetlinkWire
import Rtnetlink
import Select

/// The addresses of each link, as linked lists in one array.
struct AddressIndex {
  private var heads: [UInt32: Int] = [:]
  /// Where each address message lies, and the next one of its link; −1 for none.
  private var entries: [(offset: Int, length: Int, next: Int)] = []
  /// The links that have addresses, in the order of their first address.
  private(set) var indexes: [UInt32] = []

  /// Indexes the addresses that match; if `isSorted`, in the order that `--sort` asks for.
  init(
    _ addresses: borrowing Snapshot, _ type: ObjectType, _ match: inout Match, isSorted: Bool,
    _ session: inout Session
  ) throws(Failure) {
    var sorted = isSorted ? try SortedMessages(type, session) : nil
    var links: [UInt32] = []
    var messages = addresses.messages
    var offset = 0
    while let message = messages.next() {
      let place = offset
      offset += (message.bytes.byteCount + 3) & ~3
      guard message.type == type.new else { continue }
      guard match.matches(message, by: type.table, &session.walker) else { continue }
      // A message with an incomplete header has no link, but is shown, too.
      links.append(type.isWhole(message) ? message.payload.u32(at: AddressHeader.index) : 0)
      entries.append((place, message.bytes.byteCount, -1))
      if sorted != nil { try sorted?.add(message, type) }
    }
    var tails: [UInt32: Int] = [:]
    for entry in sorted?.order ?? Array(entries.indices) {
      let index = links[entry]
      if let tail = tails[index] {
        entries[tail].next = entry
      } else {
        heads[index] = entry
        indexes.append(index)
      }
      tails[index] = entry
    }
  }

  /// Whether a link has addresses.
  func has(_ index: UInt32) -> Bool { heads[index] != nil }

  /// Calls `body` with each address of a link. `held` is the snapshot that the index was made of.
  func forEach<Fault: Error>(
    of index: UInt32, in held: borrowing Snapshot, _ body: (borrowing Message) throws(Fault) -> Void
  ) throws(Fault) {
    var next = heads[index] ?? -1
    while next >= 0 {
      let entry = entries[next]
      try body(Message(held.contents.slice(at: entry.offset, length: entry.length)))
      next = entry.next
    }
  }
}
