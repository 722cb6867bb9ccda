package import NetlinkWire

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// Values with names: those of the tables, of interfaces, of files of the system; `Visitor` says what the calls mean.
extension Text {
  @inline(__always)
  package mutating func word(_ row: Row, _ word: StaticString) {
    guard begin(row, word: word) else { return }
    if ending == .dressed { return wordInstead(row, word) }
    buffer.append(word)
    end()
  }

  @inline(__always)
  package mutating func named(_ row: Row, _ value: UInt64, _ names: Names) {
    if value <= UInt64(UInt32.max),
      choices.cell(of: row, UInt32(truncatingIfNeeded: value), in: frame.plan) == Choices.refused
    {
      return
    }
    guard let name = names.name(of: value) else { return unnamed(row, value) }
    let isBegun =
      value <= UInt64(UInt32.max)
      ? begin(row, choosing: UInt32(truncatingIfNeeded: value), word: name) : begin(row, word: name)
    guard isBegun else { return }
    let isNumber = style.isNumeric && names.isNumbered
    if ending == .dressed { return wordInstead(row, name, isNumber ? value : nil) }
    if isNumber { buffer.decimal(value) } else { buffer.append(name) }
    end()
  }

  /// Writes the layout's word for `word`, or `number` if there is one; a mark has neither.
  @inline(never)
  mutating func wordInstead(_ row: Row, _ word: StaticString, _ number: UInt64? = nil) {
    let written = instead ?? word
    if !isMark {
      if let number { buffer.decimal(number) } else { buffer.append(written) }
    }
    end()
    if !written.equals(word) { detail(row, word) }
  }

  /// Writes the kernel's own word to the details, because the line has another one.
  @inline(never)
  mutating func detail(_ row: Row, _ word: StaticString) {
    guard style.hasDetails, isWanted(row) else { return }
    beginDetail(row)
    buffer.append(word)
    end()
  }

  package mutating func unnamed(_ row: Row, _ value: UInt64) {
    guard begin(row, value) else { return }
    if !isMark { buffer.decimal(value) }
    end()
  }

  @inline(__always)
  package mutating func interface(_ row: Row, _ index: UInt32) {
    if device == 0 { device = index }
    guard begin(row, UInt64(index)) else { return }
    writeInterface(index)
    end()
    if showsTwice, leadAgain() {
      writeInterface(index)
      end()
    }
  }

  /// Writes an interface as the open cell wants it: its name or its number.
  @inline(__always)
  private mutating func writeInterface(_ index: UInt32) {
    let name = interfaces.find(index)
    if name.isPlain, !isNumber {
      buffer.put(cell: name.cell, length: name.length)
    } else if name.length == 0 || isNumber {
      unnamedInterface(index)
    } else {
      buffer.printable(name.bytes)
    }
  }

  /// Writes the number of an interface that has no name here, as `if7` where the name is wanted.
  @inline(never)
  mutating func unnamedInterface(_ index: UInt32) {
    if !isNumber { buffer.append("if" as StaticString) }
    buffer.decimal(UInt64(index))
  }

  package mutating func foreignInterface(_ row: Row, _ index: UInt32) {
    if index == 0 { return nothing(row) }
    guard begin(row, UInt64(index)) else { return }
    unnamedInterface(index)
    end()
    if showsTwice, leadAgain() {
      unnamedInterface(index)
      end()
    }
  }

  package mutating func namespaceID(_ row: Row, _ id: Int32) {
    let name = style.isNumeric ? nil : namespaceName?(id)
    guard begin(row, UInt64(bitPattern: Int64(id)), word: name == nil ? "" : "name") else { return }
    let isDetail = ending == .detail
    // A line that has the id first has a cell for the name behind it.
    let isBoth = isNumber && name != nil
    writeNamespace(id, name)
    if showsTwice || isBoth, leadAgain() { writeNamespace(id, name) }
    guard name != nil, style.hasDetails, !isDetail, !isBoth else { return }
    beginDetail(row, key: row.numberKey)
    buffer.decimal(Int64(id))
    end()
  }

  /// Writes a namespace as the open cell wants it: its name, or its id.
  private mutating func writeNamespace(_ id: Int32, _ name: [UInt8]?) {
    if let name, !isNumber { buffer.printable(name) } else { buffer.decimal(Int64(id)) }
    end()
  }

  @inline(__always)
  package mutating func system(_ row: Row, _ space: SystemName, _ value: UInt32) {
    guard begin(row, choosing: value) else { return }
    writeSystem(space, value)
    end()
    if showsTwice, leadAgain() {
      writeSystem(space, value)
      end()
    }
  }

  /// Writes a number of the system as the open cell wants it: its name, or the number itself.
  @inline(__always)
  private mutating func writeSystem(_ space: SystemName, _ value: UInt32) {
    if isNumber || style.isNumeric || !system.append(value, of: space, to: &buffer) {
      // `ip` reads and writes these in hexadecimal.
      if !isNumber, space == .dsfield || space == .addressProtocol && value != 0 {
        buffer.append("0x" as StaticString)
        buffer.hexadecimal(UInt64(value))
      } else {
        buffer.decimal(UInt64(value))
      }
    }
  }

  /// Whether the open cell wants the number rather than its name.
  var isNumber: Bool {
    ending == .dressed && plans[open].isNumber
  }

  /// Opens the next cell of the value's row; false if there is none. A table may have a column for the name and one for
  /// the number.
  @inline(never)
  private mutating func leadAgain() -> Bool {
    guard ending == .dressed || ending == .blank else { return false }
    let next = plans[open].next
    guard next >= 0 else { return false }
    lead(next)
    return true
  }
}
