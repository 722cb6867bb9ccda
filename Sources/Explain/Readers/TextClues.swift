/// What a text looks like, to say so where no bytes of messages are found in it.
struct TextClues {
  /// Whether any datagram was found.
  var hasAny = false
  /// Whether strace has decoded a message, and so does not show its bytes.
  private var isDecoded = false
  private var isBase64 = false
  /// Whether the line before is base64.
  private var isListing = false

  /// The shortest line that is taken for base64: 12 bytes. A shorter one may be a word.
  private static var shortest: Int { 16 }

  /// Notes what a line looks like; true if it is base64, whose letters are no hexadecimal digits.
  mutating func note(_ line: borrowing Line) -> Bool {
    if line.call != nil, line.isDecoded { isDecoded = true }
    let length = line.base64Length
    isListing = length > 0 && (isListing || (length >= TextClues.shortest && line.hasOtherThanHexadecimal))
    if isListing { isBase64 = true }
    return isListing
  }

  /// Why there is nothing to explain; nil where there is.
  var complaint: String? {
    if hasAny { return nil }
    let nothing = "there are no bytes of messages in the text"
    if isBase64 { return "\(nothing); it looks like base64, which 'base64 -d' turns into bytes" }
    if isDecoded {
      return "\(nothing); strace has decoded them, and shows the bytes with -e read=all -e write=all"
    }
    return nothing
  }
}

extension Line {
  /// The length of the line if it can be one of base64, whole and without blanks; else 0.
  fileprivate var base64Length: Int {
    let count = bytes.byteCount
    if count % 4 != 0 || begins(with: "0x") || begins(with: "0X") { return 0 }
    var fill = 0
    for place in 0..<count {
      switch at(place) {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        if fill > 0 { return 0 }
      case UInt8(ascii: "="): fill += 1
      default: return 0
      }
    }
    return fill <= 2 ? count : 0
  }

  fileprivate var hasOtherThanHexadecimal: Bool {
    for place in 0..<bytes.byteCount {
      switch at(place) {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
        UInt8(ascii: "a")...UInt8(ascii: "f"):
        continue
      default: return true
      }
    }
    return false
  }
}
