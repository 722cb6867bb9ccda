import NetlinkCore
package import NetlinkWire

/// The objects of one table at one moment, each with its key.
package struct TableState: Sendable {
  package let table: Tracked
  /// Their keys, in the order of the table.
  package private(set) var keys: [[UInt8]] = []
  private var bytes: [UInt8] = []
  private var offsets: [Int] = []

  /// No objects yet.
  package init(_ table: Tracked) { self.table = table }

  /// How many objects there are.
  package var count: Int { keys.count }

  /// Adds an object.
  package mutating func add(_ message: borrowing Message, _ key: [UInt8]) {
    keys.append(key)
    offsets.append(bytes.count)
    bytes.append(message.bytes)
    bytes.pad()
  }

  /// The message of the object at `index`.
  @_lifetime(borrow self)
  package func message(_ index: Int) -> Message {
    let start = offsets[index]
    return Message(bytes.raw.slice(at: start, length: Int(bytes.raw.u32(at: start))))
  }

  /// All objects as a certain dump.
  var snapshot: Snapshot { Snapshot(contents: bytes, interrupted: false) }
}
