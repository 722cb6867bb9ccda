internal import NetlinkCore
package import NetlinkWire
internal import Render

/// The kernel's names of the attributes of a request, for errors that point into it.
package struct RequestNames {
  private let request: [UInt8]
  private let kind: MessageKind?

  /// The names in a request of that netlink protocol. Attributes that no table has are numbers.
  package init(_ request: [UInt8], _ netlinkProtocol: UInt16) {
    self.request = request
    kind = request.count >= Message.headerLength ? MessageKind.of(request.raw, netlinkProtocol) : nil
  }

  /// The table of requests of that type; nil if it is that of the kernel's messages.
  package static func table(ofRequest type: UInt16) -> Table? { OtherTables.table(ofRequest: type) }

  /// The table of its attributes.
  private var table: Table? {
    switch kind?.content {
    case .table(let table): table
    case .generic where request.raw.u16(at: 4) == GenericController.type: ControllerTable.table
    default: nil
    }
  }

  /// Writes the attribute or the field of the header that is `offset` bytes into the request; false if there is none.
  package func append(at offset: Int, to text: inout GrowingBytes) -> Bool {
    let path = path(at: offset)
    if !path.numbers.isEmpty {
      append(path.numbers, to: &text)
      return true
    }
    guard path.isHeader, let table else { return false }
    let place = offset - Message.headerLength
    let field = ByteOrder(table).fields.first { $0.offset <= place && place < $0.offset + $0.width }
    text.append(field?.rows[0].kernelName ?? table.name)
    return true
  }

  /// Writes the name of a missing attribute, after that of the nest at `offset` that lacks it.
  package func append(missing number: UInt16, inNestAt offset: Int?, to text: inout GrowingBytes) {
    let nest = offset.map { path(at: $0).numbers } ?? []
    append(nest + [number], to: &text)
  }

  /// The length of the value of the attribute at `offset`, in bytes.
  package func length(at offset: Int) -> Int? { path(at: offset).length }

  private func path(at offset: Int) -> RequestPath {
    RequestPath(request, headerLength: headerLength, at: offset)
  }

  /// The length of the header between the message's header and the attributes; nil if it is not known.
  private var headerLength: Int? {
    if let table { return table.headerLength }
    guard case .structure(let length) = kind?.content else { return nil }
    return length
  }

  /// Writes attribute numbers as names, from the outermost inwards.
  private func append(_ numbers: [UInt16], to text: inout GrowingBytes) {
    var table = self.table
    for (index, number) in numbers.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ".")) }
      let row = table?.attribute(number)
      if let row {
        text.append(row.kernelName)
      } else {
        text.append("#" as StaticString)
        text.decimal(UInt64(number))
      }
      table = row.flatMap { inner(of: $0, numbers[...index]) }
    }
  }

  /// The table of the attributes nested in `row`, as the request selects it.
  private func inner(of row: Row, _ path: ArraySlice<UInt16>) -> Table? {
    if let table = row.shape.table { return table }
    guard case .selected(let number, let selection) = row.shape, let top = table else { return nil }
    // The attribute that selects the table is a sibling.
    let start = Message.headerLength + top.headerLength
    guard request.count >= start else { return nil }
    var nest = request.raw.slice(at: start, length: request.count - start)
    for number in path.dropLast() { nest = nest.attribute(number) }
    let name = nest.attribute(number).untilNUL
    for index in 0..<selection.entries.count where name.equals(selection.entries[index].name) {
      return selection.entries[index].table
    }
    return nil
  }
}
