internal import NetlinkCore
internal import NetlinkWire
internal import Render
internal import Rtnetlink

/// Writes objects as JSON. One thread at a time; a renderer that is done is kept for the next call.
///
/// The names in files of the system (`SystemNameFiles`) are read when they are first needed, and kept.
final class Renderer {
  private var json = JSON(interfaces: InterfaceNames(), system: SystemNames(load: SystemNameFiles.names))
  private var walker = Walker()
  /// The devices whose names `json` has.
  private var names = DeviceNames.none

  private static let idle = Guarded<[Renderer]>([])

  /// Writes `message` by the rows of its type, and lends the text to `body`.
  static func write<Answer>(
    _ message: OwnedMessage, _ type: ObjectType, _ names: DeviceNames, skipsVolatile: Bool = false,
    _ body: (RawSpan) -> Answer
  ) -> Answer {
    let renderer = idle.withLock { $0.popLast() } ?? Renderer()
    defer { idle.withLock { $0.append(renderer) } }
    return renderer.write(message, type, names, skipsVolatile, body)
  }

  private func write<Answer>(
    _ message: OwnedMessage, _ type: ObjectType, _ names: DeviceNames, _ skipsVolatile: Bool,
    _ body: (RawSpan) -> Answer
  ) -> Answer {
    take(names)
    json.buffer.truncate(to: 0)
    walker.skipsVolatile = skipsVolatile
    message.withMessage { json.object($0, by: type.table, &walker) }
    return Renderer.lend(json.buffer, body)
  }

  // Static, because the buffer is a part of the renderer that is borrowed meanwhile.
  private static func lend<Answer>(_ buffer: borrowing GrowingBytes, _ body: (RawSpan) -> Answer) -> Answer {
    body(buffer.raw)
  }

  /// Gives `json` the names of these devices.
  private func take(_ names: DeviceNames) {
    if names === self.names { return }
    self.names = names
    json.interfaces.removeAll()
    for (index, device) in names.devices {
      json.interfaces.set(index, name: device.name.raw, flags: device.flags, type: device.type)
    }
  }
}
