/// Writes a topology in the language of Graphviz.
struct DotWriter {
  private var text = ""
  private let topology: Topology
  /// Nodes to which edges lead, but which are no known devices.
  private var unknown: [String] = []

  init(_ topology: Topology) { self.topology = topology }

  consuming func write() -> String {
    text = "digraph network {\n  rankdir=BT\n  node [shape=box fontname=\"sans-serif\" fontsize=10]\n"
    text += "  edge [fontname=\"sans-serif\" fontsize=9]\n  graph [fontname=\"sans-serif\" fontsize=11]\n"
    for place in topology.namespaces.indices { cluster(place) }
    for place in topology.namespaces.indices {
      for device in topology.namespaces[place].devices { edges(of: device, in: place) }
    }
    for name in unknown { text += "  \(name) [label=\"?\" style=dashed]\n" }
    return text + "}\n"
  }

  /// Writes the devices of a namespace.
  private mutating func cluster(_ place: Int) {
    let namespace = topology.namespaces[place]
    text += "  subgraph cluster_\(place) {\n    label=\(quoted(namespace.name ?? "this namespace"))\n"
    for device in namespace.devices {
      var lines = [device.name]
      if !device.remark.isEmpty { lines.append(device.remark) }
      if !device.address.isEmpty { lines.append(device.address) }
      let look = device.isUp ? "" : " color=grey fontcolor=grey"
      text += "    \(node(device.index, in: place)) [label=\(quoted(lines + device.addresses))\(look)]\n"
    }
    text += "  }\n"
  }

  /// Writes the edges from a device to its master and to the device below or the other end.
  private mutating func edges(of device: Topology.Device, in place: Int) {
    let own = node(device.index, in: place)
    if device.master != 0 {
      text += "  \(own) -> \(target(device.master, in: place)) [label=\"port\"]\n"
    }
    guard device.lower != 0 || device.lowerNamespace != nil else { return }
    let other = device.lowerNamespace.map { topology.namespaces[place].places[$0] } ?? place
    guard let other else { return away(device, own, place) }
    if device.isPair {
      // Both ends name each other; the edge is written for the first of them.
      let isFirst = (place, device.index) < (other, device.lower)
      if isFirst || !isKnown(device.lower, in: other) {
        text += "  \(own) -> \(target(device.lower, in: other)) [dir=none label=\"pair\"]\n"
      }
    } else if device.lower != 0, device.lower != device.index {
      text += "  \(own) -> \(target(device.lower, in: other)) [label=\(quoted(device.remark))]\n"
    }
  }

  /// Writes an edge to a device in a namespace that is not shown.
  private mutating func away(_ device: Topology.Device, _ own: String, _ place: Int) {
    // The id is one of the namespace that the device is in.
    let name = quoted("\(place)/\(device.lowerNamespace ?? -1)/\(device.lower)")
    text += "  \(name) [label=\(quoted(device.elsewhere)) style=dashed]\n"
    text += "  \(own) -> \(name) [style=dashed\(device.isPair ? " dir=none" : "")]\n"
  }

  private func isKnown(_ index: UInt32, in place: Int) -> Bool {
    topology.namespaces[place].devices.contains { $0.index == index }
  }

  /// The node to which an edge leads.
  private mutating func target(_ index: UInt32, in place: Int) -> String {
    let name = node(index, in: place)
    if !isKnown(index, in: place), !unknown.contains(name) { unknown.append(name) }
    return name
  }

  private func node(_ index: UInt32, in place: Int) -> String { "\"\(place)/\(index)\"" }

  private func quoted(_ text: String) -> String { quoted([text]) }

  /// Lines as a quoted string of the language.
  private func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      line.reduce(into: "") { text, character in
        if character == "\"" || character == "\\" { text.append("\\") }
        text.append(character)
      }
    }
    return "\"" + escaped.joined(separator: "\\n") + "\""
  }
}
