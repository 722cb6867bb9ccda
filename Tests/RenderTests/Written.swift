import NetlinkWire

@testable import Render

/// What `write` appends to a small buffer, which has to grow.
func written(_ write: (inout GrowingBytes) -> Void) -> String {
  var buffer = GrowingBytes(capacity: 8)
  write(&buffer)
  return String(decoding: buffer.raw.array, as: UTF8.self)
}
