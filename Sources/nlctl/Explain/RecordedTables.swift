import Explain
import NetlinkCore
import Rtnetlink
import NetlinkWire

/// What the kernel had at the end of a recording: its messages, applied in order.
struct RecordedTables: ~Copyable {
  /// An object: its last message, and other answers about it that asked for more or less.
  private struct Object {
    let type: UInt16
    let family: UInt8
    /// By the mask of what was asked for (`IFLA_EXT_MASK`); nil for notifications.
    var messages: [(mask: UInt32?, bytes: [UInt8])]
    /// The dump that it was last seen in.
    var dump: Int
    var isThere = true
  }

  /// A dump under way.
  private struct Dump {
    let number: Int
    let type: UInt16
    let family: UInt8
    let mask: UInt32
    let isWhole: Bool
    let question: [UInt8]
    var isInterrupted = false
    /// How often each key was met in it.
    var copies: [[UInt8]: Int] = [:]
  }

  private var objects: [Object] = []
  private var places: [[UInt8]: Int] = [:]
  private var dumps: [UInt64: Dump] = [:]
  private var number = 0
  /// Requests for one thing that were recorded, and what they were answered.
  private var questions: [UInt64: [UInt8]] = [:]
  private var answers: [[UInt8]: [UInt8]] = [:]
  /// The tables that were dumped: message type and family, 0 for all.
  private var known: Set<UInt32> = []
  /// Dumps with a filter that were answered whole.
  private var filtered: Set<[UInt8]> = []

  /// How many questions that no answer came to are remembered.
  private static let most = 1024

  /// Applies one message.
  mutating func apply(_ message: borrowing Message, _ envelope: Envelope) {
    let type = message.type
    if message.flags & MessageFlag.request != 0, envelope.direction != .received { return ask(message) }
    switch type {
    case ControlType.error:
      end(asked(message), status: message.payload.byteCount >= 4 ? message.payload.u32(at: 0) : 1)
    case ControlType.done:
      let status = message.payload.byteCount >= 4 ? message.payload.u32(at: 0) : 0
      if message.flags & MessageFlag.dumpInterrupted != 0 { dumps[asked(message)]?.isInterrupted = true }
      end(asked(message), status: status)
    default:
      guard let object = ObjectType.of(message), object.isWhole(message) else { return }
      var key: [UInt8] = []
      object.appendKey(of: message, to: &key)
      if type == object.delete { remove(key) } else { add(message, object, key) }
    }
  }

  /// Under what the request stands that a message answers: programs may leave their port id out of requests.
  private func asked(_ answer: borrowing Message) -> UInt64 {
    let exact = RecordedTables.asked(answer.portID, answer.sequence)
    if dumps[exact] != nil || questions[exact] != nil { return exact }
    return RecordedTables.asked(0, answer.sequence)
  }

  private static func asked(_ port: UInt32, _ sequence: UInt32) -> UInt64 {
    UInt64(port) << 32 | UInt64(sequence)
  }

  private mutating func ask(_ message: borrowing Message) {
    guard message.type & 3 == 2, message.type >= RTM.getLink else { return }
    let family = message.payload.byteCount > 0 ? message.payload.u8(at: 0) : 0
    guard message.flags & MessageFlag.dump == MessageFlag.dump else {
      if questions.count >= RecordedTables.most { questions.removeAll() }
      questions[RecordedTables.asked(message.portID, message.sequence)] = RecordedTables.question(message)
      return
    }
    number += 1
    if dumps.count >= RecordedTables.most { dumps.removeAll() }
    dumps[RecordedTables.asked(message.portID, message.sequence)] = Dump(
      number: number, type: message.type - 2, family: family, mask: RecordedTables.mask(message),
      isWhole: RecordedTables.isWhole(message), question: RecordedTables.question(message))
  }

  private mutating func end(_ request: UInt64, status: UInt32) {
    questions[request] = nil
    guard let dump = dumps.removeValue(forKey: request), status == 0, !dump.isInterrupted else { return }
    if !dump.isWhole {
      if filtered.count < RecordedTables.most { filtered.insert(dump.question) }
      return
    }
    known.insert(UInt32(dump.type) << 8 | UInt32(dump.family))
    for place in objects.indices
    where objects[place].type == dump.type && objects[place].dump < dump.number
      && RecordedTables.fits(objects[place].family, dump.family, dump.type)
    {
      objects[place].isThere = false
    }
  }

  private mutating func add(_ message: borrowing Message, _ object: ObjectType, _ key: [UInt8]) {
    let request = asked(message)
    if let question = questions[request], message.flags & MessageFlag.multi == 0 {
      answers[question] = message.bytes.array
      // The route of a packet is none of the table.
      if message.type == RTM.newRoute { return }
    }
    var key = key
    var mask: UInt32?
    var dump = 0
    if message.flags & MessageFlag.multi != 0 {
      if message.flags & MessageFlag.dumpInterrupted != 0 { dumps[request]?.isInterrupted = true }
      if let under = dumps[request] {
        mask = under.mask
        dump = under.number
        let copies = under.copies[key, default: 0] + 1
        dumps[request]?.copies[key] = copies
        if copies > 1 { key += Array("#\(copies)".utf8) }
      } else {
        // A dump whose request was not recorded.
        known.insert(UInt32(object.new) << 8)
      }
    }
    let bytes = message.bytes.array
    let family = message.payload.u8(at: 0)
    guard let place = places[key], objects[place].isThere else {
      places[key] = objects.count
      objects.append(
        Object(type: object.new, family: family, messages: [(mask, bytes)], dump: dump))
      return
    }
    objects[place].dump = max(dump, objects[place].dump)
    if mask == nil {
      objects[place].messages = [(nil, bytes)]
    } else if let index = objects[place].messages.firstIndex(where: { $0.mask == mask }) {
      objects[place].messages[index].bytes = bytes
    } else {
      objects[place].messages.append((mask, bytes))
    }
  }

