import NetlinkWire

/// Finds objects by their keys.
extension ObjectStore {
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

  /// Whether several objects' keys begin with them.
  package func hasOther(_ key: [UInt8], placeLength: Int) -> Bool {
    count(at: key, placeLength, limit: 2) == 2
  }

  /// How many objects' keys begin with them, counted up to `limit`.
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
}
