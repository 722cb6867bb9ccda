import Glibc
import Render
import Rtnl
import Wire

struct NoNames: SystemNaming {
  mutating func append(_ value: UInt32, of space: SystemName, to buffer: inout ByteBuffer) -> Bool { false }
}

/// Recorded messages on standard input, as JSON: what the tables can be tried with.
func run() {
  var input: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let got = unsafe chunk.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
    if got <= 0 { break }
    input.append(contentsOf: chunk[0..<got])
  }
  var walker = Walker()
  var json = JSON(interfaces: InterfaceNames(), system: NoNames())
  let bytes = unsafe input.span.bytes
  var offset = 0
  while offset + 16 <= bytes.byteCount {
    let message = Message(bytes.slice(at: offset, length: Int(bytes.u32(at: offset))))
    if let type = ObjectType.of(messageType: message.type) {
      json.object(message, by: type.table, &walker)
      json.buffer.append(UInt8(ascii: "\n"))
    }
    offset += (message.bytes.byteCount + 3) & ~3
  }
  unsafe json.buffer.bytes.withUnsafeBytes { _ = unsafe write(1, $0.baseAddress, $0.count) }
}
run()
