internal import NetlinkWire
internal import Render

/// A fact about a message that has no bytes of its own.
struct Note: ~Copyable {
  /// Its key in JSON.
  var key: StaticString = ""
  /// What is written before it in text.
  var lead: StaticString = ""
  /// The fact.
  var text = GrowingBytes(capacity: 128)

  /// Begins another note.
  mutating func begin(_ key: StaticString, _ lead: StaticString) {
    self.key = key
    self.lead = lead
    text.truncate(to: 0)
  }
}
