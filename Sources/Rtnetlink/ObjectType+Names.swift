internal import NetlinkWire

extension ObjectType {
  /// The kernel's names of a path of attribute numbers through its messages, outermost first; `#7` for a number that
  /// no row has.
  package func names(of path: [UInt16]) -> [String] {
    var names: [String] = []
    var table: Table? = self.table
    for number in path {
      let row = table?.attribute(number)
      names.append(row.map { "\($0.kernelName)" } ?? "#\(number)")
      table = row?.shape.table
    }
    return names
  }
}
