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

  var arena = GrowingBytes()
  var slots: [UInt64]
  /// How many slots are not free, those of removed objects among them.
  var used = 0
  /// How many bytes of the arena belong to removed objects.
  var garbage = 0
  /// The number of the present round.
  var round: UInt32 = 0
  /// How many objects are known.
  package internal(set) var count = 0
  /// How many of them have each tag.
  private var counts = [Int](repeating: 0, count: 256)
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

  /// How many of the objects have that tag.
  package func count(tag: UInt8) -> Int { counts[Int(tag)] }

  /// How many bytes of memory it uses.
  package var byteCount: Int { arena.capacity + slots.capacity * 8 }

  /// Whether there is memory for that many bytes of messages. Their keys are at most as long again, and while the
  /// arena grows there are two.
  package func hasRoom(for byteCount: Int) -> Bool {
    let needed = arena.count + 2 * byteCount
    return needed <= arena.capacity || Memory.has(2 * needed + 16 * slots.count)
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
      arena.raw.slice(at: start, length: keyLength(at: place)).array,
      Int(arena.raw.u16(at: place.offset + 12))
    )
  }

  /// The table that an object belongs to.
  package func tag(at place: Place) -> UInt8 { arena[place.offset + 8] }

  /// Keeps `message` under `key`, and marks the object as seen in this round. An object with a key of more than 65535
  /// bytes is not kept.
  package mutating func set(_ key: [UInt8], placeLength: Int, tag: UInt8, _ message: borrowing Message) {
    var state: UInt8 = 0
    if let place = find(key, placeLength: placeLength) {
      let offset = place.offset + ObjectStore.header + aligned(key.count)
      let room = place.offset + recordLength(at: place.offset) - offset
      if aligned(message.bytes.byteCount) == room {
        arena.replace(at: place.offset + 4, with: round)
        if place.offset < listed { anew.append(place.offset) }
        return arena.replace(at: offset, with: message.bytes)
      }
      state = arena[place.offset + 9]
      remove(place)
    }
    add(key, placeLength: placeLength, tag: tag, message, state: state)
  }

  /// The same for a key that is not known, which is not searched for.
  package mutating func add(
    _ key: [UInt8], placeLength: Int, tag: UInt8, _ message: borrowing Message, state: UInt8 = 0
  ) {
    guard key.count <= Int(UInt16.max) else { return }
    if used * 2 >= slots.count { rehash() }
    let offset = arena.count
    let length = ObjectStore.header + aligned(key.count) + aligned(message.bytes.byteCount)
    arena.reserve(length)
    arena.append(UInt32(length))
    arena.append(round)
    arena.append(tag)
    arena.append(state)
    arena.append(UInt16(key.count))
    arena.append(UInt16(placeLength))
    arena.append(UInt16(0))
    arena.append(contentsOf: key)
    arena.pad()
    arena.append(message.bytes)
    arena.pad()
    insert(offset, hash(key, placeLength))
    count += 1
    counts[Int(tag)] += 1
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
        counts[Int(tag(at: place))] -= 1
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
