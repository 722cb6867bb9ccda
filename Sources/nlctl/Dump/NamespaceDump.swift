import CommandLine
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl netns dump`: the network namespaces that have a name, their ids here, and their devices.
enum NamespaceDump {
  private struct Entry {
    var name: [UInt8]
    var id: Int32?
    /// Nil where it cannot be entered.
    var devices: [[UInt8]]?
  }

  /// The namespace that the program runs in.
  static let own = Array("/proc/self/ns/net".utf8)

  /// Reports what failed in a namespace, which must not hide the others.
  static func complain(of name: [UInt8]?, _ error: Failure) {
    guard let message = error.message else { return }
    Diagnostics.complain("netns \(name.map(words) ?? "of this process"): \(message)")
  }

  /// A name as text shows it, for messages.
  static func words(_ name: [UInt8]) -> String {
    var buffer = GrowingBytes(capacity: 64)
    buffer.printable(name.raw)
    return buffer.raw.string
  }

  static func run(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    var namespaces: [Entry] = []
    var status = ExitStatus.answered
    let session = try Session(invocation)
    let ids = NamespaceNames(session.client)
    var listed = try ListedNamespaces()
    for name in listed.names {
      var entry = Entry(name: name, id: ids.id(of: name))
      do throws(Failure) {
        guard try listed.enter(name) else { continue }
        var session = try Session(invocation.inside)
        try session.learnNames()
        entry.devices = session.known.all.sorted().map { session.interfaces.name(of: $0).array }
      } catch {
        let found = ListedNamespaces.miss(name, error)
        if found == .answered { continue }
        status = max(status, found)
      }
      namespaces.append(entry)
    }
    let isColored = Color.isWanted(invocation.color, on: .standard)
    var buffer = invocation.isJSON ? json(namespaces) : text(namespaces, isColored: isColored)
    try Output.standard.writeResult(&buffer, invocation)
    return status
  }

  private static func json(_ namespaces: [Entry]) -> GrowingBytes {
    var buffer = GrowingBytes(capacity: 4096)
    buffer.append("[" as StaticString)
    for (index, namespace) in namespaces.enumerated() {
      buffer.separateLines(isFirst: index == 0)
      buffer.append(UInt8(ascii: "{"))
      buffer.member("name", namespace.name.raw)
      if let id = namespace.id { buffer.append(",\"id\":\(id)") }
      if let devices = namespace.devices { add(devices, to: &buffer) }
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.endLines(isEmpty: namespaces.isEmpty)
    return buffer
  }

  private static func add(_ devices: [[UInt8]], to buffer: inout GrowingBytes) {
    buffer.append(",\"devices\":[" as StaticString)
    for (place, device) in devices.enumerated() {
      if place > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.quoted(device.raw)
    }
    buffer.append(UInt8(ascii: "]"))
    if devices.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) { return }
    buffer.append(",\"devices_hex\":[" as StaticString)
    for (place, device) in devices.enumerated() {
      if place > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.quoted(hexadecimal: device.raw)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  private static func text(_ namespaces: [Entry], isColored: Bool) -> GrowingBytes {
    var buffer = GrowingBytes(capacity: 4096)
    for namespace in namespaces {
      buffer.printable(namespace.name.raw)
      if let id = namespace.id { buffer.append("  id \(id)") }
      for device in namespace.devices ?? [] {
        buffer.append("  " as StaticString)
        if isColored { buffer.begin(.name) }
        buffer.printable(device.raw)
        if isColored { buffer.endRole() }
      }
      buffer.append(UInt8(ascii: "\n"))
    }
    return buffer
  }
}

extension Invocation {
  /// The same invocation, for the namespace that the program has entered.
  fileprivate var inside: Invocation {
    var invocation = self
    invocation.netns = nil
    return invocation
  }
}
