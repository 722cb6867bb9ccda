import NetlinkCore
import NetlinkWire

/// Finds objects by their keys.
extension ObjectStore {
  /// The object of that key; nil when it is not known. Keys that share their first `placeLength` bytes
  /// must always be given with that length.
  package func find(_ key: [UInt8], placeLength: Int) -> Place? {
    let hash = self.hash(key, placeLength)
    var slot = start(hash)
    while slots[slot] != 0 {
      if let place = place(in: slot, hash), matches(place, key, key.count, isWhole: true) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The object of that key, else the first whose key is that one, `#` and a number.
  package func findNumbered(_ key: [UInt8], placeLength: Int) -> Place? {
    let hash = self.hash(key, placeLength)
    var slot = start(hash)
    var first: Place?
    while slots[slot] != 0 {
      if let place = place(in: slot, hash), isNumbered(place, key) {
        if keyLength(at: place) == key.count { return place }
        if first == nil { first = place }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return first
  }

  /// Whether the key of the object is that one, perhaps with `#` and a number behind it.
  package func isNumbered(_ place: Place, _ key: [UInt8]) -> Bool {
    let length = keyLength(at: place)
    let start = place.offset + ObjectStore.header
    guard length == key.count || (length > key.count && arena[start + key.count] == UInt8(ascii: "#")) else {
      return false
    }
    return arena.raw.slice(at: start, length: key.count).equals(key.raw)
  }

  /// All objects whose keys begin with the same `placeLength` bytes, in the order in which they came.
  package func all(at key: [UInt8], placeLength: Int) -> [Place] {
    var places: [Place] = []
    let hash = self.hash(key, placeLength)
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
    let hash = self.hash(key, placeLength)
    var slot = start(hash)
    var count = 0
    while slots[slot] != 0, count < limit {
      if let place = place(in: slot, hash), matches(place, key, placeLength, isWhole: false) { count += 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return count
  }
}
