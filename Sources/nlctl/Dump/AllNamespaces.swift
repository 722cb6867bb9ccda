import CommandLine
import NetlinkCore
import Render
import NetlinkWire
import Rtnetlink

/// `--all-netns`: a dump in this network namespace, then in each other one that has a name.
enum AllNamespaces {
  static func run(_ invocation: Invocation, _ object: ObjectName) throws(Failure) -> ExitStatus {
    if invocation.dot { return try DotCommand.run(invocation) }
    guard invocation.allNetns else { return try DumpCommand.run(invocation, object) }
    var single = invocation
    // The parts are put together as they are, so they are indented only as a whole.
    single.json = invocation.isJSON
    single.pretty = false
    // The name of the namespace is there in any case, and first.
    let first = object.type.ownColumns[0]
    let others = { (fields: [String]) in
      fields.map { $0 == "+netns" ? "+" + first : $0 }.filter { $0 != "netns" }
    }
    single.fields = invocation.fields.map(others)
    single.needlessFields = invocation.needlessFields.map(others)
    if single.fields?.isEmpty == true {
      throw Failure("field 'netns' needs another one beside it", .usage, hint: "Try 'nlctl netns dump'.")
    }
    if let sort = invocation.sort, ["netns", "+netns", "-netns"].contains(sort) {
      throw Failure("--sort: namespaces come in the order of their names, '\(sort)' is no field", .usage)
    }
    var status = ExitStatus.answered
    var parts: [(name: [UInt8]?, kept: Output.Kept)] = []
    var document: [UInt8] = []
    var hasPart = false
    var absence: Failure?
    var listed = try ListedNamespaces()
    let names = listed.names
    let own = names.first { Files.isSame(NetworkNamespace.path(ofName: $0), NamespaceDump.own) }
    let places = [own] + names.filter { $0 != own }.map { $0 }
    let margin = margin(places.map { Label($0) })
    for name in places {
      if let name, name != own, let missed = listed.missed(entering: name) {
        status = max(status, missed)
        continue
      }
      do throws(Failure) {
        single.namespace = name
        Output.capture(indentedBy: margin)
        let part = Result { () throws(Failure) in try DumpCommand.run(single, object) }
        let kept = Output.captured()
        status = max(status, try part.get())
        hasPart = true
        if single.json { join(kept.text, to: &document) } else { parts.append((name, kept)) }
      } catch {
        // The command line is as wrong in every namespace.
        if error.status == .usage { throw error }
        if error.isAbsence {
          absence = absence ?? error
          continue
        }
        NamespaceDump.complain(of: name, error)
        status = max(status, error.status)
      }
    }
    // A missing device or table is an error only if no namespace has it.
    if !hasPart, let absence { throw absence }
    if !hasPart { return status }
    if single.json {
      document += Array((document.isEmpty ? "[]\n" : "\n]\n").utf8)
      try Output.standard.writeResult(json: document, invocation)
    } else {
      var buffer = text(parts.map { (Label($0.name), $0.kept) }, hasHeaders: invocation.fields != nil)
      try Output.standard.writeResult(&buffer, invocation)
    }
    return status
  }

  /// Adds the objects of an array as `JSONList` writes it to those of others, whose array is not closed.
  private static func join(_ array: [UInt8], to document: inout [UInt8]) {
    let isEmpty = array.count < "[\n{}\n]\n".utf8.count
    if isEmpty { return }
    let end = array.count - "\n]\n".utf8.count
    if document.isEmpty {
      document = array
      document.removeLast(array.count - end)
    } else {
      // The bracket before the first object becomes the comma before it. A slice of an array is copied as a whole.
      document.append(UInt8(ascii: ","))
      document.append(contentsOf: array[1..<end])
    }
  }

  /// The lines of all namespaces, each after the name of its namespace. With `hasHeaders` each part begins with a line
  /// of headers. It is shown once, unless columns are aligned, because each part has widths of its own.
  private static func text(_ parts: [(label: Label, kept: Output.Kept)], hasHeaders: Bool) -> GrowingBytes {
    let isAligned = Output.standard.isTerminal
    let width = isAligned ? margin(parts.map(\.label)) - 2 : 0
    var buffer = GrowingBytes(capacity: Output.chunk)
    if !hasHeaders, parts.contains(where: { !$0.kept.text.isEmpty }) {
      buffer.append("NETNS\n" as StaticString)
    }
    for (index, part) in parts.enumerated() {
      let isTold = !part.kept.starts.isEmpty
      let lines = part.kept.text.split(separator: UInt8(ascii: "\n"))
      for (number, line) in lines.enumerated() {
        let isHeader = hasHeaders && number == 0
        if isHeader, index > 0, !isAligned || lines.count == 1 { continue }
        // If columns are not aligned, only details begin with blanks.
        let isDetail =
          isTold ? !part.kept.starts.contains(line.startIndex) : line.starts(with: Array("    ".utf8))
        let label = isHeader ? Label.header : part.label
        if isDetail {
          buffer.blanks(width + 2)
        } else {
          buffer.append(contentsOf: label.text)
          if hasHeaders, !isAligned {
            buffer.append(UInt8(ascii: "\t"))
          } else {
            buffer.blanks(max(1, width - label.width + 2))
          }
        }
        buffer.append(part.kept.text.raw.slice(at: line.startIndex, length: line.count))
        buffer.append(UInt8(ascii: "\n"))
      }
    }
    return buffer
  }

  /// The width of the column of names on a terminal, with the blanks behind it.
  private static func margin(_ labels: [Label]) -> Int {
    labels.reduce(Label.header.width) { max($0, $1.width) } + 2
  }

  /// How the text names a namespace.
  private struct Label {
    static let header = Label(Array("NETNS".utf8))
    let text: [UInt8]
    let width: Int

    init(_ name: [UInt8]?) {
      var buffer = GrowingBytes(capacity: 64)
      buffer.printable(name ?? Array("-".utf8))
      text = buffer.raw.array
      width = buffer.cells(0..<buffer.count)
    }
  }
}
