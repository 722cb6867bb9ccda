package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Text, bytes and addresses; `Visitor` says what the calls mean.
extension JSON {
  package mutating func text(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    let isUTF8 = buffer.json(bytes)
    quote()
    if row.key.isEmpty { element(bytes, isUTF8) } else if !isUTF8 { hexadecimalText(row, bytes) }
  }

  /// Notes a text that is a member of an array, which has no key.
  @inline(never)
  private mutating func element(_ bytes: RawSpan, _ isUTF8: Bool) {
    elements.append(UInt8(ascii: elements.count == 0 ? "[" : ","))
    elements.append(UInt8(ascii: "\""))
    elements.hexadecimal(bytes)
    elements.append(UInt8(ascii: "\""))
    if !isUTF8 { hasOddElement = true }
  }

  /// Writes the bytes of all texts of an array of which one is not UTF-8, under the row's key with `_hex`.
  @inline(never)
  mutating func endElements(_ row: Row) {
    if hasOddElement {
      buffer.append(",\"" as StaticString)
      buffer.append(row.key)
      buffer.append("_hex\":" as StaticString)
      buffer.append(contentsOf: elements)
      buffer.append(UInt8(ascii: "]"))
    }
    elements.truncate(to: 0)
    hasOddElement = false
  }

  /// Writes the bytes of a text that is not UTF-8, under the row's key with `_hex`.
  @inline(never)
  private mutating func hexadecimalText(_ row: Row, _ bytes: RawSpan) {
    buffer.append(",\"" as StaticString)
    buffer.append(row.key)
    buffer.append("_hex\":\"" as StaticString)
    buffer.hexadecimal(bytes)
    quote()
  }

  package mutating func binary(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.hexadecimal(bytes)
    quote()
  }

  @inline(__always)
  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) {
    key(row)
    putQuote()
    buffer.put(ipv4: bytes)
    putQuote()
  }

  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.ipv6(bytes)
    quote()
  }

  package mutating func group(_ row: Row, _ bytes: RawSpan) {
    member(row.numberKey)
    quote()
    buffer.address(bytes)
    quote()
  }

  package mutating func octets(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.octets(bytes)
    quote()
  }

  package mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    switch LinkAddressForm(hardware: interfaces.type(of: index), length: bytes.byteCount) {
    case .ipv4: ipv4(row, bytes)
    case .ipv6: ipv6(row, bytes)
    case .octets: octets(row, bytes)
    }
  }

  package mutating func locator(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.locator(bytes)
    quote()
  }

  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.bridgeID(bytes)
    quote()
  }

  @inline(__always)
  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    key(row)
    putQuote()
    buffer.put(prefix: address, length: length, host: host)
    buffer.end(with: UInt8(ascii: "\""))
  }

  package mutating func labels(_ row: Row, _ bytes: RawSpan) {
    key(row)
    quote()
    buffer.labels(bytes)
    quote()
  }
}
