import Glibc
import NetlinkCore

/// Finds the process that owns a port id, if `/proc` shows it; it is never guessed.
///
/// `/proc/net/netlink` has the inode of the socket with a port id; the process is the one that has this socket open. A
/// process that has ended is not found. Port ids are used again, so a result is kept for at most a second, and holds
/// only for what was received before the process was last seen to have the socket open.
struct ProcessFinder {
  struct Found {
    let owner: SocketOwner
    /// The descriptor of the socket, and what it links to.
    fileprivate let descriptor: String
    fileprivate let socket: String
  }

  private struct Entry {
    /// Nil if no process was found.
    let found: Found?
    /// When the result expires.
    let end: StreamTime
    /// When the process was last seen to have the socket open.
    var seen: StreamTime
  }

  private static let lifetime: Int64 = 1_000_000
  private var known: [UInt32: Entry] = [:]

  /// The process of a port id of rtnetlink, whose message was received at `time`; nil if it is not found.
  mutating func process(of portID: UInt32, at time: StreamTime) -> Found? {
    if let entry = known[portID], time <= entry.seen { return entry.found }
    let now = StreamTime.now
    if let entry = known[portID], now < entry.end {
      guard let found = entry.found else { return nil }
      if Files.target(of: found.descriptor) == found.socket {
        known[portID]?.seen = now
        return found
      }
    }
    if known.count > 1024 { known.removeAll(keepingCapacity: true) }
    let found = ProcessFinder.look(portID)
    let end = StreamTime(microsecondsSince1970: now.microsecondsSince1970 + ProcessFinder.lifetime)
    known[portID] = Entry(found: found, end: end, seen: now)
    return found
  }

  /// Searches `/proc`.
  private static func look(_ portID: UInt32) -> Found? {
    guard let inode = inode(of: portID) else { return nil }
    let wanted = "socket:[\(inode)]"
    // Usually the port id is the process id.
    if let found = found(Int(portID), wanted) { return found }
    for process in Files.numbers(in: "/proc") {
      if let found = found(process, wanted) { return found }
    }
    return nil
  }

  /// The inode of the rtnetlink socket with that port id.
  private static func inode(of portID: UInt32) -> UInt64? {
    guard let table = Files.contents(of: "/proc/net/netlink") else { return nil }
    for line in table.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count >= 10, words[1].elementsEqual("0".utf8),
        UInt32(String(decoding: words[2], as: UTF8.self)) == portID
      else { continue }
      return UInt64(String(decoding: words[9], as: UTF8.self))
    }
    return nil
  }

  /// The process, if it has that socket open.
  private static func found(_ process: Int, _ socket: String) -> Found? {
    let folder = "/proc/\(process)/fd"
    guard
      let number = Files.numbers(in: folder).first(where: { Files.target(of: "\(folder)/\($0)") == socket }),
      let name = Files.contents(of: "/proc/\(process)/comm")
    else { return nil }
    return Found(
      owner: SocketOwner(process: process, name: Array(name.prefix { $0 != UInt8(ascii: "\n") })),
      descriptor: "\(folder)/\(number)", socket: socket)
  }
}
