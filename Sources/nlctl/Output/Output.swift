import CNetlink
import Glibc
import NetlinkCore
internal import NetlinkWire
import Render
import Synchronization

/// Writes to standard output, standard error or a file, and checks for errors.
///
/// If the reader is gone, the program ends quietly; any other error is a failure with a message.
struct Output {
  private let descriptor: Int32
  /// Its name in messages.
  private let name: String
  /// The writer of a command that follows the kernel; nil for other commands, which a signal ends at once.
  private let writer: PatientWriter<WatchedDescriptor>?

  init(descriptor: Int32, name: String = "standard output", _ writer: PatientWriter<WatchedDescriptor>? = nil)
  {
    self.descriptor = descriptor
    self.name = name
    self.writer = writer
  }

  static let standard = Output(descriptor: 1)
  static let error = Output(descriptor: 2, name: "standard error")

  /// Standard output of a command that `interrupt` ends, even while nobody reads.
  static func standard(until interrupt: Interrupt) -> Output {
    Output(descriptor: standard.descriptor, PatientWriter(standard.descriptor, until: interrupt))
  }

  /// Opens /dev/null for standard streams that are closed. Otherwise a socket could get such a descriptor, and output
  /// would be sent to the kernel. Writing to such a stream still fails with EBADF.
  static func keepStandardStreams() {
    for descriptor in Int32(0)...2 where cnl_is_open(descriptor) == 0 {
      // This gets the lowest free number, which is `descriptor`.
      _ = unsafe cnl_open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY, 0)
    }
  }

  /// Captured output.
  struct Kept {
    var text: [UInt8] = []
    /// Where the lines begin that are not details of the line before; empty if that was not told.
    var starts: Set<Int> = []
    /// By how many columns of a terminal the lines will be indented.
    var indentation = 0
  }

  /// The output captured so far; nil if output is not captured but written.
  private static let kept = Mutex<Kept?>(nil)

  /// Captures standard output from now on, whose lines will be indented.
  static func capture(indentedBy indentation: Int = 0) {
    kept.withLock { $0 = Kept(indentation: indentation) }
  }

  /// Ends the capture and returns what was captured.
  static func captured() -> Kept {
    kept.withLock { kept in
      defer { kept = nil }
      return kept ?? Kept()
    }
  }

  /// Tells where in the output that is written next the lines begin that are not details of the line before.
  static func tell(lineStarts: [Int]) {
    kept.withLock { kept in
      let end = kept?.text.count ?? 0
      for start in lineStarts { kept?.starts.insert(end + start) }
    }
  }

  /// The number of bytes that are collected before they are written.
  static let chunk = 64 << 10

  /// The size to which a pipe on standard output is enlarged for large outputs.
  private static let pipeSize: Int32 = 1 << 20

  /// Enlarges the pipe on standard output, once, so that a sleeping reader is not woken for each chunk. If standard
  /// output is no pipe, or it fails, only time is lost.
  private static let enlargePipe: Void = cnl_enlarge_pipe(standard.descriptor, pipeSize)

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The width of a line in columns of the terminal, whose own width `COLUMNS` may override; nil if it is not a terminal.
  var columns: Int? {
    width.map { max(min($0, 20), $0 - Output.kept.withLock { $0?.indentation ?? 0 }) }
  }

  private var width: Int? {
    guard isTerminal else { return nil }
    if let text = unsafe getenv("COLUMNS"), let columns = unsafe Int(String(cString: text)), columns > 0 {
      return columns
    }
    return size.flatMap { $0.columns > 0 ? $0.columns : nil }
  }

  /// How many columns and rows the terminal has, 0 if it does not tell; nil if it is not a terminal.
  var size: (columns: Int, rows: Int)? {
    var (columns, rows) = (Int32(0), Int32(0))
    guard unsafe cnl_terminal_size(descriptor, &columns, &rows) == 0 else { return nil }
    return (Int(columns), Int(rows))
  }

  /// Writes all that `buffer` holds, and empties it.
  func write(_ buffer: inout GrowingBytes) throws(Failure) {
    if buffer.count >= Output.chunk, descriptor == Output.standard.descriptor { Output.enlargePipe }
    let outcome = unsafe buffer.raw.withUnsafeBytes { unsafe write($0) }
    buffer.truncate(to: 0)
    try check(outcome)
  }

  /// Writes what `buffer` holds, if that is at least `limit` bytes.
  @inline(__always)
  func flush(_ buffer: inout GrowingBytes, beyond limit: Int = Output.chunk) throws(Failure) {
    if buffer.count >= limit { try write(&buffer) }
  }

  func write(_ text: String) throws(Failure) {
    var text = text
    let outcome = text.withUTF8 { unsafe write(UnsafeRawBufferPointer($0)) }
    try check(outcome)
  }

  private func check(_ outcome: WriteOutcome) throws(Failure) {
    switch outcome {
    case .written: return
    case .unread(let count):
      throw Failure("nobody read the last \(count) bytes of the output; they are lost", .incomplete)
    case .failed(EPIPE): throw .readerGone
    case .failed(let errno): throw Failure("cannot write to \(name): \(Words.of(errno: errno))")
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> WriteOutcome {
    if let writer { return unsafe writer.write(Span(_unsafeBytes: bytes)) }
    guard let start = bytes.baseAddress else { return .written }
    if descriptor == Output.standard.descriptor {
      let isKept = Output.kept.withLock { kept in
        unsafe kept?.text.append(contentsOf: bytes)
        return kept != nil
      }
      if isKept { return .written }
    }
    var offset = 0
    while offset < bytes.count {
      let written = unsafe Glibc.write(descriptor, start + offset, bytes.count - offset)
      if written > 0 {
        offset += written
        continue
      }
      let error = written < 0 ? cnl_errno() : EIO
      if error == EINTR {
        continue
      } else if error == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)
      } else {
        return .failed(error)
      }
    }
    return .written
  }
}
