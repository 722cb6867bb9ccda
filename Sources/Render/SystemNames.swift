package import NetlinkWire

/// The names that files of the system, such as `/etc/iproute2/rt_tables`, give to numbers.
///
/// A handle: copies share the names. A space is loaded when one of its names is first asked for. One thread at a
/// time. The names are never freed.
@safe
package struct SystemNames: @unchecked Sendable {
  /// Loads the names of a space; if a number has several, the last one wins.
  package typealias Loader = @Sendable (SystemName) -> [(number: UInt32, name: [UInt8])]

  /// The names of one space.
  @unsafe private struct Space {
    /// Where the name of each number below 256 lies in `text`: offset and length in one word; 0 for a number without
    /// a name. Nil until the space is loaded.
    var small: UnsafeMutablePointer<UInt64>?
    var large: [UInt32: (offset: Int, length: Int)] = [:]
  }

  @safe
  private struct Storage: ~Copyable {
    let load: Loader
    /// All names, one behind the other.
    var text = GrowingBytes(capacity: 1024)
    var spaces: UnsafeMutablePointer<Space>
  }

  private let storage: UnsafeMutablePointer<Storage>

  /// The names that `load` returns.
  package init(load: @escaping Loader) {
    let spaces = UnsafeMutablePointer<Space>.allocate(capacity: SystemName.allCases.count)
    unsafe spaces.initialize(repeating: Space(), count: SystemName.allCases.count)
    unsafe storage = .allocate(capacity: 1)
    unsafe storage.initialize(to: Storage(load: load, spaces: spaces))
  }

  /// Appends the name of `value` to `buffer`; false if it has none.
  @inline(__always)
  package func append(_ value: UInt32, of space: SystemName, to buffer: inout GrowingBytes) -> Bool {
    let place = unsafe storage.pointee.spaces + Int(space.rawValue)
    let small = unsafe place.pointee.small ?? load(space)
    guard value < 256 else { return appendLarge(value, of: space, to: &buffer) }
    let packed = unsafe small[Int(value)]
    if packed == 0 { return false }
    unsafe buffer.append(
      storage.pointee.text, at: Int(truncatingIfNeeded: packed >> 8),
      length: Int(truncatingIfNeeded: packed & 255))
    return true
  }

  @inline(never)
  private func appendLarge(_ value: UInt32, of space: SystemName, to buffer: inout GrowingBytes) -> Bool {
    let large = unsafe storage.pointee.spaces[Int(space.rawValue)].large
    guard let entry = large[value] else { return false }
    unsafe buffer.append(storage.pointee.text.raw.slice(at: entry.offset, length: entry.length))
    return true
  }

  /// The numbers by their names; loaded anew at each call.
  package func numbers(in space: SystemName) -> [[UInt8]: UInt32] {
    unsafe Dictionary(storage.pointee.load(space).map { ($0.name, $0.number) }, uniquingKeysWith: { $1 })
  }

  @inline(never)
  private func load(_ space: SystemName) -> UnsafeMutablePointer<UInt64> {
    let place = unsafe storage.pointee.spaces + Int(space.rawValue)
    let small = UnsafeMutablePointer<UInt64>.allocate(capacity: 256)
    unsafe small.initialize(repeating: 0, count: 256)
    unsafe place.pointee.small = unsafe small
    for (number, name) in unsafe storage.pointee.load(space) where !name.isEmpty && name.count < 256 {
      let offset = unsafe storage.pointee.text.count
      for byte in name { unsafe storage.pointee.text.append(byte) }
      if number < 256 {
        unsafe small[Int(number)] = UInt64(offset) << 8 | UInt64(name.count)
      } else {
        unsafe place.pointee.large[number] = (offset, name.count)
      }
    }
    return unsafe small
  }
}
