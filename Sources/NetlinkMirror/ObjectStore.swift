import NetlinkCore
package import NetlinkWire

/// The known objects: the last message of each, by its key.
///
/// It does not know the kinds of objects: the caller gives the keys and the number (`tag`) of an object's
/// table. All bytes are in one arena and a hash table with eight bytes a slot, so that an IPv4 route takes
/// about 150 bytes. A new dump of a table is compared by marks: `beginRound`, then `see` for every object
/// dumped, then `unseen`. One thread.
package struct ObjectStore: ~Copyable {
  /// Where an object is in the arena; valid until the store is changed.
  package struct Place: Hashable, Sendable {
    let offset: Int
  }

  /// The tag of objects that no dump shows, so that `unseen` never lists them.
  package static var untracked: UInt8 { 255 }

  // A record: length, round (4 bytes each), tag, state, key's length, place's length, 0 (2 bytes each),
  // then the key and the message, each padded to 4.
  static var header: Int { 16 }
  static var tombstone: UInt32 { .max }
  // Bits of the state.
  static var dead: UInt8 { 1 }
  static var adopted: UInt8 { 2 }

  var arena: [UInt8] = []
  var slots: [UInt64]
  /// How many slots are not free, those of removed objects among them.
  var used = 0
  /// How many bytes of the arena belong to removed objects.
  var garbage = 0
  /// The number of the present round.
  var round: UInt32 = 0
  /// How many objects are known.
  package internal(set) var count = 0
  /// Where objects are, in units of 4 bytes, by the numbers that their messages refer to. Made on demand.
  var mentions: [UInt32: [UInt32]] = [:]
  /// How many bytes of the arena, from the first on, `mentions` covers.
  var listed = 0
  /// Where objects are that were replaced since `mentions` covered them.
  var anew: [Int] = []
  /// How many entries `mentions` has in all.
  var mentionCount = 0

  /// What the hash of keys begins with, so that nobody who does not know it can write many keys of one hash. Nothing
  /// that the store tells depends on it.
  let seed: UInt64

  /// An empty store. `seed`: any number, by default one that is never the same.
  package init(seed: UInt64 = .random(in: .min ... .max)) {
    self.seed = seed
    slots = [UInt64](repeating: 0, count: 256)
  }

  /// How many bytes of memory it uses.
  package var byteCount: Int { arena.capacity + slots.capacity * 8 }

  /// Whether there is memory for that many bytes of messages. Their keys are at most as long again, and while the
  /// arena grows there are two.
  package func hasRoom(for byteCount: Int) -> Bool {
    let needed = arena.count + 2 * byteCount
    return needed <= arena.capacity || Memory.has(2 * needed + 16 * slots.count)
  }

  /// Makes room for that many bytes of messages and for their keys at once, so that the arena need not be copied while
  /// it grows. A store that holds as much already is left to grow by itself.
  package mutating func reserve(for byteCount: Int) {
    if byteCount > arena.count { arena.reserveCapacity(arena.count + 3 * byteCount) }
  }

  /// The last message about an object.
  @_lifetime(borrow self)
  package func message(at place: Place) -> Message {
    let offset = place.offset + ObjectStore.header + aligned(keyLength(at: place))
    let length = Int(arena.raw.u32(at: offset))
    return Message(arena.raw.slice(at: offset, length: length))
  }

  /// A copy of the last message about an object.
  package func copy(at place: Place) -> [UInt8] {
    var copy: [UInt8] = []
    copy.append(message(at: place).bytes)
    return copy
  }

  /// Whether the last message about an object said just the same as this one.
  package func isSame(_ place: Place, _ message: borrowing Message) -> Bool {
    self.message(at: place).payload.equals(message.payload)
  }

  /// The key of an object, and how much of it names its place.
  package func key(at place: Place) -> (bytes: [UInt8], placeLength: Int) {
    let start = place.offset + ObjectStore.header
    return (
      Array(arena[start..<start + keyLength(at: place)]), Int(arena.raw.u16(at: place.offset + 12))
    )
  }

  /// The table that an object belongs to.
  package func tag(at place: Place) -> UInt8 { arena[place.offset + 8] }

  /// Keeps `message` under `key`, and marks the object as seen in this round. An object with a key of more than 65535
  /// bytes is not kept.
  package mutating func set(_ key: [UInt8], placeLength: Int, tag: UInt8, _ message: borrowing Message) {
    guard key.count <= Int(UInt16.max) else { return }
    var state: UInt8 = 0
    if let place = find(key, placeLength: placeLength) {
      let offset = place.offset + ObjectStore.header + aligned(key.count)
      let room = place.offset + recordLength(at: place.offset) - offset
      if aligned(message.bytes.byteCount) == room {
        store(round, at: place.offset + 4)
        if place.offset < listed { anew.append(place.offset) }
        unsafe message.bytes.withUnsafeBytes { source in
          unsafe arena.withUnsafeMutableBytes { target in
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + source.count])
              .copyMemory(from: source)
          }
        }
        return
      }
      state = arena[place.offset + 9]
      remove(place)
    }
    if used * 2 >= slots.count { rehash() }
    let offset = arena.count
    let length = ObjectStore.header + aligned(key.count) + aligned(message.bytes.byteCount)
    append(UInt32(length))
    append(round)
    arena.append(tag)
    arena.append(state)
    append(UInt16(key.count))
    append(UInt16(placeLength))
    append(UInt16(0))
    arena.append(contentsOf: key)
    arena.pad()
    arena.append(message.bytes)
    arena.pad()
    insert(offset, hash(key, placeLength))
    count += 1
  }

  /// Removes an object.
  package mutating func remove(_ place: Place) {
    let (key, placeLength) = key(at: place)
    let hash = self.hash(key, placeLength)
    var slot = start(hash)
    while slots[slot] != 0 {
      if self.place(in: slot, hash) == place {
        slots[slot] = UInt64(hash) << 32 | UInt64(ObjectStore.tombstone)
        arena[place.offset + 9] |= ObjectStore.dead
        garbage += recordLength(at: place.offset)
        count -= 1
        break
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    if garbage > 1 << 20, garbage * 2 > arena.count { compact() }
  }

  /// Notes that an object is known under a former identity; false if that was noted already.
  package mutating func adopt(_ place: Place) -> Bool {
    if isAdopted(place) { return false }
    arena[place.offset + 9] |= ObjectStore.adopted
    return true
  }

  /// Whether an object is known under a former identity.
  package func isAdopted(_ place: Place) -> Bool { arena[place.offset + 9] & ObjectStore.adopted != 0 }
}
