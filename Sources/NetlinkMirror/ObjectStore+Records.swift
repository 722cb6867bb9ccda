import NetlinkCore
import NetlinkWire

/// The records in the arena, and the hash table that finds them.
extension ObjectStore {
  /// The length rounded up to four bytes.
  func aligned(_ length: Int) -> Int { (length &+ 3) & ~3 }
  func keyLength(at place: Place) -> Int { Int(arena.raw.u16(at: place.offset + 10)) }
  func recordLength(at offset: Int) -> Int { Int(arena.raw.u32(at: offset)) }
  /// The slot at which the search for a key of that hash begins.
  func start(_ hash: UInt32) -> Int { Int(hash) & (slots.count - 1) }

  /// The object in a slot, where it has that hash; nil for another one and for one that was removed.
  func place(in slot: Int, _ hash: UInt32) -> Place? {
    let value = slots[slot]
    let low = UInt32(truncatingIfNeeded: value)
    guard UInt32(truncatingIfNeeded: value >> 32) == hash, low != ObjectStore.tombstone else { return nil }
    return Place(offset: (Int(low) - 1) * 4)
  }

  /// Whether the object has that key, or, unless `isWhole`, the place that its first `length` bytes are.
  func matches(_ place: Place, _ key: [UInt8], _ length: Int, isWhole: Bool) -> Bool {
    if isWhole {
      guard keyLength(at: place) == length else { return false }
    } else {
      guard Int(arena.raw.u16(at: place.offset + 12)) == length else { return false }
    }
    let start = place.offset + ObjectStore.header
    return arena.raw.slice(at: start, length: length).equals(key.raw.slice(at: 0, length: length))
  }

  /// A hash of words of eight bytes: the halves of the product with an odd number that comes from the seed are folded.
  func hash(_ key: [UInt8], _ length: Int) -> UInt32 {
    let bytes = key.raw
    let factor = (seed ^ 0x9e37_79b9_7f4a_7c15) | 1
    var hash = seed ^ UInt64(length)
    for offset in stride(from: 0, to: length & ~7, by: 8) {
      ObjectStore.mix(bytes.u64(at: offset), factor, into: &hash)
    }
    // The bytes behind the last whole word, up to seven, are one word more.
    var rest: UInt64 = 0
    for offset in length & ~7..<length { rest = rest << 8 | UInt64(bytes.u8(at: offset)) }
    ObjectStore.mix(rest, factor, into: &hash)
    return UInt32(truncatingIfNeeded: hash)
  }

  private static func mix(_ word: UInt64, _ factor: UInt64, into hash: inout UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: factor)
    hash = product.high ^ product.low
  }

  /// Puts the record at `offset` into a free slot.
  mutating func insert(_ offset: Int, _ hash: UInt32) {
    var slot = start(hash)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt64(hash) << 32 | UInt64(offset / 4 + 1)
    used += 1
  }

  /// Makes room for that many more objects, so that the hash table need not be made anew while they come.
  mutating func reserve(_ more: Int) {
    if (used + more) * 2 >= slots.count { rehash(more) }
  }

  /// Makes the hash table anew, with four slots for each object, two for each of `more`, and without those of removed
  /// objects. It begins behind a free slot, so that objects of one place keep their order.
  mutating func rehash(_ more: Int = 0) {
    let free = slots.firstIndex(of: 0) ?? 0
    let old = slots
    var size = 256
    while size < count * 4 || size <= (count + more) * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    used = 0
    for part in [old[free...], old[..<free]] {
      for value in part where value != 0 && UInt32(truncatingIfNeeded: value) != ObjectStore.tombstone {
        insert((Int(UInt32(truncatingIfNeeded: value)) - 1) * 4, UInt32(truncatingIfNeeded: value >> 32))
      }
    }
  }

  /// Copies the records that are not removed to a new arena.
  mutating func compact() {
    var kept = GrowingBytes(capacity: arena.count - garbage)
    slots = [UInt64](repeating: 0, count: slots.count)
    used = 0
    var offset = 0
    while offset < arena.count {
      let length = recordLength(at: offset)
      if arena[offset + 9] & ObjectStore.dead == 0 {
        let (key, placeLength) = key(at: Place(offset: offset))
        insert(kept.count, hash(key, placeLength))
        kept.append(arena.raw.slice(at: offset, length: length))
      }
      offset += length
    }
    arena = kept
    garbage = 0
    forgetMentions()
  }

  /// Drops the index; it is made again on demand.
  mutating func forgetMentions() {
    mentions = [:]
    listed = 0
    anew = []
    mentionCount = 0
  }
}
