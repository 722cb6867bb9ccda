import NetlinkWire

@testable import Render

/// What `write` appends to a small buffer, which has to grow.
func written(_ write: (inout ByteBuffer) -> Void) -> String {
  var buffer = ByteBuffer(capacity: 8)
  write(&buffer)
  return String(decoding: buffer.bytes.array, as: UTF8.self)
}
