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

  /// A part of a line, and the role from which its colour follows.
  private struct Cell {
    var text: String
    var role = Layout.Role.plain
    /// What follows the coloured text: the length of a prefix.
    var rest = ""

    init(_ text: String, _ role: Layout.Role = .plain, rest: String = "") {
      self.text = text == "-" ? "" : text
      self.role = role
      self.rest = rest
    }

    /// A device, with the one below it or its peer.
    init(device: String, lower: String) { self.init(device, .name, rest: lower == "-" ? "" : "@" + lower) }

    /// The kernel's word for the state of a device.
    init(state: String) {
      self.init(state, state == "UP" ? .good : state == "UNKNOWN" ? .plain : .bad)
    }
  }

  private let object: ObjectName
  private let isColored: Bool
  /// Writes the fields of one object, separated by tabs.
  private var cells: Text
  /// Writes the fields of the links that have the addresses.
  private var links: Text?
  private var lines = GrowingBytes(capacity: Output.chunk)

  init(_ object: ObjectName, _ type: ObjectType, _ session: borrowing Session) throws(Failure) {
    let cells = try BriefList.cells(object, type, session)
    let links = object == .addr ? try BriefList.cells(.link, .link, session) : nil
    self.object = object
    isColored = Color.isWanted(session.invocation.color, on: .standard)
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
      write([
        Cell(device: cells[1], lower: cells[0]), Cell(state: cells[2]), Cell(cells[3], .address),
        Cell("<\(cells[4])>"),
      ])
    case .neigh:
      write([Cell(cells[0], .address), Cell(cells[1], .name), Cell(cells[2], .address)], [39, 16, 0])
    default: write(cells.map { Cell($0) })
    }
    try Output.standard.flush(&lines)
  }

  mutating func add(
    link: borrowing Message, _ addresses: AddressIndex, of index: UInt32, from held: borrowing Snapshot,
    _ type: ObjectType, _ walker: inout Walker
  ) throws(Failure) {
    guard let names = links?.words(of: link, .link, &walker) else { return }
    var line = [Cell(device: names[1], lower: names[0]), Cell(state: names[2])]
    addresses.forEach(of: index, in: held) { message in
      let cells = cells.words(of: message, type, &walker)
      let peer = cells[2] == "-" ? "" : " peer \(cells[2])"
      line.append(Cell(cells[0], .address, rest: "\(peer)/\(cells[1])"))
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

  private mutating func write(_ cells: [Cell], _ widths: [Int] = BriefList.widths) {
    for (index, cell) in cells.enumerated() {
      let hasColor = isColored && cell.role != .plain && !cell.text.isEmpty
      if hasColor { lines.begin(cell.role) }
      lines.append(cell.text)
      if hasColor { lines.endRole() }
      lines.append(cell.rest)
      let width = (cell.text + cell.rest).unicodeScalars.count
      lines.blanks(
        (index < widths.count ? max(0, widths[index] - width) : 0) + (index + 1 < cells.count ? 1 : 0))
    }
    lines.append(UInt8(ascii: "\n"))
  }
}

extension Text {
  /// The fields of an object; `-` for those that it lacks.
  mutating func words(
    of message: borrowing Message, _ type: ObjectType, _ walker: inout Walker
  ) -> [String] {
    buffer.truncate(to: 0)
    object(message, by: type.table, type.layout(of: message), &walker)
    // The first line may be that of the headers.
    let line = buffer.raw.string.split(separator: "\n").last ?? ""
    return line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
  }
}
