internal import NetlinkWire

extension GrowingBytes {
  /// Appends a duration as people say it: `42s`, `59m 30s`, `5h 12m`, `3d 4h`.
  mutating func duration(_ seconds: Int64) {
    if seconds < 0 { append(UInt8(ascii: "-")) }
    var rest = seconds.magnitude
    let units: [(length: UInt64, letter: UInt8)] = [
      (86400, UInt8(ascii: "d")), (3600, UInt8(ascii: "h")), (60, UInt8(ascii: "m")), (1, UInt8(ascii: "s")),
    ]
    var written = 0
    for unit in units {
      let count = rest / unit.length
      rest %= unit.length
      // At most two units are written, and the second only if it follows the first directly.
      if count == 0, written > 0 || unit.length > 1 {
        if written > 0 { return }
        continue
      }
      if written > 0 { append(UInt8(ascii: " ")) }
      decimal(count)
      append(unit.letter)
      written += 1
      if written == 2 { return }
    }
  }
}
