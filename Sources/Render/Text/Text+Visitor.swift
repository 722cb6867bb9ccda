package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Writes each value where the layout has it; `Visitor` says what the calls mean.
extension Text: Visitor {
  @inline(__always)
  package mutating func unsigned(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    if ending == .dressed { number(value) } else { buffer.put(decimal: value) }
    end(isZero: value == 0)
  }

  /// Writes a number in the form of the open cell.
  @inline(never)
  mutating func number(_ value: UInt64) {
    switch plans[open].item.form {
    case .mark: return
    case .hexadecimal:
      buffer.append("0x" as StaticString)
      buffer.hexadecimal(value)
    default: buffer.decimal(value)
    }
  }

  package mutating func signed(_ row: Row, _ value: Int64) {
    guard begin(row, UInt64(bitPattern: value)) else { return }
    buffer.decimal(value)
    end(isZero: value == 0)
  }

  package mutating func boolean(_ row: Row, _ value: Bool) {
    let word = value ? "on" as StaticString : "off"
    guard begin(row, value ? 1 : 0, word: word) else { return }
    if ending == .dressed { return wordInstead(row, word) }
    buffer.append(word)
    end()
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    guard begin(row, value) else { return }
    if prefixed, value != 0 { buffer.append("0x" as StaticString) }
    buffer.hexadecimal(value)
    end(isZero: value == 0)
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    paddedHexadecimal(row, value, digits: digits, prefixed: true)
  }

  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    guard begin(row, value) else { return }
    if value % 100 == 0 { buffer.decimal(value / 100) } else { buffer.hundredths(value) }
    // On a line the number alone is what `ip` takes.
    if ending == .detail { buffer.append(UInt8(ascii: "s")) }
    end(isZero: value == 0)
  }

  package mutating func duration(_ row: Row, seconds: Int64) {
    guard begin(row, UInt64(bitPattern: seconds)) else { return }
    if columns == nil { buffer.duration(seconds) } else { buffer.decimal(seconds) }
    end(isZero: seconds == 0)
  }

  package mutating func secondsLeft(_ row: Row, _ value: UInt32) {
    guard begin(row, UInt64(value)) else { return }
    if columns != nil {
      buffer.decimal(UInt64(value))
    } else if value == .max {
      buffer.append("forever" as StaticString)
    } else {
      buffer.duration(Int64(value))
    }
    end(isZero: value == 0)
  }

  package mutating func thousandths(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    buffer.thousandths(value)
    end(isZero: value == 0)
  }

  package mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    guard begin(row, value) else { return }
    buffer.hexadecimal(value, digits: digits, prefixed: prefixed)
    end(isZero: value == 0)
  }

  package mutating func guid(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    buffer.guid(value)
    end(isZero: value == 0)
  }

  package mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    guard begin(row, value) else { return }
    buffer.names(of: value, flags)
    end(isZero: value == 0)
  }
}
