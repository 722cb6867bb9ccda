internal import NetlinkWire

extension Link {
  /// `IFF_…`, in the order in which `ip` writes them. IFF_RUNNING shows only by its absence.
  static let interfaceFlags = Flags([
    .init(mask: 0x41, value: 0x1, name: "NO-CARRIER"),
    .init(mask: 0x8, value: 0x8, name: "LOOPBACK"),
    .init(mask: 0x2, value: 0x2, name: "BROADCAST"),
    .init(mask: 0x10, value: 0x10, name: "POINTOPOINT"),
    .init(mask: 0x1000, value: 0x1000, name: "MULTICAST"),
    .init(mask: 0x80, value: 0x80, name: "NOARP"),
    .init(mask: 0x200, value: 0x200, name: "ALLMULTI"),
    .init(mask: 0x100, value: 0x100, name: "PROMISC"),
    .init(mask: 0x400, value: 0x400, name: "MASTER"),
    .init(mask: 0x800, value: 0x800, name: "SLAVE"),
    .init(mask: 0x4, value: 0x4, name: "DEBUG"),
    .init(mask: 0x8000, value: 0x8000, name: "DYNAMIC"),
    .init(mask: 0x4000, value: 0x4000, name: "AUTOMEDIA"),
    .init(mask: 0x2000, value: 0x2000, name: "PORTSEL"),
    .init(mask: 0x20, value: 0x20, name: "NOTRAILERS"),
    .init(mask: 0x1, value: 0x1, name: "UP"),
    .init(mask: 0x10000, value: 0x10000, name: "LOWER_UP"),
    .init(mask: 0x20000, value: 0x20000, name: "DORMANT"),
    .init(mask: 0x40000, value: 0x40000, name: "ECHO"),
    .init(mask: 0x40, value: 0x40, name: ""),
  ])

  /// `ARPHRD_…`, as `ip` writes them.
  static let hardwareTypes: Names = [
    0: "netrom", 1: "ether", 2: "eether", 3: "ax25", 4: "pronet", 5: "chaos", 6: "ieee802", 7: "arcnet",
    8: "atalk", 15: "dlci", 19: "atm", 23: "metricom", 24: "ieee1394", 27: "eui64", 32: "infiniband",
    256: "slip", 257: "cslip", 258: "slip6", 259: "cslip6", 260: "rsrvd", 264: "adapt", 270: "rose",
    271: "x25", 280: "can", 290: "mctp", 512: "ppp", 513: "hdlc", 516: "lapb", 517: "ddcmp", 518: "rawhdlc",
    519: "rawip", 768: "ipip", 769: "tunnel6", 770: "frad", 771: "skip", 772: "loopback", 773: "ltalk",
    774: "fddi", 775: "bif", 776: "sit", 777: "ip/ddp", 778: "gre", 779: "pimreg", 780: "hippi",
    781: "ash", 782: "econet", 783: "irda", 784: "fcpp", 785: "fcal", 786: "fcpl", 787: "fcfb0",
    788: "fcfb1", 789: "fcfb2", 790: "fcfb3", 791: "fcfb4", 792: "fcfb5", 793: "fcfb6", 794: "fcfb7",
    795: "fcfb8", 796: "fcfb9", 797: "fcfb10", 798: "fcfb11", 799: "fcfb12", 800: "tr", 801: "ieee802.11",
    802: "ieee802.11/prism", 803: "ieee802.11/radiotap", 804: "ieee802.15.4", 805: "ieee802.15.4/monitor",
    820: "phonet", 821: "phonet_pipe", 822: "caif", 823: "gre6", 824: "netlink", 825: "6lowpan",
    826: "vsockmon",
    0xfffe: "none", 0xffff: "void",
  ]
}

/// The names of hardware types. The kernel's `ARPHRD_…`.
package enum HardwareType {
  /// All names.
  package static var names: [[UInt8]] {
    let entries = Link.hardwareTypes.entries
    return (0..<entries.count).map { Array("\(entries[$0].name)".utf8) }
  }

  /// The name of a hardware type; nil for one that is not known.
  package static func name(of type: UInt16) -> [UInt8]? {
    Link.hardwareTypes.name(of: UInt64(type)).map { Array("\($0)".utf8) }
  }
}
