package import Render
package import NetlinkWire

/// Explains datagrams one after another: as text that can be read back, or as lines of JSON.
///
/// Keeps the last requests, to which errors point, and the families of generic netlink that were named. Its memory does
/// not grow with the number of datagrams. One thread.
package struct Explanation: ~Copyable {
  /// The form of the explanation.
  package enum Style: Sendable {
    case text, json
  }

  private let style: Style
  private var explainer: Explainer
  private var text: TextForm
  private var json: JSONForm

  /// An explanation, with a sentence of documentation after each name if `sentences`.
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

  /// The length of the text that `take` has not taken yet, in bytes.
  package var count: Int { style == .text ? text.buffer.count : json.buffer.count }

  /// Passes the buffer with the finished text to `body`, which writes and empties it.
  package mutating func take<E: Error>(_ body: (inout GrowingBytes) throws(E) -> Void) throws(E) {
    switch style {
    case .text: try body(&text.buffer)
    case .json: try body(&json.buffer)
    }
  }

  /// Whether anything was damaged so far.
  package var isDamaged: Bool { explainer.isDamaged }
}
