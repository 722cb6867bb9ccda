package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Text, bytes and addresses; `Visitor` says what the calls mean.
extension Text {
  package mutating func text(_ row: Row, _ bytes: RawSpan) {
    let cell = plans.cell(of: row, in: frame.plan)
    if cell >= 0, plans[cell].test == .unlikeDevice,
      bytes.equals(interfaces.name(of: device))
    {
      guard style.hasDetails else { return }
      beginDetail(row)
    } else if !begin(row) {
      return
    }
    if bytes.byteCount == 0 { buffer.append("\"\"" as StaticString) }
    buffer.printable(bytes)
    end()
  }

  package mutating func binary(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    var isBare = false
    if ending == .dressed, case .bareOctets = plans[open].item.form { isBare = true }
    if !isBare { buffer.append("0x" as StaticString) }
    buffer.hexadecimal(bytes)
    end()
  }

  @inline(__always)
  package mutating func ipv4(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.put(ipv4: bytes)
    end()
  }

  package mutating func ipv6(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.ipv6(bytes)
    end()
  }

  package mutating func group(_ row: Row, _ bytes: RawSpan) {
    guard begin(row, named: row.numberKey) else { return }
    buffer.address(bytes)
    end()
  }

  package mutating func octets(_ row: Row, _ bytes: RawSpan) {
    // An address without octets is no address.
    if bytes.byteCount == 0, !row.key.isEmpty { return nothing(row) }
    guard begin(row) else { return }
    buffer.octets(bytes)
    end()
  }

  package mutating func neighbour(_ row: Row, _ bytes: RawSpan, on index: UInt32) {
    switch LinkAddressForm(hardware: interfaces.type(of: index), length: bytes.byteCount) {
    case .ipv4: ipv4(row, bytes)
    case .ipv6: ipv6(row, bytes)
    case .octets: octets(row, bytes)
    }
  }

  package mutating func locator(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.locator(bytes)
    end()
  }

  package mutating func bridgeID(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.bridgeID(bytes)
    end()
  }

  @inline(__always)
  package mutating func prefix(_ row: Row, _ address: RawSpan, length: Int, host: Int) {
    guard begin(row, UInt64(length)) else { return }
    if host == 128, length == 0, address.byteCount == 0 { noteDefault() }
    buffer.put(prefix: address, length: length, host: host)
    end()
  }

  /// Notes where an IPv6 default route is written, which may have to be written as `::/0`.
  private mutating func noteDefault() {
    guard ending == .blank || ending == .dressed, plans[open].isDestination else { return }
    bareDefault = buffer.count
    bareDefaultHiders = plans[open].hiders
  }

  package mutating func labels(_ row: Row, _ bytes: RawSpan) {
    guard begin(row) else { return }
    buffer.labels(bytes)
    end()
  }
}
