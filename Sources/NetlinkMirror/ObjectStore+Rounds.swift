import NetlinkCore
package import NetlinkWire

/// Marks, by which a new dump of a table is compared with the known objects; lists of keys.
extension ObjectStore {
  /// Begins a round: no object has been seen.
  package mutating func beginRound() { round &+= 1 }

  /// Whether an object was seen in this round.
  package func isSeen(_ place: Place) -> Bool { arena.raw.u32(at: place.offset + 4) == round }

  /// Marks an object as seen in this round.
  package mutating func see(_ place: Place) { arena.replace(at: place.offset + 4, with: round) }

  /// The keys of the objects with that tag that this round has not seen.
  package func unseen(_ tag: UInt8) -> [(key: [UInt8], placeLength: Int)] {
    keys { arena.raw.u32(at: $0.offset + 4) != round && arena[$0.offset + 8] == tag }
  }

  /// The keys of the objects with that tag that this round has not seen and whose message `isWanted`.
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
    while let place = nextPlace(tag: tag, from: &offset) { places.append(place) }
    return places
  }

  /// The first object with that tag that does not lie before `offset`, which moves on behind it; nil if there is none.
  package func nextPlace(tag: UInt8, from offset: inout Int) -> Place? {
    while offset < arena.count {
      let place = Place(offset: offset)
      offset += recordLength(at: offset)
      if arena[place.offset + 9] & ObjectStore.dead == 0, self.tag(at: place) == tag { return place }
    }
    return nil
  }

  /// The keys of the objects with that tag.
  package func keys(tag: UInt8) -> [(key: [UInt8], placeLength: Int)] {
    keys { self.tag(at: $0) == tag }
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
