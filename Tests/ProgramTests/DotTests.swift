import Foundation
import LiveKernel
import Testing

/// The drawing for Graphviz, read by Graphviz, and compared with what another program finds.
@Suite(
  .enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"),
  .enabled(
    if: ["/usr/bin/dot", "/usr/sbin/plotnetcfg"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: $0)
    }, "graphviz and plotnetcfg are not installed"))
struct DotTests {
  private static let topology = """
    mount -t tmpfs none /run; mkdir -p /run/netns; ip link set lo up
    ip netns add blue; ip netns add red
    ip link add br0 type bridge; ip link set br0 up; ip addr add 192.0.2.1/24 dev br0
    ip link add x0 type veth peer name x1 netns blue; ip link set x0 master br0 up; ip -n blue link set x1 up
    ip link add y0 type veth peer name y1 netns red; ip link set y0 up; ip -n red link set y1 up
    ip -n blue link add z0 type veth peer name z1 netns red; ip -n blue link set z0 up
    ip -n blue addr add 198.51.100.7/24 dev x1; ip -n red addr add 2001:db8::7/64 dev y1 nodad
    ip link add mv0 link y0 type macvlan mode bridge
    ip -n red link add vx type vxlan id 42 dstport 4789 remote 192.0.2.9 dev y1

    """

  /// Devices by namespace and name (`blue/x1`), each with the words on it, and which are joined.
  private struct Drawing {
    var nodes: [String: String] = [:]
    var edges: Set<Set<String>> = []
  }

  @Test("Graphviz draws three namespaces: the devices and relations that plotnetcfg finds")
  func namespaces() throws {
    // The first process is where plotnetcfg looks for the namespace to begin with.
    let script =
      Self.topology + """
        plotnetcfg -f json >/run/other
        '\(ProgramTests.binary)' link dump --dot --all-netns >/run/dot
        dot -Tsvg /run/dot >/run/svg; grep -q '</svg>' /run/svg
        dot -Tjson /run/dot | tr -d '\\n'; echo; tr -d '\\n' </run/other
        """
    let child = try #require(
      Child.start(["unshare", "-n", "-m", "-p", "-f", "--mount-proc", "bash", "-euc", script]))
    let result = child.finish()
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let documents = try result.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    try #require(documents.count == 2)
    let drawn = try drawing(graphviz: documents[0])
    let found = drawing(plotnetcfg: documents[1])
    #expect(drawn.nodes.count == 12 && Set(drawn.nodes.keys) == Set(found.nodes.keys))
    for (name, addresses) in found.nodes {
      for address in addresses.split(separator: " ") {
        #expect(drawn.nodes[name]?.contains(address) == true, "\(name): \(address)")
      }
    }
    // What a tunnel is on plotnetcfg does not say.
    #expect(drawn.edges == found.edges.union([["red/vx", "red/y1"]]))
    #expect(found.edges.count == 5)
  }

  private func drawing(graphviz document: [String: Any]) throws -> Drawing {
    var drawing = Drawing()
    var names: [Int: String] = [:]
    let objects = try #require(document["objects"] as? [[String: Any]])
    for cluster in objects {
      guard let nodes = cluster["nodes"] as? [Int], let label = cluster["label"] as? String else { continue }
      for node in nodes {
        let words = objects.first { $0["_gvid"] as? Int == node }?["label"] as? String ?? ""
        let device = words.components(separatedBy: "\\n")[0]
        names[node] = "\(label == "this namespace" ? "" : label)/\(device)"
        drawing.nodes[names[node] ?? ""] = words
      }
    }
    for edge in document["edges"] as? [[String: Any]] ?? [] {
      let ends = [edge["tail"], edge["head"]].compactMap { ($0 as? Int).flatMap { names[$0] } }
      drawing.edges.insert(Set(ends))
    }
    return drawing
  }

  private func drawing(plotnetcfg document: [String: Any]) -> Drawing {
    var drawing = Drawing()
    for namespace in document["namespaces"] as? [[String: Any]] ?? [] {
      for device in namespace["interfaces"] as? [[String: Any]] ?? [] {
        guard let name = device["id"] as? String else { continue }
        let addresses = device["addresses"] as? [[String: Any]] ?? []
        drawing.nodes[name] = addresses.compactMap { $0["address"] as? String }.joined(separator: " ")
        let relations =
          [device["parent"], device["peer"]].compactMap { $0 as? [String: Any] }
          + (device["children"] as? [[String: Any]] ?? [])
        // It takes a device under others for its own parent.
        for target in relations.compactMap({ $0["target"] as? String }) where target != name {
          drawing.edges.insert([name, target])
        }
      }
    }
    return drawing
  }
}
