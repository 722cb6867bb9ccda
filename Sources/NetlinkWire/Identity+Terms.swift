extension [UInt8] {
  /// Writes a term of an identity.
  mutating func write(
    _ term: Identity.Term, _ header: RawSpan, _ attributes: borrowing SentAttributes, family: UInt8
  ) {
    switch term {
    case .optional(let number, let letter):
      let payload = attributes.value(of: number)
      if payload.byteCount == 0 { return }
      separate()
      write(letter)
      return write(value: payload, isAddress: false)
    case .optionalAddress(let number, let letter):
      let payload = attributes.value(of: number)
      if payload.byteCount == 0 { return }
      separate()
      write(letter)
      return write(value: payload, isAddress: true)
    case .encapsulation(let kind, let number):
      let payload = attributes.value(of: number)
      if payload.byteCount == 0 { return }
      separate()
      return write(encapsulation: payload, kind: attributes.value(of: kind))
    case .hops(let number):
      for hop in hops(attributes.value(of: number)) { append(contentsOf: hop) }
      return
    case .sortedHops(let number):
      for hop in hops(attributes.value(of: number)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        append(contentsOf: hop)
      }
      return
    case .addressUnlike(let number, let other):
      let payload = attributes.value(of: number)
      let twin = attributes.value(of: other)
      if payload.byteCount == 0 || twin.byteCount == 0 || payload.equals(twin) { return }
      separate()
      return write(value: payload, isAddress: true)
    default: separate()
    }
    switch term {
    case .field(let offset, let width): write(header.integer(at: offset, width: width))
    case .bits(let offset, let width, let mask):
      write(header.integer(at: offset, width: width) & UInt64(mask))
    case .family: write(family: family)
    case .number(let number): write(attributes.value(of: number).unsigned ?? 0)
    case .numberOrField(let number, let offset):
      write(attributes.value(of: number).unsigned ?? header.integer(at: offset, width: 1))
    case .nested(let outer, let inner):
      write(attributes.value(of: outer).attribute(inner).unsigned ?? 0)
    case .address(let number, let other):
      let payload = attributes.value(of: number)
      write(value: payload.byteCount > 0 ? payload : attributes.value(of: other), isAddress: true)
    case .prefix(let number, let lengthAt):
      let length = header.integer(at: lengthAt, width: 1)
      let payload = attributes.value(of: number)
      if payload.byteCount == 0, length == 0 { return write("default" as StaticString) }
      if family == Family.mpls { write(hexadecimal: payload) } else { write(value: payload, isAddress: true) }
      separate()
      write(length)
    case .optional, .optionalAddress, .encapsulation, .hops, .sortedHops, .addressUnlike: return
    }
  }

  /// The bytes of an encapsulation without its counters, which change by themselves.
  private mutating func write(encapsulation: RawSpan, kind: RawSpan) {
    let kind = kind.unsigned ?? 0
    write("e" as StaticString)
    write(kind)
    write("x" as StaticString)
    guard kind == SegmentRouting.local else { return write(hexadecimal: encapsulation) }
    var attributes = Attributes(encapsulation)
    while attributes.next() {
      if attributes.type != SegmentRouting.counters { write(hexadecimal: attributes.whole) }
    }
  }

  /// What a key has of each hop.
  private func hops(_ hops: RawSpan) -> [[UInt8]] {
    var written: [[UInt8]] = []
    var offset = 0
    while hops.byteCount - offset >= 8 {
      let length = Int(hops.u16(at: offset))
      guard length >= 8, length <= hops.byteCount - offset else { break }
      var hop: [UInt8] = []
      hop.separate()
      hop.write("h" as StaticString)
      hop.write(UInt64(hops.u32(at: offset + 4)))
      hop.write("w" as StaticString)
      hop.write(UInt64(hops.u8(at: offset + 3)))
      let attributes = hops.slice(at: offset + 8, length: length - 8)
      for (number, letter) in [(HopAttribute.gateway, "g"), (HopAttribute.via, "v")]
        as [(UInt16, StaticString)]
      {
        let payload = attributes.attribute(number)
        if payload.byteCount == 0 { continue }
        hop.write(letter)
        hop.write(value: payload, isAddress: number == HopAttribute.gateway)
      }
      let encapsulation = attributes.attribute(HopAttribute.encapsulation)
      if encapsulation.byteCount > 0 {
        hop.write(encapsulation: encapsulation, kind: attributes.attribute(HopAttribute.encapsulationType))
      }
      written.append(hop)
      offset = Swift.min(hops.byteCount, offset + (length + 3) & ~3)
    }
    return written
  }
}

extension RawSpan {
  /// The integer of `width` bytes at `offset`; 0 past the end.
  fileprivate func integer(at offset: UInt16, width: UInt8) -> UInt64 {
    guard Int(offset) + Int(width) <= byteCount else { return 0 }
    return slice(at: Int(offset), length: Int(width)).unsigned ?? 0
  }
}
