import NetlinkCore
import NetlinkWire
import Rtnetlink

extension Snapshot {
  /// Hands the message of each object of a type to `body`; of those whose header is cut off, none.
  func forEach<Fault: Error>(
    _ type: ObjectType, _ body: (borrowing Message) throws(Fault) -> Void
  ) throws(Fault) {
    var messages = messages
    while let message = messages.next() {
      if message.type == type.new, type.isWhole(message) { try body(message) }
    }
  }
}
