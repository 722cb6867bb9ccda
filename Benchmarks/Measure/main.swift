// Walk and render recorded messages again and again; print nanoseconds a message.
//
//     measure FILE [ROUNDS] [json|text|none]     FILE: netlink messages, one behind the other, padded to four bytes
//
// `none` frames them alone.

import Glibc
import NetlinkCore
import Render
import Rtnetlink
import NetlinkWire

/// Nanoseconds of the processor that this thread had: what other programs take does not count.
func now() -> UInt64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Median of `rounds` runs of `body`, in nanoseconds a message.
func measure(_ what: String, _ rounds: Int, _ messages: Int, _ body: () -> Int) {
  var times: [UInt64] = []
  var bytes = 0
  for _ in 0..<rounds {
    let start = now()
    bytes = body()
    times.append(now() - start)
  }
  let median = times.sorted()[rounds / 2]
  print(
    "\(what): \(median * 10 / UInt64(max(1, messages))) tenths of a nanosecond a message, \(bytes / max(1, messages)) bytes a message"
  )
}

func run() {
  let words = CommandLine.arguments
  guard words.count > 1, let file = unsafe fopen(words[1], "r") else { return print("measure FILE [ROUNDS]") }
  var input: [UInt8] = []
  // What it takes to grow would count as the messages'.
  input.reserveCapacity(64 << 20)
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let got = unsafe fread(&chunk, 1, 65536, file)
    if got == 0 { break }
    input += chunk[0..<got]
  }
  let rounds = words.count > 2 ? Int(words[2]) ?? 21 : 21
  var count = 0
  var all = unsafe Messages(input.span.bytes)
  // All are of one type, as in a dump: that of the first.
  var type = ObjectType.route
  while let message = all.next() {
    if count == 0, let first = ObjectType.of(message) { type = first }
    count += 1
  }
  let (table, layout) = (type.table, type.layout)
  let form = words.count > 3 ? words[3] : ""
  var walker = Walker()
  let names = InterfaceNames()
  unsafe names.set(7, name: Array("veth0".utf8).span.bytes, flags: 1, type: 1)
  unsafe names.set(8, name: Array("veth2".utf8).span.bytes, flags: 1, type: 1)
  var json = JSON(interfaces: names, system: SystemNames { _ in [] })
  if form == "none" {
    return measure("none", rounds, count) {
      var total = 0
      var messages = unsafe Messages(input.span.bytes)
      while let message = messages.next() { total += message.bytes.byteCount }
      return total
    }
  }
  if form != "text" {
    measure("json", rounds, count) {
      var total = 0
      var messages = unsafe Messages(input.span.bytes)
      while let message = messages.next() {
        json.object(message, by: table, &walker)
        if json.buffer.count > 60000 {
          total += json.buffer.count
          json.buffer.truncate(to: 0)
        }
      }
      return total + json.buffer.count
    }
  }
  if form == "json" { return }
  var text = Text(interfaces: names, system: SystemNames { _ in [] })
  measure("text", rounds, count) {
    var total = 0
    var messages = unsafe Messages(input.span.bytes)
    while let message = messages.next() {
      text.object(message, by: table, layout, &walker)
      if text.buffer.count > 60000 {
        total += text.buffer.count
        text.buffer.truncate(to: 0)
      }
    }
    return total + text.buffer.count
  }
}
run()
