import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `--brief`: one line for each device or neighbour, as `ip -br` prints it.
struct BriefList: LinkWriter, ~Copyable {
  /// The fields of an object that are shown, also in JSON; nil if `--brief` does not apply to it.
  static func fields(_ object: ObjectName) -> [String]? {
    switch object {
    case .link: ["link", "ifname", "operstate", "address", "flags"]
    case .addr: ["local", "prefixlen", "address"]
    case .neigh: ["dst", "dev", "lladdr"]
    default: nil
    }
  }

  /// The minimal widths of the columns.
  private static let widths = [16, 14, 0]

  private let object: ObjectName
  /// Writes the fields of one object, separated by tabs.
  private var cells: Text
  /// Writes the fields of the links that have the addresses.
  private var links: Text?
  private var lines = GrowingBytes(capacity: Output.chunk)

  init(_ object: ObjectName, _ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    let cells = try BriefList.cells(object, type, session)
    let links = object == .addr ? try BriefList.cells(.link, .link, session) : nil
    self.object = object
    self.cells = cells
    self.links = links
  }

  private static func cells(
    _ object: ObjectName, _ type: ObjectType, _ session: borrowing Session
  ) throws(Failure) -> Text {
    var style = TextStyle()
    style.isNumeric = session.invocation.numeric
    let paths = try FilteredList.paths(fields(object) ?? [], type, session.invocation)
    return Text(fields: paths, interfaces: session.interfaces, system: session.names, style: style)
  }

  mutating func add(_ message: borrowing Message, _ type: ObjectType, _ walker: inout Walker) throws(Failure)
  {
    let cells = cells.words(of: message, type, &walker)
    switch object {
    case .link:
      let lower = cells[0] == "-" ? "" : "@" + cells[0]
      write([cells[1] + lower] + cells[2...3].map { $0 == "-" ? "" : $0 } + ["<\(cells[4])>"])
    case .neigh:
      write([BriefList.padded(cells[0], 39), cells[1], cells[2] == "-" ? "" : cells[2]], [0, 16, 0])
    default: write(cells)
    }
    try Output.standard.flush(&lines)
  }

  mutating func add(
    link: borrowing Message, _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot,
    _ type: ObjectType, _ walker: inout Walker
  ) throws(Failure) {
    guard let names = links?.words(of: link, .link, &walker) else { return }
    var line = [names[1] + (names[0] == "-" ? "" : "@" + names[0]), names[2]]
    addresses.forEach(of: index, in: held) { message in
      let cells = cells.words(of: message, type, &walker)
      let peer = cells[2] == "-" ? "" : " peer \(cells[2])"
      line.append("\(cells[0])\(peer)/\(cells[1])")
    }
    write(line)
    try Output.standard.flush(&lines)
  }

  mutating func add(
    unknown index: UInt32, _ addresses: AddressIndex, from held: borrowing Snapshot, _ type: ObjectType,
    _ walker: inout Walker
  ) {}

  mutating func begin() {}

  mutating func flush() throws(Failure) { try Output.standard.write(&lines) }

  mutating func end() throws(Failure) { try Output.standard.write(&lines) }

  private mutating func write(_ cells: [String], _ widths: [Int] = BriefList.widths) {
    var line = ""
    for (index, cell) in cells.enumerated() {
      line += BriefList.padded(cell, index < widths.count ? widths[index] : 0)
      if index + 1 < cells.count { line += " " }
    }
    lines.append(line)
    lines.append(UInt8(ascii: "\n"))
  }

  private static func padded(_ cell: String, _ width: Int) -> String {
    cell + String(repeating: " ", count: max(0, width - cell.unicodeScalars.count))
  }
}

extension Text {
  /// The fields of an object; `-` for those that it lacks.
  fileprivate mutating func words(
    of message: borrowing Message, _ type: ObjectType, _ walker: inout Walker
  ) -> [String] {
    buffer.truncate(to: 0)
    object(message, by: type.table, type.layout(of: message), &walker)
    // The first line may be that of the headers.
    let line = buffer.raw.string.split(separator: "\n").last ?? ""
    return line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
  }
}
