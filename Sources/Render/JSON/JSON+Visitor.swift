package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Each value as a member of the object around it; `Visitor` says what the calls mean.
extension JSON: Visitor {
  @inline(__always)
  package mutating func unsigned(_ row: Row, _ value: UInt64) {
    key(row)
    buffer.put(decimal: value)
  }

  package mutating func signed(_ row: Row, _ value: Int64) {
    key(row)
    buffer.decimal(value)
  }

  package mutating func seconds(_ row: Row, _ hundredths: UInt64) {
    key(row)
    buffer.decimal(hundredths / 100)
    let rest = hundredths % 100
    if rest == 0 { return }
    buffer.append(UInt8(ascii: "."))
    buffer.decimal(rest / 10)
    if rest % 10 != 0 { buffer.decimal(rest % 10) }
  }

  package mutating func boolean(_ row: Row, _ value: Bool) {
    key(row)
    buffer.append(value ? "true" as StaticString : "false")
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, prefixed: Bool) {
    key(row)
    quote()
    if prefixed, value != 0 { buffer.append("0x" as StaticString) }
    buffer.hexadecimal(value)
    quote()
  }

  package mutating func hexadecimal(_ row: Row, _ value: UInt64, digits: Int) {
    paddedHexadecimal(row, value, digits: digits, prefixed: true)
  }

  package mutating func ticks(_ row: Row, _ value: UInt64, isText: Bool) {
    key(row)
    if isText { quote() }
    buffer.hundredths(value)
    if isText { quote() }
  }

  package mutating func thousandths(_ row: Row, _ value: UInt64) {
    key(row)
    quote()
    buffer.thousandths(value)
    quote()
  }

  package mutating func paddedHexadecimal(_ row: Row, _ value: UInt64, digits: Int, prefixed: Bool) {
    key(row)
    quote()
    buffer.hexadecimal(value, digits: digits, prefixed: prefixed)
    quote()
  }

  package mutating func guid(_ row: Row, _ value: UInt64) {
    key(row)
    quote()
    buffer.guid(value)
    quote()
  }

  package mutating func joinedFlags(_ row: Row, _ value: UInt64, _ flags: Flags) {
    key(row)
    quote()
    buffer.names(of: value, flags)
    quote()
  }

  package mutating func beginObject(_ row: Row) {
    if depth < JSON.limit { starts[depth] = (buffer.count, first) }
    depth += 1
    key(row)
    buffer.append(UInt8(ascii: "{"))
    first = 1
  }

  /// Ends an object. An empty one is removed from the output, with its key.
  package mutating func endObject(_ row: Row) {
    depth -= 1
    if first == 1, depth >= 0, depth < JSON.limit {
      buffer.truncate(to: starts[depth].count)
      first = starts[depth].first
      return
    }
    buffer.append(UInt8(ascii: "}"))
    first = 0
  }

  package mutating func beginArray(_ row: Row) {
    key(row)
    buffer.append(UInt8(ascii: "["))
    first = 1
  }

  package mutating func endArray(_ row: Row) {
    buffer.append(UInt8(ascii: "]"))
    if elements.count > 0 { endElements(row) }
    first = 0
  }

  @inline(never)
  package mutating func unparsed(_ path: Path, type: UInt16, _ why: Oddity, _ bytes: RawSpan) {
    odd.append(odd.count == 0 ? "{\"path\":[" as StaticString : ",{\"path\":[")
    for index in 0..<path.depth {
      odd.append(index == 0 ? "\"" as StaticString : ",\"")
      odd.append(path[index].kernelName)
      odd.append(UInt8(ascii: "\""))
    }
    odd.append("],\"type\":" as StaticString)
    odd.decimal(UInt64(type))
    odd.append(",\"why\":\"" as StaticString)
    odd.append(why.word)
    odd.append("\",\"hex\":\"" as StaticString)
    odd.hexadecimal(bytes)
    odd.append("\"}" as StaticString)
  }
}
