internal import NetlinkWire

/// For each number from 0 to 999: its digits in the low three bytes, and how many there are in the fourth.
let digitTable = Immortal<UInt32>(count: 1000) { index in
  let value = UInt32(truncatingIfNeeded: index)
  let (hundreds, tens, ones) = (48 + value / 100, 48 + value / 10 % 10, 48 + value % 10)
  if value < 10 { return ones | 1 << 24 }
  if value < 100 { return tens | ones << 8 | 2 << 24 }
  return hundreds | tens << 8 | ones << 16 | 3 << 24
}

/// For each octet: its digits and a dot in the low four bytes, and in the fifth how many bytes these are.
let octetTable = Immortal<UInt64>(count: 256) { index in
  let packed = digitTable[index]
  let count = UInt64(packed >> 24)
  return UInt64(packed & 0xff_ffff) | 0x2e << (count * 8) | (count + 1) << 32
}

extension ByteBuffer {
  /// Appends a number below 1000.
  @inline(__always)
  private mutating func small(_ value: Int) {
    let packed = digits[value]
    store(UInt64(packed), length: Int(packed >> 24))
  }

  /// Appends `value` in decimal; the caller has reserved 24 bytes.
  @inline(__always)
  mutating func put(decimal value: UInt64) {
    if value < 1000 { return small(Int(truncatingIfNeeded: value)) }
    large(value)
  }

  /// Appends `value` in decimal.
  @inline(__always)
  package mutating func decimal(_ value: UInt64) {
    reserve(24)
    if value < 1000 { return small(Int(truncatingIfNeeded: value)) }
    large(value)
  }

  @inline(never)
  private mutating func large(_ value: UInt64) {
    // Digits from the right into words of eight, then out in order.
    var rest = value
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var length = 0
    while rest > 0 {
      let digit = UInt64(48 + rest % 10)
      words.2 = words.2 << 8 | words.1 >> 56
      words.1 = words.1 << 8 | words.0 >> 56
      words.0 = words.0 << 8 | digit
      rest /= 10
      length += 1
    }
    store(words.0, length: min(8, length))
    if length > 8 { store(words.1, length: min(8, length - 8)) }
    if length > 16 { store(words.2, length: length - 16) }
  }

  /// Appends `value` in decimal, with its sign.
  package mutating func decimal(_ value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    decimal(value.magnitude)
  }

  /// Appends `value` hundredths with two decimals: `299.68`.
  package mutating func hundredths(_ value: UInt64) {
    decimal(value / 100)
    append(UInt8(ascii: "."))
    append(UInt8(48 + value / 10 % 10))
    append(UInt8(48 + value % 10))
  }

  /// Appends four bytes as `192.0.2.1`.
  package mutating func ipv4(_ bytes: RawSpan) {
    reserve(32)
    put(ipv4: bytes)
  }

  /// Appends four bytes as `192.0.2.1`; the caller has reserved 32.
  @inline(__always)
  mutating func put(ipv4 bytes: RawSpan) {
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

  /// Appends sixteen bytes as an IPv6 address in its canonical form (RFC 5952). As in libc, an IPv4 address
  /// within it is written as a dotted quad.
  package mutating func ipv6(_ bytes: RawSpan) {
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
      best.start == 0
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
      hexadecimal(UInt64(bytes.u16(at: index * 2).byteSwapped))
      index += 1
    }
  }

  /// Appends bytes as octets: `52:54:00:12:34:56`.
  package mutating func octets(_ bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      if offset > 0 { append(UInt8(ascii: ":")) }
      hexadecimal(byte: bytes.u8(at: offset))
    }
  }

  /// Appends a bridge id: `8000.52:54:00:12:34:56`.
  package mutating func bridgeID(_ bytes: RawSpan) {
    hexadecimal(byte: bytes.u8(at: 0))
    hexadecimal(byte: bytes.u8(at: 1))
    append(UInt8(ascii: "."))
    octets(bytes.slice(at: 2, length: 6))
  }

  /// Appends the labels of MPLS label stack entries: `100/200`.
  package mutating func labels(_ bytes: RawSpan) {
    for offset in stride(from: 0, to: bytes.byteCount - 3, by: 4) {
      if offset > 0 { append(UInt8(ascii: "/")) }
      decimal(UInt64(bytes.u32(at: offset).byteSwapped >> 12))
    }
  }
}

extension ByteBuffer {
  /// Appends a destination: `192.0.2.0/24`, a host without its length, or `default`.
  package mutating func prefix(_ address: RawSpan, length: Int, host: Int) {
    reserve(32)
    put(prefix: address, length: length, host: host)
  }

  /// The same; the caller has reserved 32 bytes, which is enough for IPv4.
  @inline(__always)
  mutating func put(prefix address: RawSpan, length: Int, host: Int) {
    switch address.byteCount {
    case 4:
      put(ipv4: address)
      if length == host { return }
      // The address was shorter than what was reserved for it.
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
