private import CNetlink

/// Memory for tables that are held. The standard library ends the process where there is none left; code that holds a
/// table asks first, so that it can report an error.
package enum Memory {
  /// What the rest of the program needs beside a table.
  private static var reserve: Int { 4 << 20 }

  /// Whether `count` bytes and the reserve can be had in one piece now. The caller allocates at once, before another
  /// thread takes them.
  package static func has(_ count: Int) -> Bool {
    cnl_has_memory(count + reserve) != 0
  }
}

extension [UInt8] {
  /// Fewer bytes than this are allocated without asking: the reserve has room for them.
  private static var small: Int { 1 << 16 }

  /// Makes room for `count` more bytes; false where there is no memory for them. The capacity grows to eight times
  /// itself where it can: untouched memory costs nothing, and each time that it grows the bytes are copied.
  package mutating func makeRoom(for count: Int) -> Bool {
    let needed = self.count + count
    if needed <= capacity { return true }
    for wanted in [8 * capacity, 2 * capacity, needed] where wanted >= needed {
      if wanted < Self.small || Memory.has(wanted) {
        reserveCapacity(wanted)
        return true
      }
    }
    return false
  }
}
