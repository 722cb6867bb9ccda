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
    var devices: [[UInt8]]
  }

  /// The namespace that the program runs in.
  static let own = Array("/proc/self/ns/net".utf8)

  /// Enters a namespace and stays in it.
  static func enter(_ name: [UInt8]) throws(Failure) {
    do {
      try NetworkNamespace.enter(file: NetworkNamespace.path(ofName: name))
    } catch {
      throw Failure(Words.of(error, "network namespace \(words(name))"))
    }
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
    for name in NetworkNamespace.names {
      do throws(Failure) {
        try enter(name)
        var session = try Session(invocation.inside)
        try session.learnNames()
        let devices = session.known.all.sorted().map { session.interfaces.name(of: $0).array }
        namespaces.append(Entry(name: name, id: ids.id(of: name), devices: devices))
      } catch {
        if let message = error.message { Diagnostics.complain(message) }
        status = max(status, error.status)
      }
    }
    var buffer = invocation.isJSON ? json(namespaces) : text(namespaces)
    try Output.standard.writeResult(&buffer, invocation)
    return status
  }

  private static func json(_ namespaces: [Entry]) -> GrowingBytes {
    var buffer = GrowingBytes(capacity: 4096)
    buffer.append("[" as StaticString)
    for (index, namespace) in namespaces.enumerated() {
      buffer.append(index == 0 ? "\n" as StaticString : ",\n")
      buffer.append(UInt8(ascii: "{"))
      buffer.member("name", namespace.name.raw)
      if let id = namespace.id { buffer.append(",\"id\":\(id)") }
      buffer.append(",\"devices\":[" as StaticString)
      for (place, device) in namespace.devices.enumerated() {
        buffer.append(place == 0 ? "\"" as StaticString : ",\"")
        _ = buffer.json(device.raw)
        buffer.append(UInt8(ascii: "\""))
      }
      buffer.append(UInt8(ascii: "]"))
      let isText = namespace.devices.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
      if !isText {
        buffer.append(",\"devices_hex\":[" as StaticString)
        for (place, device) in namespace.devices.enumerated() {
          buffer.append(place == 0 ? "\"" as StaticString : ",\"")
          buffer.hexadecimal(device.raw)
          buffer.append(UInt8(ascii: "\""))
        }
        buffer.append(UInt8(ascii: "]"))
      }
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(namespaces.isEmpty ? "]\n" as StaticString : "\n]\n")
    return buffer
  }

  private static func text(_ namespaces: [Entry]) -> GrowingBytes {
    var buffer = GrowingBytes(capacity: 4096)
    for namespace in namespaces {
      buffer.printable(namespace.name.raw)
      if let id = namespace.id { buffer.append("  id \(id)") }
      for device in namespace.devices {
        buffer.append("  " as StaticString)
        buffer.printable(device.raw)
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
