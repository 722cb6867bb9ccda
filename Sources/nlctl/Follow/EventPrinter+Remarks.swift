import CommandLine
import NetlinkCore
import NetlinkMirror
internal import NetlinkWire
import Render

// Events that are not about an object, and the writing of the output.
extension EventPrinter {
  mutating func remark(_ remark: Remark, at time: StreamTime) {
    switch remark {
    case .settled, .unsettled: return
    case .idle: return flush(all: true)
    case .initialEnd:
      countAtBegin = count
      guard options.initial else { return }
      word("initial-end", time)
    // Without tables nothing is read again.
    case .resyncBegin: if hasObjects { word("resync-begin", time) }
    case .resyncEnd: if hasObjects { word("resync-end", time) }
    case .lost(let number):
      if isJSON {
        open("lost", time)
        if let number {
          json.member("lost")
          json.buffer.decimal(number)
        }
        json.buffer.append("}\n" as StaticString)
      } else {
        line("lost", time)
        text.buffer.append("\(number.map { "\($0)" } ?? "an unknown number of") messages\n" as String)
      }
    }
    flush()
  }

  /// Writes what was collected, if it is a chunk, or if `all` is to be written.
  mutating func flush(all: Bool = false) {
    if failure != nil { return }
    do throws(Failure) {
      if isJSON {
        if all {
          if json.buffer.count > 0 { try jsonOutput.write(&json.buffer) }
        } else {
          try jsonOutput.flush(&json.buffer)
        }
      } else if all {
        if text.buffer.count > 0 { try output.write(&text.buffer) }
      } else {
        try output.flush(&text.buffer)
      }
    } catch {
      failure = error
    }
  }
}
