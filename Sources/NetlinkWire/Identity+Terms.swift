extension GrowingBytes {
  /// Writes a term of an identity.
  mutating func write(
    _ term: Identity.Term, _ header: RawSpan, _ attributes: borrowing SentAttributes, family: UInt8
  ) {
    switch term {
    case .field(let offset, let width):
      separate()
      decimal(header.integer(at: offset, width: width))
    case .bits(let offset, let width, let mask):
      separate()
      decimal(header.integer(at: offset, width: width) & UInt64(mask))
    case .family:
      separate()
      write(family: family)
    case .number(let number):
      separate()
      decimal(attributes.value(of: number).unsigned ?? 0)
    case .numberOrField(let number, let offset):
      separate()
      decimal(attributes.value(of: number).unsigned ?? header.integer(at: offset, width: 1))
    case .nested(let outer, let inner):
      separate()
      decimal(attributes.value(of: outer).attribute(inner).unsigned ?? 0)
    case .address(let number, let other):
      separate()
      let payload = attributes.value(of: number)
      write(value: payload.byteCount > 0 ? payload : attributes.value(of: other), isAddress: true)
    case .addressUnlike(let number, let other):
      let payload = attributes.value(of: number)
      let twin = attributes.value(of: other)
      if payload.byteCount == 0 || twin.byteCount == 0 || payload.equals(twin) { return }
      separate()
      write(value: payload, isAddress: true)
    case .prefix(let number, let lengthAt):
      separate()
      let length = header.integer(at: lengthAt, width: 1)
      let payload = attributes.value(of: number)
      if payload.byteCount == 0, length == 0 { return append("default" as StaticString) }
      if family == Family.mpls { hexadecimal(payload) } else { write(value: payload, isAddress: true) }
      separate()
      decimal(length)
    case .optional(let number, let letter):
      write(attributes.value(of: number), after: letter, isAddress: false)
    case .optionalAddress(let number, let letter):
      write(attributes.value(of: number), after: letter, isAddress: true)
    case .encapsulation(let kind, let number):
      let payload = attributes.value(of: number)
      if payload.byteCount == 0 { return }
      separate()
      write(encapsulation: payload, kind: attributes.value(of: kind))
    case .hops(let number):
      var hops = Hops(attributes.value(of: number))
      while hops.next() { write(hop: hops.hop) }
    case .sortedHops(let number): write(sorted: attributes.value(of: number))
    }
  }

  /// Writes a value after `letter`, unless it is empty.
  @inline(__always)
  private mutating func write(_ value: RawSpan, after letter: StaticString, isAddress: Bool) {
    if value.byteCount == 0 { return }
    separate()
    append(letter)
    write(value: value, isAddress: isAddress)
  }

  /// The bytes of an encapsulation without its counters, which change by themselves.
  private mutating func write(encapsulation: RawSpan, kind: RawSpan) {
    let kind = kind.unsigned ?? 0
    append("e" as StaticString)
    decimal(kind)
    append("x" as StaticString)
    guard kind == SegmentRouting.local else { return hexadecimal(encapsulation) }
    var attributes = Attributes(encapsulation)
    while attributes.next() {
      if attributes.type != SegmentRouting.counters { hexadecimal(attributes.whole) }
    }
  }

  /// Writes what a key has of a hop (`struct rtnexthop`).
  private mutating func write(hop: RawSpan) {
    separate()
    append("h" as StaticString)
    decimal(UInt64(hop.u32(at: 4)))
    append("w" as StaticString)
    decimal(UInt64(hop.u8(at: 3)))
    let attributes = hop.slice(at: 8, length: hop.byteCount - 8)
    for (number, letter) in [(HopAttribute.gateway, "g"), (HopAttribute.via, "v")]
      as [(UInt16, StaticString)]
    {
      let payload = attributes.attribute(number)
      if payload.byteCount == 0 { continue }
      append(letter)
      write(value: payload, isAddress: number == HopAttribute.gateway)
    }
    let encapsulation = attributes.attribute(HopAttribute.encapsulation)
    if encapsulation.byteCount > 0 {
      write(encapsulation: encapsulation, kind: attributes.attribute(HopAttribute.encapsulationType))
    }
  }

  /// Writes hops in an order that does not depend on theirs.
  private mutating func write(sorted bytes: RawSpan) {
    if bytes.byteCount == 0 { return }
    var written: [[UInt8]] = []
    var hops = Hops(bytes)
    while hops.next() {
      var one = GrowingBytes()
      one.write(hop: hops.hop)
      written.append(one.raw.array)
    }
    for hop in written.sorted(by: { $0.lexicographicallyPrecedes($1) }) { append(contentsOf: hop) }
  }
}

/// The next hops of a route, one after another, as far as they are whole.
private struct Hops: ~Escapable {
  private let bytes: RawSpan
  private var start = 0
  private var length = 0
  private var following = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Moves on to the next hop; false when there is none.
  mutating func next() -> Bool {
    guard bytes.byteCount - following >= 8 else { return false }
    let whole = Int(bytes.u16(at: following))
    guard whole >= 8, whole <= bytes.byteCount - following else { return false }
    (start, length) = (following, whole)
    following = min(bytes.byteCount, following + (whole + 3) & ~3)
    return true
  }

  /// The hop that `next` has come to.
  var hop: RawSpan {
    @_lifetime(copy self) get { bytes.slice(at: start, length: length) }
  }
}

extension RawSpan {
  /// The integer of `width` bytes at `offset`; 0 past the end.
  fileprivate func integer(at offset: UInt16, width: UInt8) -> UInt64 {
    guard Int(offset) + Int(width) <= byteCount else { return 0 }
    return slice(at: Int(offset), length: Int(width)).unsigned ?? 0
  }
}
