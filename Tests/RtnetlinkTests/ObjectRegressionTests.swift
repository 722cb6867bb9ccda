import Foundation
import Rtnetlink
import Testing

/// What other tools get wrong about routes and addresses, and our answers.
@Suite struct ObjectRegressionTests {
  private func objects(_ name: String) throws -> [[String: Any]] {
    try Vector(name).lines().map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func route(to destination: String, in name: String) throws -> [String: Any] {
    try #require(try objects(name).first { $0["dst"] as? String == destination })
  }

  @Test("A route through 240 next hops is shown with each of them")
  func manyHops() throws {
    let route = try route(to: "default", in: "route-routes-many-hops")
    let hops = try #require(route["nexthops"] as? [[String: Any]])
    #expect(hops.count == 240)
    #expect(hops.last?["gateway"] as? String == "10.0.1.240")
    #expect(hops.last?["weight"] as? Int == 240 % 7 + 1)
  }

  @Test("A locked metric is said to be locked")
  func locks() throws {
    let route = try route(to: "20.13.0.0/16", in: "route-routes")
    let metrics = try #require((route["metrics"] as? [[String: Any]])?.first)
    #expect(metrics["mtu"] as? Int == 1400)
    #expect(Set(metrics["locks"] as? [String] ?? []) == ["mtu", "advmss", "rto_min", "cwnd"])
    let other = try self.route(to: "20.14.0.0/16", in: "route-routes")
    #expect((other["metrics"] as? [[String: Any]])?.first?["locks"] as? [String] == ["hoplimit"])
  }

  @Test("The gateway of each of several next hops is there to be found")
  func gateways() throws {
    let route = try route(to: "20.15.0.0/16", in: "route-routes")
    let hops = try #require(route["nexthops"] as? [[String: Any]])
    #expect(hops.compactMap { $0["gateway"] as? String } == ["10.0.0.2", "10.0.1.2"])
    let other = try self.route(to: "20.16.0.0/16", in: "route-routes")
    let hop = (other["nexthops"] as? [[String: Any]])?.last?["via"] as? [String: String]
    #expect(hop == ["family": "inet6", "host": "2001:db8::7"])
  }

  @Test("Every route says family, type, destination, table, protocol, scope and flags, with their numbers")
  func alwaysThere() throws {
    for vector in Vector.all(of: ["route"]) {
      for route in try objects(vector.name) {
        for key in ["family", "type", "dst", "table", "protocol", "scope"] {
          #expect(route[key] is String, "\(vector.name): \(key) of \(route)")
        }
        for key in ["table_id", "protocol_id", "scope_id"] {
          #expect(route[key] is Int, "\(vector.name): \(key) of \(route)")
        }
        #expect(route["flags"] is [String])
        for hop in route["nexthops"] as? [[String: Any]] ?? [] { #expect(hop["ifindex"] is Int) }
      }
    }
  }

  @Test("IPv4 and IPv6 addresses have the same keys for the same facts")
  func addressKeys() throws {
    for address in try objects("addr-addresses") {
      for key in ["family", "local", "scope"] { #expect(address[key] is String, "\(key) of \(address)") }
      for key in ["ifindex", "prefixlen", "scope_id", "valid_life_time", "preferred_life_time", "created"] {
        #expect(address[key] is Int, "\(key) of \(address)")
      }
    }
  }

  @Test("The lowest bit of an address's flags is secondary in IPv4, temporary in IPv6")
  func lowestFlag() throws {
    let addresses = try objects("addr-crafted")
    #expect(addresses[0]["secondary"] as? Bool == true)
    #expect(addresses[0]["temporary"] == nil)
    #expect(addresses[1]["temporary"] as? Bool == true)
    #expect(addresses[1]["secondary"] == nil)
  }

  @Test("The high byte of a share counts only where the kernel vouches for it")
  func shares() throws {
    let groups = try objects("nexthop-crafted").compactMap { $0["group"] as? [[String: Int]] }
    #expect(groups[0].compactMap { $0["weight"] } == [1000, 2000, 65536])
    #expect(groups[1].compactMap { $0["weight"] } == [4, 1])
  }

  @Test("A table above 255 has its own number, not the header's")
  func largeTable() throws {
    let routes = try objects("route-routes").filter { $0["dst"] as? String == "20.4.0.0/16" }
    #expect(Set(routes.compactMap { $0["table_id"] as? Int }) == [1234, 4_000_000_000])
  }
}
