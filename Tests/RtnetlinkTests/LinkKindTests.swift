import Rtnetlink
import Testing

/// What kinds of link say beyond what the recorded kernels do.
@Suite struct LinkKindTests {
  @Test("A key of a GRE tunnel without the flag of it is shown unless it is 0")
  func unmarkedKey() throws {
    let message = CraftedMessage(
      kind: "gre", data: [(2, [0, 0]), (4, [0, 0, 0, 7]), (3, [0, 0]), (5, [0, 0, 0, 0])])
    #expect(try message["ikey"] == .string("0.0.0.7"))
    #expect(try message["okey"] == nil)
  }

  @Test("Flags of a GRE tunnel that have no name are shown in hexadecimal")
  func unnamedFlags() throws {
    let message = CraftedMessage(kind: "gretap", data: [(2, [0x90, 0x07]), (3, [0x20, 0])])
    #expect(try message["iseq"] == .boolean(true))
    #expect(try message["icsum"] == .boolean(true))
    #expect(try message["iflags"] == .string("7"))
    #expect(try message["oflags"] == nil)
  }

  @Test("The flow information of a tunnel is told apart, with two and five digits")
  func flowInformation() throws {
    let message = CraftedMessage(kind: "ip6tnl", data: [(7, [0x10, 0x30, 0x00, 0x2a])])
    #expect(try message["tclass"] == .string("0x03"))
    #expect(try message["flowlabel"] == .string("0x0002a"))
    #expect(try message["flowinfo"] == .string("10000000"))
  }

  @Test("Flags of a tunnel's wrapping that have no name are shown in hexadecimal")
  func encapFlags() throws {
    let message = CraftedMessage(kind: "sit", data: [(15, [2, 0]), (16, [0x13, 0])])
    let encap = try #require(try message["encap"])
    #expect(encap["type"] == .string("gue"))
    #expect(encap["csum"] == .boolean(true))
    #expect(encap["remcsum"] == .boolean(false))
    #expect(encap["flags"] == .string("10"))
  }

  @Test("An end of a tunnel that is not fixed is any, of either family")
  func anyEnd() throws {
    let zeros = [UInt8](repeating: 0, count: 16)
    #expect(try CraftedMessage(kind: "vti6", data: [(5, zeros)])["remote"] == .string("any"))
    #expect(try CraftedMessage(kind: "vti", data: [(5, [0, 0, 0, 0])])["remote"] == .string("any"))
    #expect(try CraftedMessage(kind: "vti", data: [(5, [0, 0, 0])]).json()["_unparsed"] != nil)
  }

  @Test("bareudp says that it carries one protocol when the kernel does not say more")
  func oneProtocol() throws {
    #expect(try CraftedMessage(kind: "bareudp", data: [(1, [0, 80])])["multiproto"] == .boolean(false))
    #expect(try CraftedMessage(kind: "bareudp", data: [(4, [])])["multiproto"] == .boolean(true))
    #expect(try CraftedMessage(kind: "bareudp", data: [(4, [1])]).json()["_unparsed"] != nil)
  }

  @Test("A user without a name is a number")
  func owner() throws {
    let message = CraftedMessage(kind: "tun", data: [(1, [0, 0, 0, 0]), (2, [7, 0, 0, 0])])
    #expect(try message["user"] == .string("root"))
    #expect(try message["user_id"] == .unsigned(0))
    #expect(try message["group"] == .unsigned(7))
  }

  @Test("ipvlan is private when it is private and vepa, and a bridge when it is neither")
  func ipvlanFlags() throws {
    let both = CraftedMessage(kind: "ipvlan", data: [(2, [7, 0])])
    #expect(try both["private"] == .boolean(true))
    #expect(try both["vepa"] == nil)
    #expect(try both["flags"] == .string("4"))
    #expect(try CraftedMessage(kind: "ipvtap", data: [(2, [0, 0])])["bridge"] == .boolean(true))
  }

  @Test("What kinds say in newer kernels is known")
  func newer() throws {
    let geneve = CraftedMessage(
      kind: "geneve", data: [(15, [4, 0, 8, 0]), (16, []), (17, [192, 0, 2, 1])])
    #expect(try geneve["port_range"]?["low"] == .unsigned(1024))
    #expect(try geneve["port_range"]?["high"] == .unsigned(2048))
    #expect(try geneve["gro_hint"] == .boolean(true))
    #expect(try geneve["local"] == .string("192.0.2.1"))
    let netkit = CraftedMessage(
      kind: "netkit", data: [(8, [16, 0]), (9, [8, 0]), (10, [1, 0, 0, 0])])
    #expect(try netkit["headroom"] == .unsigned(16))
    #expect(try netkit["tailroom"] == .unsigned(8))
    #expect(try netkit["pairing"] == .string("single"))
    #expect(try CraftedMessage(kind: "ovpn", data: [(1, [1])])["mode"] == .string("mp"))
    #expect(try CraftedMessage(kind: "ovpn", data: [(1, [2])])["mode_index"] == .unsigned(2))
  }

  @Test("An attribute that a kind without any sends is shown with its bytes")
  func unknownAttribute() throws {
    let odd = try #require(try CraftedMessage(kind: "wireguard", data: [(3, [1, 2])]).json()["_unparsed"])
    #expect(odd.elements.first?["hex"] == .string("0102"))
    #expect(odd.elements.first?["type"] == .unsigned(3))
  }

  @Test("A kind that the tables do not know is shown with its bytes")
  func unknownKind() throws {
    let link = try CraftedMessage(kind: "teleport", data: [(1, [9])]).json()
    #expect(link["linkinfo"]?["info_kind"] == .string("teleport"))
    #expect(link["_unparsed"]?.elements.first?["hex"] == .string("0500010009000000"))
  }

  @Test("Kinds stand in the order of their names, each once")
  func order() {
    let names = LinkKind.all.map { "\($0.name)" }
    #expect(names == Set(names).sorted())
  }
}
