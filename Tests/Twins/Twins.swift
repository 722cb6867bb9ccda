import NetlinkWire

/// Long-lived renderers beside fresh ones: what is shown of a message depends on no message before it.
public struct Twins: ~Copyable {
  private let old = Renderer.kinds.map(Renderer.init)

  /// Renderers that have seen no message.
  public init() {}

  /// Shows a message in one way by the renderer that has shown others before, and by a fresh one; says
  /// what either wrote when that is not the same.
  public mutating func difference(_ bytes: [UInt8], kind: Int) -> String? {
    let span = unsafe bytes.span.bytes
    let known = old[kind].write(span)
    let alone = Renderer(Renderer.kinds[kind]).write(span)
    if known == alone { return nil }
    let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    return "\(Renderer.kinds[kind]) of \(hex):\n\(text(known))\nalone:\n\(text(alone))"
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
