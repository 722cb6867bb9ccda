import Glibc
import Render
import Wire

/// The names in the files of iproute2: `/etc/iproute2` over `/usr/share/iproute2`, each with its `.d`
/// folder.
///
/// A file is read when a name of its space is first asked for, and never for a space that nobody asks
/// about. Numbers that the kernel itself defines have names without any file.
struct SystemNameFiles: SystemNaming, ~Copyable {
  /// Where the names of one space lie.
  private struct Space {
    var isRead = false
    /// Offset and length by number, for numbers below 256; length 0 for none.
    var small = [UInt64](repeating: 0, count: 256)
    var large: [(number: UInt32, offset: Int, length: Int)] = []
  }

  /// All names, one behind the other.
  private var text = ByteBuffer(capacity: 1024)
  private var spaces = [Space](repeating: Space(), count: SystemName.allCases.count)

  /// Appends the name of `value`; false when it has none.
  @inline(__always)
  mutating func append(_ value: UInt32, of space: SystemName, to buffer: inout ByteBuffer) -> Bool {
    if space == .dscp { return value < 64 && append(value << 2, of: .dsfield, to: &buffer) }
    let index = Int(space.rawValue)
    if !spaces[index].isRead { read(space) }
    if value < 256 {
      let packed = spaces[index].small[Int(value)]
      if packed == 0 { return false }
      let offset = Int(truncatingIfNeeded: packed >> 8)
      buffer.append(text.bytes.slice(at: offset, length: Int(packed & 255)))
      return true
    }
    for entry in spaces[index].large where entry.number == value {
      buffer.append(text.bytes.slice(at: entry.offset, length: entry.length))
      return true
    }
    return false
  }

  /// The number that `name` stands for; nil when no file and no table knows it.
  mutating func number(of name: String, in space: SystemName) -> UInt32? {
    if space == .dscp {
      return number(of: name, in: .dsfield).flatMap { $0 & 3 == 0 && $0 < 256 ? $0 >> 2 : nil }
    }
    let index = Int(space.rawValue)
    if !spaces[index].isRead { read(space) }
    let wanted = Array(name.utf8)
    for (number, packed) in spaces[index].small.enumerated()
    where packed & 255 == UInt64(wanted.count) && packed != 0 {
      let offset = Int(packed >> 8)
      if self.name(at: offset, length: wanted.count) == wanted { return UInt32(number) }
    }
    for entry in spaces[index].large where entry.length == wanted.count {
      if self.name(at: entry.offset, length: entry.length) == wanted { return entry.number }
    }
    return nil
  }

  /// Every name of the space, for completion.
  mutating func names(of space: SystemName) -> [String] {
    let index = Int(space.rawValue)
    if !spaces[index].isRead { read(space) }
    var names: [String] = []
    for packed in spaces[index].small where packed != 0 {
      let offset = Int(packed >> 8)
      names.append(String(decoding: name(at: offset, length: Int(packed & 255)), as: UTF8.self))
    }
    for entry in spaces[index].large {
      names.append(String(decoding: name(at: entry.offset, length: entry.length), as: UTF8.self))
    }
    return names
  }

  private func name(at offset: Int, length: Int) -> [UInt8] {
    (offset..<(offset + length)).map { text.bytes.u8(at: $0) }
  }

  private mutating func read(_ space: SystemName) {
    spaces[Int(space.rawValue)].isRead = true
    for (number, name) in space.builtIn { set(number, Array(name.utf8), space) }
    for directory in ["/usr/share/iproute2", "/etc/iproute2"] {
      if let file = space.file { read("\(directory)/\(file)", space) }
      for path in SystemNameFiles.files(in: "\(directory)/\(space.folder)") { read(path, space) }
    }
  }

  private mutating func set(_ number: UInt32, _ name: [UInt8], _ space: SystemName) {
    guard !name.isEmpty, name.count < 256 else { return }
    let index = Int(space.rawValue)
    let offset = text.count
    for byte in name { text.append(byte) }
    if number < 256 {
      spaces[index].small[Int(number)] = UInt64(offset) << 8 | UInt64(name.count)
    } else {
      spaces[index].large.removeAll { $0.number == number }
      spaces[index].large.append((number, offset, name.count))
    }
  }

  /// Reads lines of a number and a name; `#` begins a comment.
  private mutating func read(_ path: String, _ space: SystemName) {
    guard let bytes = SystemNameFiles.contents(of: path) else { return }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || $0 == 9 || $0 == 13 }
      guard words.count >= 2, let number = SystemNameFiles.number(words[0]) else { continue }
      set(number, Array(words[1]), space)
    }
  }

  private static func number(_ word: ArraySlice<UInt8>) -> UInt32? {
    let text = String(decoding: word, as: UTF8.self)
    return text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
  }

  /// The `.conf` files of a folder, in the order of their names.
  private static func files(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { raw in
        unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".conf"), !name.hasPrefix(".") { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
  }

  /// The bytes of a file, at most a mebibyte; nil when it cannot be read.
  static func contents(of path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      bytes += chunk[0..<count]
    }
    return bytes
  }
}

extension SystemName {
  /// The file's name; nil where only a folder is read.
  fileprivate var file: String? {
    switch self {
    case .table: "rt_tables"
    case .protocol: "rt_protos"
    case .scope: "rt_scopes"
    case .realm: "rt_realms"
    case .dsfield, .dscp: "rt_dsfield"
    case .group: "group"
    case .addressProtocol: "rt_addrprotos"
    case .protoDownReason: nil
    }
  }

  fileprivate var folder: String {
    self == .protoDownReason ? "protodown_reasons.d" : "\(file ?? "").d"
  }

  /// The names that need no file.
  fileprivate var builtIn: [(UInt32, String)] {
    switch self {
    case .table: [(0, "unspec"), (253, "default"), (254, "main"), (255, "local")]
    case .protocol:
      [
        (0, "unspec"), (1, "redirect"), (2, "kernel"), (3, "boot"), (4, "static"), (8, "gated"), (9, "ra"),
        (10, "mrt"), (11, "zebra"), (12, "bird"), (13, "dnrouted"), (14, "xorp"), (15, "ntk"), (16, "dhcp"),
        (17, "mrouted"), (18, "keepalived"), (42, "babel"), (84, "ovn"), (99, "openr"), (186, "bgp"),
        (187, "isis"), (188, "ospf"),
        (189, "rip"), (192, "eigrp"),
      ]
    case .scope: [(0, "global"), (200, "site"), (253, "link"), (254, "host"), (255, "nowhere")]
    case .realm: [(0, "unknown")]
    case .dsfield, .dscp: []
    case .group: [(0, "default")]
    case .addressProtocol: [(0, "unspec"), (1, "kernel_lo"), (2, "kernel_ra"), (3, "kernel_ll")]
    case .protoDownReason: []
    }
  }
}
