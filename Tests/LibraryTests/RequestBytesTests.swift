import Netlink
import Testing

/// The bytes of requests by name.
@Suite struct RequestBytesTests {
  @Test("What the answers do not show is in the request: database, VLAN, family, who made it, the table")
  func bytes() throws {
    func message(_ request: Request) throws -> OwnedMessage {
      try #require(OwnedMessage(bytes: request.bytes))
    }
    func header(_ request: Request) throws -> [UInt8] { Array(try message(request).bytes.dropFirst(16)) }
    func value<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number.littleEndian >> Number(8 * $0)) }
    }
    let hardware = try #require(LinkAddress("02:00:00:00:00:09"))
    for isOfBridge in [false, true] {
      for request in [
        Request.newForwardingEntry(hardware, device: 3, ofBridge: isOfBridge, vlan: 5),
        .deleteForwardingEntry(hardware, device: 3, ofBridge: isOfBridge, vlan: 5),
      ] {
        #expect(try header(request)[10] == (isOfBridge ? 4 : 2), "NTF_MASTER or NTF_SELF")
        #expect(try message(request).attribute(5, headerLength: 12) == value(5 as UInt16), "NDA_VLAN")
      }
    }
    #expect(try header(.newNextHop(id: 1, via: IPAddress("fd00::9")))[0] == AddressFamily.ipv6.rawValue)
    #expect(try header(.newNextHop(id: 1, device: 3))[2] == 4 && header(.deleteNextHop(id: 1))[2] == 0)
    let prefix = try #require(IPPrefix("10.4.0.0/16"))
    // RTPROT_STATIC would leave out what others have added.
    #expect(try header(.newRoute(to: prefix))[5] == 4 && header(.deleteRoute(to: prefix))[5] == 0)
    let rule = try message(.deleteRule(.ipv4, table: 1000))
    #expect(rule.attribute(15, headerLength: 12) == value(1000 as UInt32), "FRA_TABLE")
    for kind in ObjectKind.allCases {
      #expect(Request.get(kind, family: .ipv6).isIdempotent, "\(kind)")
    }
    for kind in [.link, .address, .route, .neighbour, .rule, .nextHop, .netconf] as [ObjectKind] {
      #expect(try header(.get(kind, family: .ipv6))[0] == AddressFamily.ipv6.rawValue, "\(kind)")
    }
  }
}
