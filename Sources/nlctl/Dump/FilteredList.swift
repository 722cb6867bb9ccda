import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Writes objects as a JSON array with only the fields asked for.
struct FilteredList: LinkWriter, ~Copyable {
  private var writer: FilteredJSON
  /// Whether links none of whose addresses has the fields are listed, too.
  private let keepsLinks: Bool
  /// Writes the fields of the links, if the objects are addresses.
  private var linkWriter: FilteredJSON
  /// Whether a link on a device of another namespace has the number of that instead of a name, as in `ip -br -j`.
  private let tellsFar: Bool
  private var output: JSONOutput
  private var isEmpty = true

  init(
    _ fields: [String], _ type: ObjectType, ofLink linkFields: [String] = ["ifname"],
    _ session: borrowing Session
  ) throws(Failure) {
    keepsLinks = session.invocation.isBrief || fields.contains("ifname")
    tellsFar = session.invocation.isBrief
    let own = type.new == RTM.newAddress ? fields.filter { $0 != "ifname" } : fields
    let paths = try FilteredList.paths(own, type, session.invocation)
    let linkPaths = try FilteredList.paths(linkFields, .link, session.invocation)
    let far = try FilteredList.paths(tellsFar ? FilteredList.far(own) : [], type, session.invocation)
    let farLink = try FilteredList.paths(
      tellsFar ? FilteredList.far(linkFields) : [], .link, session.invocation)
    writer = FilteredJSON(session.json, fields: paths, other: far)
    linkWriter = FilteredJSON(session.json, fields: linkPaths, other: farLink)
    output = JSONOutput(session.invocation)
  }

  /// The fields of a link on a device of another namespace.
  private static func far(_ fields: [String]) -> [String] { fields.map { $0 == "link" ? "link_index" : $0 } }

  /// Whether it is a link on a device of another namespace, and that matters.
  private func isFar(_ message: borrowing Message, _ type: ObjectType) -> Bool {
    tellsFar && type.new == RTM.newLink
      && type.attributes(of: message).attribute(LinkAttribute.lowerNamespaceID).byteCount > 0
  }

  /// The fields as paths. An unknown field is a usage error.
  static func paths(_ fields: [String], _ type: ObjectType, _ invocation: Invocation) throws(Failure)
    -> [FieldPath]
  {
    var paths: [FieldPath] = []
    for field in expanded(fields, type) {
      let short = type.shortNames.first { $0.name == field }?.path
      let path =
        FieldPath(field, in: type.table, under: "addr_info")
        ?? short.flatMap { FieldPath($0, in: type.table, called: field) }
      guard let path else {
        throw Failure(
          "unknown field '\(field)'\(advice(field, type))", .usage, hint: "Try 'nlctl fields \(type.name)'.")
      }
      paths.append(path)
    }
    return paths
  }

  /// The fields to show. If some have a plus sign, the object's own columns come first.
  private static func expanded(_ fields: [String], _ type: ObjectType) -> [String] {
    guard fields.contains(where: { $0.hasPrefix("+") }) else { return fields }
    let added = fields.map { $0.hasPrefix("+") ? String($0.dropFirst()) : $0 }
    return type.ownColumns + added.filter { !type.ownColumns.contains($0) }
  }

  /// The clause that suggests fields: those with similar names, or else the shortest that have the same words, so that
  /// `bytes_rx` finds `stats64.rx.bytes`.
  private static func advice(_ field: String, _ type: ObjectType) -> String {
    let names = FieldList(type.table).fields.map { $0.path }
    let near = Suggestion.clause(field, among: names + type.shortNames.map { $0.name })
    if !near.isEmpty { return near }
    let wanted = words(field)
    let found = names.filter { name in
      let have = words(name)
      return wanted.allSatisfy { have.contains($0) }
    }.sorted { $0.utf8.count < $1.utf8.count }
    if wanted.isEmpty || found.isEmpty { return "" }
    return "; did you mean " + found.prefix(3).map { "'\($0)'" }.joined(separator: " or ") + "?"
  }

  /// The words of a field's name.
  private static func words(_ field: String) -> [Substring] {
    field.lowercased().split { ".-_ ".contains($0) }.map { $0[...] }
  }

  mutating func begin() throws(Failure) { writer.buffer.append(UInt8(ascii: "[")) }

  /// Adds an object, if it has any of the fields.
  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    let start = writer.buffer.count
    let isFar = isFar(message, type)
    if isFar { writer.exchange() }
    defer { if isFar { writer.exchange() } }
    writer.buffer.separateLines(isFirst: isEmpty)
    guard writer.object(message, by: type.table, isListed: true, &walker) else {
      return writer.buffer.truncate(to: start)
    }
    isEmpty = false
    try output.flush(&writer.buffer)
  }

  mutating func add(
    link: borrowing Message, _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot,
    _ type: ObjectType, _ walker: inout Walker
  ) throws(Failure) {
    linkWriter.buffer.truncate(to: 0)
    let isFar = isFar(link, .link)
    if isFar { linkWriter.exchange() }
    defer { if isFar { linkWriter.exchange() } }
    if !linkWriter.object(link, by: ObjectType.link.table, isListed: true, &walker) {
      linkWriter.emptyListed()
    }
    try add(addresses, of: index, from: held, type, &walker)
  }

  mutating func add(
    unknown index: UInt32, _ addresses: AddressIndex, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) throws(Failure) {
    linkWriter.buffer.truncate(to: 0)
    linkWriter.emptyListed()
    linkWriter.buffer.truncate(to: linkWriter.buffer.count - 1)
    if linkWriter.buffer.count > 1 { linkWriter.buffer.append(UInt8(ascii: ",")) }
    linkWriter.buffer.append("\"ifindex\":\(index)}")
    try add(addresses, of: index, from: held, type, &walker)
  }

  /// Adds the link's fields, and its addresses that have any of the fields.
  private mutating func add(
    _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) throws(Failure) {
    let start = writer.buffer.count
    writer.buffer.separateLines(isFirst: isEmpty)
    if linkWriter.buffer.count > 2 {
      writer.buffer.append(contentsOf: linkWriter.buffer, 0..<linkWriter.buffer.count - 1)
      writer.buffer.append(UInt8(ascii: ","))
    } else {
      writer.buffer.append(UInt8(ascii: "{"))
    }
    writer.buffer.append("\"addr_info\":[" as StaticString)
    var isFirst = true
    addresses.forEach(of: index, in: held) { message in
      let place = writer.buffer.count
      if !isFirst { writer.buffer.append(UInt8(ascii: ",")) }
      if writer.object(message, by: type.table, &walker) {
        isFirst = false
      } else {
        writer.buffer.truncate(to: place)
      }
    }
    if isFirst, !keepsLinks { return writer.buffer.truncate(to: start) }
    isEmpty = false
    writer.buffer.append("]}" as StaticString)
    try output.flush(&writer.buffer)
  }

  mutating func flush() throws(Failure) { try output.write(&writer.buffer) }

  mutating func end() throws(Failure) {
    writer.buffer.endLines(isEmpty: isEmpty)
    try output.write(&writer.buffer)
  }
}
