private import CNetlink

/// A network namespace, by one of the names it goes by.
public enum NetworkNamespace: Sendable, Hashable {
  /// The file of a namespace, such as `/proc/7/ns/net`.
  case path(String)
  /// A name that `ip netns add` gave: a file in `/run/netns`.
  case name(String)
  /// That of a process.
  case process(Int)

  /// The file that stands for it.
  public var path: String {
    switch self {
    case .path(let path): path
    case .name(let name): "/run/netns/" + name
    case .process(let number): "/proc/\(number)/ns/net"
    }
  }

  /// Moves the calling thread into the namespace; other threads stay where they are.
  ///
  /// Sockets belong to the namespace in which they were opened; dumps and transactions run in that of
  /// the calling thread. Throws `.system`: ENOENT, EPERM, EACCES, EINVAL for a file that is none.
  /// The kernel's `setns`.
  public func enter() throws(NetlinkError) {
    if case .name(let name) = self, name.isEmpty || name == "." || name == ".." || name.utf8.contains(47) {
      throw .system(.enterNamespace, Errno.invalid)
    }
    guard !path.utf8.contains(0) else { throw .system(.enterNamespace, Errno.invalid) }
    let error = unsafe cnl_netns_enter_path(path)
    if error != 0 { throw .system(.enterNamespace, error) }
  }

  /// Moves the calling thread into a new, empty namespace. Throws `.system`, EPERM without the right to.
  /// The kernel's `unshare(CLONE_NEWNET)`.
  public static func enterNew() throws(NetlinkError) {
    let error = cnl_netns_unshare()
    if error != 0 { throw .system(.enterNamespace, error) }
  }

  /// A number that tells the calling thread's namespace from all others that exist; nil without /proc.
  public static var current: UInt64? {
    var identity: UInt64 = 0
    return unsafe cnl_netns_identity(&identity) == 0 ? identity : nil
  }

  static var process: Int32 { cnl_process() }
}
