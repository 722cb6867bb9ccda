private import CNetlink

/// A network namespace, by one of the names it goes by.
///
/// A value; thread-safe. Nothing is opened before it is entered or a socket is opened in it. OVS: none.
public enum NetworkNamespace: Sendable, Hashable {
  /// The file of a namespace, such as `/proc/7/ns/net`.
  case path(String)
  /// A name that `ip netns add` gave: a file in `/run/netns`.
  case name(String)
  /// The namespace of a process, by the number of the process.
  case process(Int32)
  /// The namespace of an open descriptor, such as a container runtime hands out. It must be open when the namespace is
  /// entered or a socket opened in it.
  case descriptor(Int32)

  /// The file that stands for it.
  public var path: String {
    switch self {
    case .path(let path): path
    case .name(let name): "\(NetworkNamespace.folder)/\(name)"
    case .process(let number): "/proc/\(number)/ns/net"
    case .descriptor(let number): "/proc/self/fd/\(number)"
    }
  }

  /// Moves the calling thread into the namespace; other threads stay where they are.
  ///
  /// For a thread of one's own: a task may continue on another thread after each `await`. To use sockets there, open
  /// them with `in:` instead, and no thread moves. Does not block.
  ///
  /// Sockets belong to the namespace in which they were opened; dumps and transactions run in that of
  /// the calling thread. Throws `.system`: ENOENT, EPERM, EACCES, EINVAL for a file that is none.
  /// The kernel's `setns`.
  public func enter() throws(NetlinkError) {
    let error = unsafe cnl_netns_enter_path(try checkedPath())
    if error != 0 { throw NetlinkError(.system, .enterNamespace, errno: error, subject: words) }
  }

  /// The same for a path that need not be text, as the name of a file is any bytes.
  package static func enter(file path: [UInt8]) throws(NetlinkError) {
    let error = unsafe cnl_netns_enter_path(Files.withNUL(path))
    if error != 0 { throw .system(.enterNamespace, error) }
  }

  /// The folder of the names that `ip netns add` gives.
  package static let folder = "/run/netns"

  /// The names there, each any bytes; none where they cannot be read.
  package static var names: [[UInt8]] { Files.names(in: folder) }

  /// The same. Throws if they cannot be read; where there is no folder, there are no names.
  package static func listed() throws(NetlinkError) -> [[UInt8]] {
    let (names, error) = Files.listing(of: folder)
    if error != 0, error != Errno.noEntry { throw .system(.enterNamespace, error) }
    return names
  }

  /// The file of a namespace with that name.
  package static func path(ofName name: [UInt8]) -> [UInt8] { Array("\(folder)/".utf8) + name }

  /// The file that stands for it. Throws EINVAL for a name with a slash, for `.` and `..`, and for a NUL.
  func checkedPath() throws(NetlinkError) -> String {
    var isName = true
    if case .name(let name) = self {
      isName = !(name.isEmpty || name == "." || name == ".." || name.utf8.contains(UInt8(ascii: "/")))
    }
    guard isName, !path.utf8.contains(0) else {
      throw NetlinkError(.system, .enterNamespace, errno: Errno.invalid, subject: words)
    }
    return path
  }

  /// What it is called in messages.
  var words: String {
    switch self {
    case .path(let path): "network namespace \(path)"
    case .name(let name): "network namespace \(name)"
    case .process(let number): "network namespace of process \(number)"
    case .descriptor(let number): "network namespace of descriptor \(number)"
    }
  }

  /// Moves the calling thread into a new, empty namespace. Throws `.system`, EPERM without the right to.
  /// The kernel's `unshare(CLONE_NEWNET)`.
  public static func enterNew() throws(NetlinkError) {
    let error = cnl_netns_unshare()
    if error != 0 { throw .system(.enterNamespace, error) }
  }

  /// A number that tells the calling thread's namespace from all others that exist; nil without /proc. Never blocks.
  public static var currentIdentity: UInt64? {
    var identity: UInt64 = 0
    return unsafe cnl_netns_identity(&identity) == 0 ? identity : nil
  }

  static var process: Int32 { cnl_process() }
}
