// Inputs that libFuzzer chooses by what they reach; see docs/testing.md.
//
//   guided --what=recordings FOLDER...          a file of any form: all readers, explain in both forms, --from
//   guided --what=datagrams FOLDER...           a protocol, a direction and a datagram: explain in both forms
//   guided --what=acknowledgements FOLDER...    a request and its answer: extended acknowledgements
//   guided --what=messages FOLDER...            a message: every renderer, as --from and dumps show it
//
// FOLDER and all other options are libFuzzer's. A complaint ends in a trap, so that libFuzzer keeps the input.
import Glibc
import Hostile

/// The code that gets the inputs.
private enum Target: String {
  case recordings, datagrams, acknowledgements, messages
}

nonisolated(unsafe) private var target = Target.recordings
nonisolated(unsafe) private var recordings = RecordingRunner()
nonisolated(unsafe) private var acknowledgements = AcknowledgementRunner()
nonisolated(unsafe) private let sinks = Sinks()

/// Takes the target from the command line.
@c(LLVMFuzzerInitialize)
public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  for index in 1..<max(1, Int(count.pointee)) {
    guard let word = words.pointee?[index].map({ String(cString: $0) }), word.hasPrefix("--what=") else {
      continue
    }
    guard let chosen = Target(rawValue: String(word.dropFirst(7))) else {
      say("there is no '\(word.dropFirst(7))'")
      exit(2)
    }
    target = chosen
  }
  return 0
}

/// Runs one input.
@c(LLVMFuzzerTestOneInput)
public func one(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let complaint = GuidedInput.complaint(input) else { return 0 }
  say(complaint)
  abort()
}

private func say(_ words: String) {
  let line = Array("guided: \(words)\n".utf8)
  write(2, line, line.count)
}

private enum GuidedInput {
  static func complaint(_ input: [UInt8]) -> String? {
    switch target {
    case .recordings: return Guided.recording(input, &recordings)
    case .datagrams: return Guided.datagram(input, &recordings)
    case .acknowledgements: return Guided.acknowledgement(input, &acknowledgements)
    case .messages: return Guided.message(input, sinks)
    }
  }
}
