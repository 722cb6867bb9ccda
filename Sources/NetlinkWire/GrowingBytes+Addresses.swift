/// For each octet: its digits and a dot in the low four bytes, and in the fifth how many bytes these are.
let octetTable = Immortal<UInt64>(count: 256) { index in
  let packed = digitTable[index]
  let count = UInt64(packed >> 24)
  return UInt64(packed & 0xff_ffff) | 0x2e << (count * 8) | (count + 1) << 32
}

extension GrowingBytes {
  /// Appends four bytes as `192.0.2.1`.
  package mutating func ipv4(_ bytes: RawSpan) {
    reserve(32)
    put(ipv4: bytes)
  }

  /// Appends four bytes as `192.0.2.1`; the caller has reserved 32.
  @inlinable @inline(__always)
  package mutating func put(ipv4 bytes: RawSpan) {
    let address = UInt32(bigEndian: bytes.u32(at: 0))
    var place = count
    for octet in 0..<4 {
      let packed = octets[byte: UInt8(truncatingIfNeeded: address &>> UInt32(24 &- 8 &* octet))]
      store(UInt32(truncatingIfNeeded: packed), at: place)
      place &+= Int(truncatingIfNeeded: packed >> 32)
    }
    // The last octet has no dot.
    advance(to: place &- 1)
  }

  /// Appends sixteen bytes as an IPv6 address in its canonical form (RFC 5952). As in libc, an IPv4 address within it
  /// is written as a dotted quad if `isDotted`.
  @usableFromInline package mutating func ipv6(_ bytes: RawSpan, isDotted: Bool = true) {
    var best = (start: 0, length: 0)
    var run = (start: 0, length: 0)
    for index in 0..<8 {
      if bytes.u16(at: index * 2) == 0 {
        if run.length == 0 { run.start = index }
        run.length += 1
        if run.length > best.length { best = run }
      } else {
        run.length = 0
      }
    }
    if best.length < 2 { best = (8, 0) }
    let holdsIPv4 =
      isDotted && best.start == 0
      && (best.length == 6 || (best.length == 5 && bytes.u16(at: 10) == 0xffff))
    var index = 0
    while index < 8 {
      if index == best.start {
        append(UInt8(ascii: ":"))
        index += best.length
        if index == 8 { append(UInt8(ascii: ":")) }
        continue
      }
      if index > 0 { append(UInt8(ascii: ":")) }
      if holdsIPv4, index == 6 { return ipv4(bytes.slice(at: 12, length: 4)) }
      hexadecimal(UInt64(bytes.u16(at: index * 2).bigEndian))
      index += 1
    }
  }

  /// Appends an IPv4 address of four bytes, or an IPv6 address of sixteen.
  package mutating func address(_ bytes: RawSpan) {
    if bytes.byteCount == 4 { ipv4(bytes) } else { ipv6(bytes) }
  }

  /// Appends a destination: `192.0.2.0/24`, a host without its length, or `default`.
  package mutating func prefix(_ address: RawSpan, length: Int, host: Int) {
    reserve(32)
    put(prefix: address, length: length, host: host)
  }

  /// The same; the caller has reserved 32 bytes, which is enough for IPv4.
  @inlinable @inline(__always)
  package mutating func put(prefix address: RawSpan, length: Int, host: Int) {
    switch address.byteCount {
    case 4:
      put(ipv4: address)
      if length == host { return }
      // At most 15 of the 32 reserved bytes are used so far, so there is room for the length.
      let packed = digits[length & 255]
      return store(UInt64(packed & 0xff_ffff) << 8 | 0x2f, length: Int(packed >> 24) &+ 1)
    case 16: ipv6(address)
    default:
      if length == 0 { return append("default" as StaticString) }
      append("0" as StaticString)
    }
    if length != host || address.byteCount == 0 {
      append(UInt8(ascii: "/"))
      decimal(UInt64(length))
    }
  }
}
