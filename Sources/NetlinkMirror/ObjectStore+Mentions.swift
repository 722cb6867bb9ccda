package import NetlinkWire

/// An index of the objects that refer to a number.
extension ObjectStore {
  /// The keys of the objects, of one tag or of all, whose message refers to `number`, in the order in which
  /// they came. `numbers` returns the numbers that a message refers to: it is called once an object, so that
  /// the work grows with what is found.
  package mutating func keys(
    mentioning number: UInt32, tag: UInt8?, by numbers: (UInt8, borrowing Message) -> [UInt32]
  ) -> [(key: [UInt8], placeLength: Int)] {
    // Replaced objects may be listed twice; if there are too many, the index is made again.
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

  /// Adds the object at `offset` to the index, unless it was removed.
  mutating func list(_ offset: Int, _ numbers: (UInt8, borrowing Message) -> [UInt32]) {
    guard arena[offset + 9] & ObjectStore.dead == 0 else { return }
    let place = Place(offset: offset)
    for number in numbers(tag(at: place), message(at: place)) {
      mentions[number, default: []].append(UInt32(offset / 4))
      mentionCount += 1
    }
  }
}
