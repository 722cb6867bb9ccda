package import Render
package import NetlinkWire

/// Explains datagrams one after another: as text that reads back, or as lines of JSON.
///
/// Holds the last requests, to which errors point, and the families of generic netlink that were named.
/// One thread. Takes no memory that grows with what it reads.
package struct Explanation: ~Copyable {
  /// What the explanation is written as.
  package enum Style: Sendable {
    case text, json
  }

  private let style: Style
  private var explainer: Explainer
  private var text: TextForm
  private var json: JSONForm

  /// An explanation; `sentences` puts a sentence of documentation behind each name.
  package init(
    _ style: Style, sentences: Bool = false, interfaces: InterfaceNames = .none,
    system: SystemNames
  ) {
    self.style = style
    explainer = Explainer(interfaces: interfaces, system: system)
    text = TextForm(hasSentences: sentences)
    json = JSONForm(hasSentences: sentences)
  }

  /// Explains every message of one datagram.
  package mutating func add(_ datagram: RawSpan, _ envelope: Envelope) {
    switch style {
    case .text: explainer.datagram(datagram, envelope, &text)
    case .json: explainer.datagram(datagram, envelope, &json)
    }
  }

  /// How many bytes of the explanation were not taken yet.
  package var count: Int { style == .text ? text.buffer.count : json.buffer.count }

  /// Gives `body` the buffer with the finished text, which it writes and empties.
  package mutating func take<E: Error>(_ body: (inout ByteBuffer) throws(E) -> Void) throws(E) {
    switch style {
    case .text: try body(&text.buffer)
    case .json: try body(&json.buffer)
    }
  }

  /// Whether anything was damaged so far.
  package var isDamaged: Bool { explainer.isDamaged }
}
