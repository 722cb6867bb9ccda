import Glibc
import NetlinkCore
import Render
import Synchronization

/// Standard output, standard error or a file: write(2) with its errors seen.
///
/// If the reader is gone, the program ends quietly; any other error is a failure with a message.
struct Output {
  private let descriptor: Int32
  /// What messages call it.
  private let name: String
  /// Used by commands that follow the kernel; nil for others, which a signal ends anyway.
  private let writer: PatientWriter?

  init(descriptor: Int32, name: String = "standard output", _ writer: PatientWriter? = nil) {
    self.descriptor = descriptor
    self.name = name
    self.writer = writer
  }

  static let standard = Output(descriptor: 1)
  static let error = Output(descriptor: 2)

  /// Standard output of a command that `interrupt` ends, even while nobody reads.
  static func standard(until interrupt: Interrupt) -> Output {
    Output(descriptor: 1, PatientWriter(interrupt: interrupt))
  }

  /// Opens /dev/null for standard streams that are closed, so that no socket gets their numbers and nothing
  /// printed is sent to the kernel. Writing to such a stream still fails with EBADF.
  static func keepStandardStreams() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      // This gets the lowest free number, which is `descriptor`.
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Output that was captured.
  struct Kept {
    var text: [UInt8] = []
    /// Where lines begin that are not details of the line before, if that was told.
    var starts: Set<Int> = []
  }

  /// The captured output; nil if output is written.
  private static let kept = Mutex<Kept?>(nil)

  /// Captures standard output from now on.
  static func capture() { kept.withLock { $0 = Kept() } }

  /// Ends the capture and returns what was captured.
  static func captured() -> Kept {
    kept.withLock { kept in
      defer { kept = nil }
      return kept ?? Kept()
    }
  }

  /// Tells where lines begin, in what is written next, that are not details of the line before.
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

  /// Enlarges the pipe on standard output, once, if it is one, so that a sleeping reader is woken for more
  /// than one chunk. Returns whether that worked; if not, only time is lost.
  private static let isPipeEnlarged: Bool = {
    // F_GETPIPE_SZ, F_SETPIPE_SZ; fails for what is no pipe.
    let size = fcntl(standard.descriptor, 1032, 0)
    return size > 0 && size < pipeSize && fcntl(standard.descriptor, 1031, pipeSize) >= 0
  }()

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The width of the terminal in columns, `COLUMNS` first; nil for what is none.
  var columns: Int? {
    guard isTerminal else { return nil }
    if let text = unsafe getenv("COLUMNS"), let columns = unsafe Int(String(cString: text)), columns > 0 {
      return columns
    }
    return size.flatMap { $0.columns > 0 ? $0.columns : nil }
  }

  /// How many columns and rows the terminal has, 0 where it does not know; nil for what is none.
  var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all that `buffer` holds, and empties it.
  func write(_ buffer: inout ByteBuffer) throws(Failure) {
    if buffer.count >= Output.chunk, descriptor == Output.standard.descriptor { _ = Output.isPipeEnlarged }
    let outcome = unsafe buffer.bytes.withUnsafeBytes { unsafe write($0) }
    buffer.truncate(to: 0)
    try check(outcome)
  }

  /// Writes what `buffer` holds if it is worth a system call.
  @inline(__always)
  func flush(_ buffer: inout ByteBuffer, beyond limit: Int = Output.chunk) throws(Failure) {
    if buffer.count >= limit { try write(&buffer) }
  }

  func write(_ text: String) throws(Failure) {
    var text = text
    let outcome = text.withUTF8 { unsafe write(UnsafeRawBufferPointer($0)) }
    try check(outcome)
  }

  private func check(_ outcome: PatientWriter.Outcome) throws(Failure) {
    switch outcome {
    case .written: return
    case .unread(let count):
      throw Failure("nobody read the last \(count) bytes of the output; they are lost", .incomplete)
    case .failed(EPIPE): throw .readerGone
    case .failed(let errno): throw Failure("cannot write to \(name): \(Words.of(errno: errno))")
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> PatientWriter.Outcome {
    if let writer { return unsafe writer.write(bytes, to: descriptor) }
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
      } else if written < 0 && errno == EINTR {
        continue
      } else if written < 0 && errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)
      } else {
        return .failed(written == 0 ? EIO : errno)
      }
    }
    return .written
  }
}
