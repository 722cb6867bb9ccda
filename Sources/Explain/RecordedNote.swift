package import NetlinkCore

/// What a recording by nlctl notes beside a packet, as a comment that other programs show.
package enum RecordedNote: Sendable, Equatable {
  /// `by ip[1234]`: the process that owns the socket with the notification's port id.
  case by(SocketOwner)
  /// `overflow`: notifications were lost before this packet, and some from before the loss are still to come.
  case overflow
  /// `lost 12`, or `lost` if the number is not known: everything from before the loss has come now.
  case lost(UInt64?)
  /// `at 1796046133279701: round`: what a follower did at that time, in microseconds since 1970.
  case step(microseconds: Int64, [UInt8])
  /// `netns 0 is blue`, or `netns 0 has no name`: what the program called the namespace with that id from then on.
  case name([UInt8]?, of: Int32)

  private static let by = Array("by ".utf8)
  private static let at = Array("at ".utf8)
  private static let overflowWord = Array("overflow".utf8)
  private static let lostWord = Array("lost".utf8)
  private static let lostCount = Array("lost ".utf8)
  private static let namespace = Array("netns ".utf8)
  private static let called = Array(" is ".utf8)
  private static let nameless = Array(" has no name".utf8)
  /// The longest comment that is read: the name of a namespace has up to 255 bytes.
  static let longest = 320

  /// The text of the comment.
  var comment: [UInt8] {
    switch self {
    case .by(let owner): RecordedNote.by + owner.name.prefix(64) + "[\(owner.process)]".utf8
    case .step(let time, let text): RecordedNote.at + "\(time): ".utf8 + text.prefix(96)
    case .overflow: RecordedNote.overflowWord
    case .lost(nil): RecordedNote.lostWord
    case .lost(.some(let count)): RecordedNote.lostCount + "\(count)".utf8
    case .name(let name?, of: let id): RecordedNote.namespace + "\(id)".utf8 + RecordedNote.called + name
    case .name(nil, of: let id): RecordedNote.namespace + "\(id)".utf8 + RecordedNote.nameless
    }
  }

  /// Reads a comment; nil if it says something else.
  init?(comment: [UInt8]) {
    func number(_ digits: ArraySlice<UInt8>) -> UInt64? { UInt64(String(decoding: digits, as: UTF8.self)) }
    if comment == RecordedNote.overflowWord {
      self = .overflow
    } else if comment == RecordedNote.lostWord {
      self = .lost(nil)
    } else if comment.starts(with: RecordedNote.lostCount),
      let count = number(comment.dropFirst(RecordedNote.lostCount.count))
    {
      self = .lost(count)
    } else if comment.starts(with: RecordedNote.at), let colon = comment.firstIndex(of: UInt8(ascii: ":")),
      let time = number(comment[RecordedNote.at.count..<colon]), let time = Int64(exactly: time),
      comment.dropFirst(colon + 1).first == UInt8(ascii: " ")
    {
      self = .step(microseconds: time, Array(comment[(colon + 2)...]))
    } else if comment.starts(with: RecordedNote.by), comment.last == UInt8(ascii: "]"),
      let open = comment.lastIndex(of: UInt8(ascii: "[")), open >= RecordedNote.by.count,
      let process = number(comment[(open + 1)...].dropLast()), let process = Int(exactly: process)
    {
      let name = Array(comment[RecordedNote.by.count..<open])
      self = .by(SocketOwner(process: process, name: name))
    } else if comment.starts(with: RecordedNote.namespace) {
      self.init(ofName: comment.dropFirst(RecordedNote.namespace.count))
    } else {
      return nil
    }
  }

  /// Reads `0 is blue` or `0 has no name`.
  private init?(ofName text: ArraySlice<UInt8>) {
    guard let blank = text.firstIndex(of: UInt8(ascii: " ")),
      let id = Int32(String(decoding: text[..<blank], as: UTF8.self))
    else { return nil }
    let rest = text[blank...]
    if rest.elementsEqual(RecordedNote.nameless) {
      self = .name(nil, of: id)
    } else if rest.starts(with: RecordedNote.called) {
      self = .name(Array(rest.dropFirst(RecordedNote.called.count)), of: id)
    } else {
      return nil
    }
  }
}
