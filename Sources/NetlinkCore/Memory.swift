internal import Glibc

/// Memory for tables that are held. Where there is none left, the standard library ends the process; who holds a table
/// asks before and can say so.
package enum Memory {
  /// What the rest of the program needs beside a table.
  private static var reserve: Int { 4 << 20 }

  /// Whether so many bytes can be had in one piece now, and some more. Whoever asks takes them at once: another thread
  /// may do so, too.
  package static func has(_ count: Int) -> Bool {
    let length = count + reserve
    let protection = PROT_READ | PROT_WRITE
    guard let piece = unsafe mmap(nil, length, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      unsafe piece != MAP_FAILED
    else { return false }
    unsafe munmap(piece, length)
    return true
  }
}

extension [UInt8] {
  /// Below this many bytes nobody is asked: the reserve has room for them.
  private static var small: Int { 1 << 16 }

  /// Makes room for `count` more bytes, and as much again. False where there is no memory for that.
  package mutating func makeRoom(for count: Int) -> Bool {
    let needed = self.count + count
    if needed <= capacity { return true }
    let wanted = Swift.max(needed, 2 * capacity)
    guard wanted < Self.small || Memory.has(wanted) else { return false }
    reserveCapacity(wanted)
    return true
  }
}
