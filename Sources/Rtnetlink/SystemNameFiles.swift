internal import NetlinkCore
package import NetlinkWire

/// The names in the files of iproute2: `/etc/iproute2` over `/usr/share/iproute2`, each with its `.d`
/// folder. Numbers that the kernel itself defines have names without any file.
package enum SystemNameFiles {
  /// The names of one number space. Where a number has several names, the last one counts.
  @Sendable package static func names(of space: SystemName) -> [(number: UInt32, name: [UInt8])] {
    // Accounts are read from the files: the name service would load its libraries.
    if space == .user { return accounts("/etc/passwd") }
    if space == .userGroup { return accounts("/etc/group") }
    if space == .internetProtocol { return protocols() }
    if space == .dscp {
      return names(of: .dsfield).filter { $0.number & 3 == 0 && $0.number < 256 }
        .map { (number: $0.number >> 2, name: $0.name) }
    }
    var names = space.builtIn.map { (number: $0.0, name: Array($0.1.utf8)) }
    for directory in ["/usr/share/iproute2", "/etc/iproute2"] {
      let folder = "\(directory)/\(space.folder)"
      var paths = Files.names(in: folder)
        .filter { $0.first != UInt8(ascii: ".") && $0.suffix(5).elementsEqual(".conf".utf8) }
        .map { Array("\(folder)/".utf8) + $0 }
      if let file = space.file { paths.insert(Array("\(directory)/\(file)".utf8), at: 0) }
      for path in paths { names += read(path) }
    }
    return names
  }

  /// Lines of a name, a word and a number between colons.
  private static func accounts(_ path: String) -> [(number: UInt32, name: [UInt8])] {
    guard let bytes = Files.contents(of: path) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard words.count >= 3, let number = number(words[2]) else { return nil }
      return (number, Array(words[0]))
    }
  }

  /// Lines of a name and a number. The first name of a number counts, so that the order is reversed.
  private static func protocols() -> [(number: UInt32, name: [UInt8])] {
    guard let bytes = Files.contents(of: "/etc/protocols") else {
      return [(1, Array("icmp".utf8)), (6, Array("tcp".utf8)), (17, Array("udp".utf8))]
    }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || $0 == 9 || $0 == 13 }
      guard words.count >= 2, let number = number(words[1]) else { return nil }
      return (number, Array(words[0]))
    }.reversed()
  }

  /// Lines of a number and a name; `#` begins a comment.
  private static func read(_ path: [UInt8]) -> [(number: UInt32, name: [UInt8])] {
    guard let bytes = Files.contents(of: path) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || $0 == 9 || $0 == 13 }
      guard words.count >= 2, let number = number(words[0]) else { return nil }
      return (number, Array(words[1]))
    }
  }

  private static func number(_ word: ArraySlice<UInt8>) -> UInt32? {
    let text = String(decoding: word, as: UTF8.self)
    return text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
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
    case .dsfield: "rt_dsfield"
    case .group: "group"
    case .addressProtocol: "rt_addrprotos"
    case .dscp, .protoDownReason, .user, .userGroup, .internetProtocol: nil
    }
  }

  /// The folder's name.
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
    case .dsfield: []
    case .group: [(0, "default")]
    case .addressProtocol: [(0, "unspec"), (1, "kernel_lo"), (2, "kernel_ra"), (3, "kernel_ll")]
    case .dscp, .protoDownReason, .user, .userGroup, .internetProtocol: []
    }
  }
}
