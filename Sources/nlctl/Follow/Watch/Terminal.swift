import CNetlink
import Glibc
import NetlinkCore
internal import NetlinkWire
import Render

/// The terminal on which a picture is drawn: its alternate screen, its keys and its size.
///
/// `open` takes it over, and `close` restores it. One thread.
final class Terminal {
  private let output: Output
  private let keyboard: Int32 = 0
  /// The terminal's former modes; nil if keys cannot be read.
  private var modes: termios?
  /// Readable when the size of the terminal has changed.
  private let resized = cnl_eventfd(0)
  /// Readable when the program is to stop.
  private let stopped = cnl_eventfd(0)
  private var isOpen = false
  /// Whether the user has quit.
  private(set) var hasQuit = false

  init(_ output: Output) { self.output = output }

  deinit { for descriptor in [resized, stopped] where descriptor >= 0 { cnl_close(descriptor) } }

  var hasKeys: Bool { modes != nil }

  /// Columns and rows; 80 and 24 if the terminal does not tell.
  var size: (columns: Int, rows: Int) {
    let size = output.size ?? (0, 0)
    let columns = output.columns ?? 0
    return (columns > 0 ? columns : 80, size.rows > 0 ? size.rows : 24)
  }

  /// Switches to the alternate screen, without a cursor, and reads keys as they are pressed. Ctrl-C, Ctrl-\ and Ctrl-Z are
  /// still signals.
  func open() throws(Failure) {
    if resized >= 0 { cnl_raise_on_resize(resized) }
    if stopped >= 0 { cnl_raise_on_stop(stopped) }
    cnl_raise_on_end_of_terminal()
    var now = termios()
    if unsafe tcgetattr(keyboard, &now) == 0 {
      modes = now
      now.c_lflag &= ~tcflag_t(ICANON | ECHO)
      now.c_cc.6 = 1  // VMIN
      now.c_cc.5 = 0  // VTIME
      _ = unsafe tcsetattr(keyboard, TCSANOW, &now)
    }
    isOpen = true
    try output.write("\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l\u{1b}[H\u{1b}[2J")
  }

  /// Writes a picture.
  func show(_ picture: inout GrowingBytes) throws(Failure) { try output.write(&picture) }

  /// Restores the terminal. If SIGQUIT has come, the program then ends by it.
  func close() throws(Failure) {
    guard isOpen else { return }
    isOpen = false
    defer { cnl_quit_if_asked() }
    if var modes { _ = unsafe tcsetattr(keyboard, TCSADRAIN, &modes) }
    try output.write("\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l")
  }

  /// Waits until `descriptor` can be read, a key is pressed, the size changes, or the command is cancelled, for at most
  /// `milliseconds` (-1: for ever). Returns whether the picture is to be drawn anew: the size has changed, or the program
  /// was stopped.
  func wait(
    for descriptor: Int32, _ cancellation: Cancellation, milliseconds: Int
  ) throws(Failure) -> Bool {
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: hasKeys ? keyboard : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: resized, events: Int16(POLLIN), revents: 0),
      pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
    ]
    let count = UInt(polled.count)
    let patience = Int32(clamping: milliseconds)
    // A signal interrupts the wait; the descriptor that it makes readable is seen by the next one.
    let ready = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, count, patience) }
    if ready <= 0 { return false }
    if polled[1].revents != 0 { readKeys() }
    if polled[4].revents != 0 { try stop() }
    guard polled[2].revents != 0 || polled[4].revents != 0 else { return false }
    cnl_eventfd_clear(resized)
    return true
  }

  /// Gives the terminal back, stops, and takes it over again once the program goes on.
  private func stop() throws(Failure) {
    cnl_eventfd_clear(stopped)
    try close()
    cnl_stop()
    try open()
  }

  /// Reads the keys pressed, and notes whether one of them quits.
  private func readKeys() {
    var keys = [UInt8](repeating: 0, count: 64)
    let count = unsafe keys.withUnsafeMutableBytes { unsafe read(keyboard, $0.baseAddress, $0.count) }
    let error = count < 0 ? cnl_errno() : 0
    if error == EINTR || error == EAGAIN { return }
    // The end of the input means that the terminal is gone.
    hasQuit =
      count <= 0 || keys[..<max(0, count)].contains { $0 == UInt8(ascii: "q") || $0 == UInt8(ascii: "Q") }
  }
}
