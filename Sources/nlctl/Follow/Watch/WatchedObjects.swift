import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// The objects of a picture, in the order in which they are drawn.
struct WatchedObjects: ~Copyable {
  /// A longer list is not sorted by keys, because that takes too long.
  private static let sortedAtMost = 10_000

  private var held: [UInt8] = []
  private var entries: [(key: [UInt8], offset: Int, length: Int)] = []
  private var order: [Int] = []

  var count: Int { entries.count }

  mutating func add(_ key: [UInt8], _ message: borrowing Message) {
    entries.append((key, held.count, message.bytes.byteCount))
    held.append(message.bytes)
  }

  /// Sorts the objects by `--sort`, or else by their keys, so that their order is the same in every picture.
  mutating func arrange(_ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    if var sorted = try SortedMessages(type, session) {
      for number in entries.indices {
        let entry = entries[number]
        try sorted.add(Message(held.raw.slice(at: entry.offset, length: entry.length)), type)
      }
      order = sorted.order
    } else if count <= WatchedObjects.sortedAtMost {
      order = entries.indices.sorted { SortKey.precedes(entries[$0].key, entries[$1].key) }
    } else {
      order = Array(entries.indices)
    }
  }

  /// The key of the object at a place in the order.
  func key(_ place: Int) -> [UInt8] { entries[order[place]].key }

  /// The message of the object at a place in the order.
  @_lifetime(borrow self)
  func bytes(_ place: Int) -> RawSpan {
    let entry = entries[order[place]]
    return held.raw.slice(at: entry.offset, length: entry.length)
  }
}
