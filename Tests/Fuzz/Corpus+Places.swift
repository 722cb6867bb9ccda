extension Corpus {
  /// One attribute within a message that has little else.
  private struct Place {
    /// All that follows the fixed header.
    var bytes: [UInt8]
    /// Where the attribute lies in there.
    var range: Range<Int>
    /// What tells it from others of the same bytes: the numbers of the nests it is in, and what is beside those.
    var context: [UInt8] = []
  }

  /// Every byte with all 255 other values, each attribute once, in as small a message as still says what it means:
  /// with the nests around it, and what is short beside it and them, the names of kinds for one.
  func allChanges(_ body: ([UInt8]) -> Void) {
    var seen: Set<[UInt8]> = []
    for message in messages {
      let header = Corpus.pieces(message)[0]
      let attributes = message[header.count...]
      let kind = Array(message[4..<6] + header[16...].prefix(1))
      // What is beside an attribute of a link says nothing of it.
      for place in Corpus.places(attributes, isTelling: message[4] != 16) {
        let key = kind + place.context + place.bytes[place.range]
        guard seen.insert(key).inserted else { continue }
        let range = place.range.lowerBound + header.count..<place.range.upperBound + header.count
        Corpus.change(header + place.bytes, range, body)
      }
      for rest in [[], Corpus.short(attributes)] where seen.insert(kind + header[16...] + rest).inserted {
        Corpus.change(header + rest, 0..<header.count, body)
      }
    }
  }

  private static func change(_ bytes: [UInt8], _ range: Range<Int>, _ body: ([UInt8]) -> Void) {
    var bytes = bytes
    for offset in range {
      let before = bytes[offset]
      for value in 1...UInt8.max {
        bytes[offset] = before ^ value
        body(bytes)
      }
      bytes[offset] = before
    }
  }

  /// The attributes of `bytes`, and those within them, each in its place. Of a nest it is the header; what looks
  /// like a nest and may be none is taken as a whole as well, where it is not large.
  private static func places(_ bytes: ArraySlice<UInt8>, isTelling: Bool = true) -> [Place] {
    let attributes = split(bytes)
    var places: [Place] = []
    for (index, attribute) in attributes.enumerated() {
      let before = attributes[..<index].filter { $0.count <= 16 }.flatMap { $0 }
      let after = attributes[(index + 1)...].filter { $0.count <= 16 }.flatMap { $0 }
      let within = attribute.dropFirst(4)
      let isNest = within.count > 12 && split(within).reduce(0) { $0 + $1.count } == within.count
      var inner: [Place] = []
      if isNest {
        inner = Corpus.places(within) + [Place(bytes: short(within), range: -4..<0)]
      }
      if !isNest || attribute.count <= 64 {
        inner.append(Place(bytes: Array(within), range: -4..<within.count))
      }
      for var place in inner {
        let start = attribute.startIndex
        let length = isNest ? place.bytes.count + 4 : Int(attribute[start]) | Int(attribute[start + 1]) << 8
        place.bytes =
          before + [UInt8(length & 0xff), UInt8(length >> 8)] + attribute[start + 2..<start + 4]
          + place.bytes + after
        let shift = before.count + 4
        if place.range.lowerBound >= 0 {
          place.context = attribute[start + 2..<start + 4] + (isTelling ? before + after : []) + place.context
        }
        place.range = place.range.lowerBound + shift..<place.range.upperBound + shift
        places.append(place)
      }
    }
    return places
  }

  /// Those of the attributes that are short.
  private static func short(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    split(bytes).filter { $0.count <= 16 }.flatMap { $0 }
  }

  /// The attributes, each with its padding; nothing from the first on that is none.
  private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var attributes: [ArraySlice<UInt8>] = []
    var offset = bytes.startIndex
    while bytes.endIndex - offset >= 4 {
      let length = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
      guard length >= 4, length <= bytes.endIndex - offset else { break }
      let end = min(bytes.endIndex, offset + (length + 3) & ~3)
      attributes.append(bytes[offset..<end])
      offset = end
    }
    return attributes
  }
}
