import NetlinkCore
package import NetlinkWire

/// What is known of many objects: under each one's key the last message about it.
///
/// Knows no kind of object: keys come from whoever fills it, as does the number (`tag`) that says to
/// which table an object belongs. All bytes lie in one arena and a hash table of eight bytes a slot, so
/// an IPv4 route takes about 150 bytes. A table that was dumped anew is compared by marks: `beginRound`,
/// then every object dumped, then `unseen`. One thread.
package struct ObjectStore: ~Copyable {
  /// Where an object lies; good until the mirror is changed.
  package struct Place: Hashable, Sendable {
    let offset: Int
  }

  /// The tag of objects that no round is to miss.
  package static var untracked: UInt8 { 255 }

  // A record: length, round (4 bytes each), tag, state, key's length, place's length, 0 (2 bytes each),
  // then the key and the message, each padded to 4.
  private static var header: Int { 16 }
  private static var tombstone: UInt32 { .max }
  // Bits of the state.
  private static var dead: UInt8 { 1 }
  private static var adopted: UInt8 { 2 }

  private var arena: [UInt8] = []
  private var slots: [UInt64]
  private var used = 0
  private var garbage = 0
  private var round: UInt32 = 0
  /// How many objects are known.
  package private(set) var count = 0
  /// Where the objects lie, in units of 4 bytes, whose messages speak of a number. Made as far as it is asked
  /// for: of the arena's first `listed` bytes, but for what was put `anew` in the place of another.
  private var mentions: [UInt32: [UInt32]] = [:]
  private var listed = 0
  private var anew: [Int] = []
  private var mentionCount = 0

  /// Knows nothing yet.
  package init() { slots = [UInt64](repeating: 0, count: 256) }

  /// How many bytes of memory it uses.
  package var byteCount: Int { arena.capacity + slots.capacity * 8 }

  /// The object of that key; nil when it is not known. Keys that share their first `placeLength` bytes
  /// must always be given with that length.
  package func find(_ key: [UInt8], placeLength: Int) -> Place? {
    let hash = ObjectStore.hash(key, placeLength)
    var slot = start(hash)
    while slots[slot] != 0 {
      if let place = place(in: slot, hash), matches(place, key, key.count, isWhole: true) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// All objects whose keys begin with the same `placeLength` bytes.
  package func all(at key: [UInt8], placeLength: Int) -> [Place] {
    var places: [Place] = []
    let hash = ObjectStore.hash(key, placeLength)
    var slot = start(hash)
    while slots[slot] != 0 {
      if let place = place(in: slot, hash), matches(place, key, placeLength, isWhole: false) {
        places.append(place)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return places
  }

  /// Whether any object's key begins with these `placeLength` bytes.
  package func has(_ key: [UInt8], placeLength: Int) -> Bool {
    count(at: key, placeLength, limit: 1) == 1
  }

  /// Whether several objects' keys do.
  package func hasOther(_ key: [UInt8], placeLength: Int) -> Bool {
    count(at: key, placeLength, limit: 2) == 2
  }

  /// How many objects' keys do, counted up to `limit`.
  package func count(at key: [UInt8], _ placeLength: Int, limit: Int) -> Int {
    let hash = ObjectStore.hash(key, placeLength)
    var slot = start(hash)
    var count = 0
    while slots[slot] != 0, count < limit {
      if let place = place(in: slot, hash), matches(place, key, placeLength, isWhole: false) { count += 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return count
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

  /// Puts `message` under `key`, and marks the object as seen in this round.
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
    pad()
    arena.append(message.bytes)
    pad()
    insert(offset, ObjectStore.hash(key, placeLength))
    count += 1
  }

  /// Forgets an object.
  package mutating func remove(_ place: Place) {
    let (key, placeLength) = key(at: place)
    let hash = ObjectStore.hash(key, placeLength)
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

  /// Says that an object is kept under the key of what it was before; false when that was said already.
  package mutating func adopt(_ place: Place) -> Bool {
    if isAdopted(place) { return false }
    arena[place.offset + 9] |= ObjectStore.adopted
    return true
  }

  /// Whether an object is kept under the key of what it was before.
  package func isAdopted(_ place: Place) -> Bool { arena[place.offset + 9] & ObjectStore.adopted != 0 }

  /// Begins a round: no object has been seen.
  package mutating func beginRound() { round &+= 1 }

  /// Whether an object was seen in this round.
  package func isSeen(_ place: Place) -> Bool { arena.raw.u32(at: place.offset + 4) == round }

  /// Marks an object as seen in this round.
  package mutating func see(_ place: Place) { store(round, at: place.offset + 4) }

  /// The keys of the objects with that tag that this round has not seen.
  package func unseen(_ tag: UInt8) -> [(key: [UInt8], placeLength: Int)] {
    keys { arena.raw.u32(at: $0.offset + 4) != round && arena[$0.offset + 8] == tag }
  }

  /// The keys of those of them whose message `isWanted`.
  package func unseen(
    _ tag: UInt8, where isWanted: (borrowing Message) -> Bool
  ) -> [(key: [UInt8], placeLength: Int)] {
    keys {
      arena.raw.u32(at: $0.offset + 4) != round && arena[$0.offset + 8] == tag && isWanted(message(at: $0))
    }
  }

  /// The keys of the objects with that tag whose message `isWanted`.
  package func keys(
    tag: UInt8, where isWanted: (borrowing Message) -> Bool
  ) -> [(key: [UInt8], placeLength: Int)] {
    keys { self.tag(at: $0) == tag && isWanted(message(at: $0)) }
  }

  /// Where the objects with that tag lie, in the order in which they came.
  package func places(tag: UInt8) -> [Place] {
    var places: [Place] = []
    var offset = 0
    while offset < arena.count {
      let place = Place(offset: offset)
      if arena[offset + 9] & ObjectStore.dead == 0, self.tag(at: place) == tag { places.append(place) }
      offset += recordLength(at: offset)
    }
    return places
  }

  /// The keys of the objects with that tag.
  package func keys(tag: UInt8) -> [(key: [UInt8], placeLength: Int)] {
    keys { self.tag(at: $0) == tag }
  }

  /// The keys of the objects, of that tag or of all, whose message speaks of `number`, in the order in which
  /// they came. `numbers` says what numbers the message of a tag speaks of: each object is asked for them once,
  /// so that the work grows with what is found.
  package mutating func keys(
    mentioning number: UInt32, tag: UInt8?, by numbers: (UInt8, borrowing Message) -> [UInt32]
  ) -> [(key: [UInt8], placeLength: Int)] {
    // What was put anew in the same place may stand there twice; of too much of it the list is made again.
    if anew.count + mentionCount > 1024 + 4 * count { forgetMentions() }
    for offset in anew { list(offset, numbers) }
    anew.removeAll(keepingCapacity: true)
    while listed < arena.count {
      list(listed, numbers)
      listed += recordLength(at: listed)
    }
    var offsets = (mentions[number] ?? []).filter { arena[Int($0) * 4 + 9] & ObjectStore.dead == 0 }
    offsets.sort()
    mentionCount -= mentions[number]?.count ?? 0
    var places: [UInt32] = []
    for offset in offsets where places.last != offset { places.append(offset) }
    mentions[number] = places.isEmpty ? nil : places
    mentionCount += places.count
    return places.compactMap { offset in
      let place = Place(offset: Int(offset) * 4)
      if let tag, self.tag(at: place) != tag { return nil }
      let (key, placeLength) = key(at: place)
      return (key, placeLength)
    }
  }

  private mutating func list(_ offset: Int, _ numbers: (UInt8, borrowing Message) -> [UInt32]) {
    guard arena[offset + 9] & ObjectStore.dead == 0 else { return }
    let place = Place(offset: offset)
    for number in numbers(tag(at: place), message(at: place)) {
      mentions[number, default: []].append(UInt32(offset / 4))
      mentionCount += 1
    }
  }

  /// The keys of the objects for which `isWanted` holds, in the order in which they came.
  package func keys(where isWanted: (Place) -> Bool) -> [(key: [UInt8], placeLength: Int)] {
    var keys: [(key: [UInt8], placeLength: Int)] = []
    var offset = 0
    while offset < arena.count {
      if arena[offset + 9] & ObjectStore.dead == 0, isWanted(Place(offset: offset)) {
        let (key, placeLength) = key(at: Place(offset: offset))
        keys.append((key, placeLength))
      }
      offset += recordLength(at: offset)
    }
    return keys
  }
}

extension ObjectStore {
  private func aligned(_ length: Int) -> Int { (length &+ 3) & ~3 }
  private func keyLength(at place: Place) -> Int { Int(arena.raw.u16(at: place.offset + 10)) }
  private func recordLength(at offset: Int) -> Int { Int(arena.raw.u32(at: offset)) }
  private func start(_ hash: UInt32) -> Int { Int(hash) & (slots.count - 1) }

  private func place(in slot: Int, _ hash: UInt32) -> Place? {
    let value = slots[slot]
    let low = UInt32(truncatingIfNeeded: value)
    guard UInt32(truncatingIfNeeded: value >> 32) == hash, low != ObjectStore.tombstone else { return nil }
    return Place(offset: (Int(low) - 1) * 4)
  }

  private func matches(_ place: Place, _ key: [UInt8], _ length: Int, isWhole: Bool) -> Bool {
    if isWhole {
      guard keyLength(at: place) == length else { return false }
    } else {
      guard Int(arena.raw.u16(at: place.offset + 12)) == length else { return false }
    }
    let start = place.offset + ObjectStore.header
    for index in 0..<length where arena[start + index] != key[index] { return false }
    return true
  }

  /// FNV-1a, mixed so that the low bits are worth something.
  private static func hash(_ key: [UInt8], _ length: Int) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<length { hash = (hash ^ UInt64(key[index])) &* 0x100_0000_01b3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  private mutating func insert(_ offset: Int, _ hash: UInt32) {
    var slot = start(hash)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt64(hash) << 32 | UInt64(offset / 4 + 1)
    used += 1
  }

  private mutating func rehash() {
    let old = slots
    var size = 256
    while size < count * 4 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    used = 0
    for value in old where value != 0 && UInt32(truncatingIfNeeded: value) != ObjectStore.tombstone {
      insert(
        (Int(UInt32(truncatingIfNeeded: value)) - 1) * 4, UInt32(truncatingIfNeeded: value >> 32))
    }
  }

  private mutating func compact() {
    var kept: [UInt8] = []
    kept.reserveCapacity(arena.count - garbage)
    slots = [UInt64](repeating: 0, count: slots.count)
    used = 0
    var offset = 0
    while offset < arena.count {
      let length = recordLength(at: offset)
      if arena[offset + 9] & ObjectStore.dead == 0 {
        let (key, placeLength) = key(at: Place(offset: offset))
        insert(kept.count, ObjectStore.hash(key, placeLength))
        kept.append(contentsOf: arena[offset..<offset + length])
      }
      offset += length
    }
    arena = kept
    garbage = 0
    forgetMentions()
  }

  private mutating func forgetMentions() {
    mentions = [:]
    listed = 0
    anew = []
    mentionCount = 0
  }

  private mutating func pad() { while arena.count & 3 != 0 { arena.append(0) } }

  private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    unsafe withUnsafeBytes(of: value) { unsafe arena.append(contentsOf: $0) }
  }

  private mutating func store(_ value: UInt32, at offset: Int) {
    unsafe arena.withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: value, toByteOffset: offset, as: UInt32.self)
    }
  }
}