  private mutating func remove(_ key: [UInt8]) {
    var last = key
    // Of identical objects the one told last goes first.
    var copies = 2
    while let place = places[key + Array("#\(copies)".utf8)], objects[place].isThere {
      last = key + Array("#\(copies)".utf8)
      copies += 1
    }
    if let place = places.removeValue(forKey: last) { objects[place].isThere = false }
  }
}

extension RecordedTables {
  /// Calls `body` with every message that answers a dump, in the order of the recording.
  func dump(_ request: borrowing Message, _ body: (RawSpan) -> Void) {
    let type = request.type - 2
    let family = request.payload.byteCount > 0 ? request.payload.u8(at: 0) : 0
    let mask = RecordedTables.mask(request)
    let proxies = request.payload.byteCount >= 12 ? request.payload.u8(at: 10) & NeighbourFlag.proxy : 0
    for object in objects
    where object.isThere && object.type == type && RecordedTables.fits(object.family, family, type) {
      let bytes =
        (object.messages.first { $0.mask == mask } ?? object.messages.max { $0.bytes.count < $1.bytes.count })?
        .bytes
      guard let bytes else { continue }
      if type == RTM.newNeighbour, family != Family.bridge, bytes.count >= 28,
        bytes[26] & NeighbourFlag.proxy != proxies
      {
        continue
      }
      body(bytes.raw)
    }
  }

  /// The answer to a question about one thing; nil when the recording has none.
  func answer(_ request: borrowing Message) -> [UInt8]? {
    if let answer = answers[RecordedTables.question(request)] { return answer }
    guard request.type == RTM.getLink, request.payload.byteCount >= 16 else { return nil }
    let index = request.payload.u32(at: 4)
    let attributes = request.payload.slice(at: 16, length: request.payload.byteCount - 16)
    let name =
      attributes.attribute(LinkAttribute.name).byteCount > 0
      ? attributes.attribute(LinkAttribute.name) : attributes.attribute(LinkAttribute.alternativeName)
    for object in objects
    where object.isThere && object.type == RTM.newLink && object.family == Family.unspecified {
      guard let bytes = object.messages.max(by: { $0.bytes.count < $1.bytes.count })?.bytes else { continue }
      if index != 0 ? bytes.raw.u32(at: 20) == index : RecordedTables.has(bytes.raw, name.untilNUL) {
        return bytes
      }
    }
    return nil
  }

  /// Whether a table was dumped, or a part of it that has the family.
  func isKnown(_ request: borrowing Message) -> Bool {
    if filtered.contains(RecordedTables.question(request)) { return true }
    let type = UInt32(request.type - 2) << 8
    let family = request.payload.byteCount > 0 ? UInt32(request.payload.u8(at: 0)) : 0
    return known.contains(type) || known.contains(type | family)
      || (family == 0 && known.contains { $0 & ~0xff == type })
  }

  /// Whether a link has a name, alternative ones included.
  private static func has(_ message: RawSpan, _ name: RawSpan) -> Bool {
    let attributes = message.slice(at: 32, length: message.byteCount - 32)
    if attributes.attribute(LinkAttribute.name).untilNUL.equals(name) { return true }
    var alternatives = Attributes(attributes.attribute(LinkAttribute.properties))
    while alternatives.next() { if alternatives.value.untilNUL.equals(name) { return true } }
    return false
  }

  /// Whether a dump of `wanted` has objects of `family`.
  private static func fits(_ family: UInt8, _ wanted: UInt8, _ type: UInt16) -> Bool {
    switch type {
    case RTM.newLink:
      wanted == Family.bridge || wanted == Family.inet6 ? family == wanted : family == Family.unspecified
    case RTM.newNeighbour: wanted == Family.unspecified ? family != Family.bridge : family == wanted
    // Next hops and their groups may be of no family.
    case RTM.newNextHop, RTM.newBucket: true
    default: wanted == Family.unspecified || family == wanted
    }
  }

  /// A request as far as its answer depends on it.
  private static func question(_ request: borrowing Message) -> [UInt8] {
    [UInt8(truncatingIfNeeded: request.type)] + request.payload.array
  }

  /// What of a link was asked for.
  private static func mask(_ request: borrowing Message) -> UInt32 {
    guard request.type == RTM.getLink, request.payload.byteCount > 16 else { return 0 }
    let attributes = request.payload.slice(at: 16, length: request.payload.byteCount - 16)
    return UInt32(truncatingIfNeeded: attributes.attribute(LinkAttribute.filterMask).unsigned ?? 0)
  }

  /// Whether a dump was asked for without a filter.
  private static func isWhole(_ request: borrowing Message) -> Bool {
    let payload = request.payload
    guard let object = ObjectType.of(messageType: request.type - 2, family: 0) else { return false }
    let header = object.table.headerLength
    for offset in 1..<max(1, min(header, payload.byteCount)) where payload.u8(at: offset) != 0 {
      return false
    }
    guard payload.byteCount > header else { return true }
    var attributes = Attributes(payload, from: header)
    while attributes.next() {
      if request.type != RTM.getLink || attributes.type != LinkAttribute.filterMask { return false }
    }
    return true
  }
}
