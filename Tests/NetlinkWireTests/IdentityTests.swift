import Testing
import NetlinkWire

@Suite struct IdentityTests {
  private static let identity = Identity(
    "thing",
    [
      .init(
        family: 2, place: 3,
        [
          .family, .numberOrField(15, 4), .prefix(1, lengthAt: 1), .bits(8, width: 4, mask: 0x2), .number(6),
          .optional(4, "d"), .optionalAddress(5, "g"), .hops(9),
          .encapsulation(21, 22),
        ]),
      .init([.family, .field(8, width: 4), .address(2, or: 1), .addressUnlike(1, 2)]),
    ])

  private func key(_ header: [UInt8], _ attributes: [(UInt8, [UInt8])] = [], place: Bool = false) -> String {
    var bytes = header
    for (number, payload) in attributes {
      bytes += [UInt8(payload.count + 4), 0, number, 0] + payload
      bytes += [UInt8](repeating: 0, count: (4 - payload.count % 4) % 4)
    }
    let total = bytes.count + 16
    bytes = [UInt8(total), 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + bytes
    let message = unsafe Message(bytes.span.bytes)
    var key: [UInt8] = []
    let length = IdentityTests.identity.append(message, headerLength: 12, to: &key)
    if place { key.removeSubrange(length...) }
    return String(decoding: key, as: UTF8.self)
  }

  private let header4: [UInt8] = [2, 8, 0, 0, 254, 0, 0, 1, 0xff, 0, 0, 0]

  @Test("A key is the object's name and its parts between slashes")
  func parts() {
    #expect(
      key(header4, [(1, [10, 0, 0, 0]), (6, [100, 0, 0, 0])]) == "thing/inet/254/10.0.0.0/8/2/100")
    #expect(key([2, 0] + header4.dropFirst(2)) == "thing/inet/254/default/2/0")
    #expect(key(header4, [(15, [0xd2, 4, 0, 0]), (1, [10, 0, 0, 0])]).hasPrefix("thing/inet/1234/"))
  }

  @Test("What was not sent is no part of a key; next hops are, each with its weight")
  func hops() {
    let hop: [UInt8] = [16, 0, 0, 4, 3, 0, 0, 0, 8, 0, 5, 0, 192, 0, 2, 1]
    let key = key(header4, [(1, [10, 0, 0, 0]), (9, hop + [8, 0, 1, 0, 2, 0, 0, 0])])
    #expect(key == "thing/inet/254/10.0.0.0/8/2/0/h3w4g192.0.2.1/h2w0")
    let single = self.key(header4, [(4, [2, 0, 0, 0]), (5, [192, 0, 2, 1])])
    #expect(single == "thing/inet/254/x/8/2/0/d2/g192.0.2.1")
  }

  @Test("An encapsulation is part of a key, its counters are not")
  func encapsulation() {
    let action: [UInt8] = [8, 0, 1, 0, 1, 0, 0, 0]
    let counters: [UInt8] = [16, 0, 10, 128, 12, 0, 2, 0, 9, 0, 0, 0, 0, 0, 0, 0]
    let one = key(header4, [(21, [7, 0]), (22, action + counters)])
    #expect(one == "thing/inet/254/x/8/2/0/e7x0800010001000000")
    #expect(one == key(header4, [(21, [7, 0]), (22, action)]))
    #expect(one != key(header4, [(21, [5, 0]), (22, action)]))
  }

  @Test("The place of alternatives is the same, their keys are not")
  func place() {
    let one: [(UInt8, [UInt8])] = [(1, [10, 0, 0, 0]), (4, [2, 0, 0, 0])]
    let other: [(UInt8, [UInt8])] = [(1, [10, 0, 0, 0]), (4, [3, 0, 0, 0])]
    #expect(key(header4, one) != key(header4, other))
    #expect(key(header4, one, place: true) == "thing/inet/254/10.0.0.0/8")
    #expect(key(header4, one, place: true) == key(header4, other, place: true))
  }

  @Test("Addresses are written short, the other end only when it is another")
  func addresses() {
    let header: [UInt8] = [10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0]
    let one: [UInt8] = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]
    let zeros = [UInt8](repeating: 0, count: 16)
    #expect(key(header, [(1, one)]) == "thing/inet6/7/2001:db8::1:0:0:1")
    #expect(key(header, [(1, zeros), (2, one)]) == "thing/inet6/7/2001:db8::1:0:0:1/::")
    #expect(key(header, [(1, one), (2, one)]) == "thing/inet6/7/2001:db8::1:0:0:1")
    #expect(key([28] + header.dropFirst(), [(1, [1, 2])]) == "thing/mpls/7/513")
    let mapped = zeros.dropLast(6) + [0xff, 0xff, 192, 0, 2, 1]
    #expect(key(header, [(1, Array(mapped))]) == "thing/inet6/7/::ffff:c000:201")
  }

  @Test("Bytes too short for the header are a key of their own")
  func short() { #expect(key([2, 8]) == "thing/0208") }

  @Test("Numbers of any length stand in keys as they are written, IPv6 groups without zeros before them")
  func numbers() {
    var numbers: [UInt64] = [0, .max]
    for power in 0..<20 {
      var one: UInt64 = 1
      for _ in 0..<power { one *= 10 }
      numbers += [one &- 1, one, one &+ 1, one &* 3, one / 7 &* 5]
    }
    for number in numbers {
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
      #expect(key(header4, [(4, bytes)]).hasSuffix("/d\(number)"))
    }
    let header: [UInt8] = [10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0]
    let groups: [UInt8] = [
      0x20, 0x01, 0x01, 0x20, 0x00, 0x0a, 0x00, 0xb0, 0x0c, 0x00, 0xde, 0xad, 0, 1, 0xff, 0xff,
    ]
    #expect(key(header, [(1, groups)]) == "thing/inet6/7/2001:120:a:b0:c00:dead:1:ffff")
  }

  @Test("Of an attribute that was sent twice the first one counts, also of a number above 31")
  func twice() {
    #expect(
      key(
        header4,
        [(1, [10, 0, 0, 0]), (1, [11, 0, 0, 0]), (200, [1]), (6, [5, 0, 0, 0]), (6, [6, 0, 0, 0])])
        == "thing/inet/254/10.0.0.0/8/2/5")
  }
}
