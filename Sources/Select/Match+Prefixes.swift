extension Match {
  /// Prefixes grouped by their length, so that an address is looked up once for each length.
  struct Prefixes: Sendable {
    private var groups: [(count: Int, length: Int, prefixes: Set<[UInt8]>)] = []
    /// Whether one of them is the default of any family: length 0 and no address.
    private(set) var isEverything = false

    mutating func add(_ bytes: [UInt8], _ length: Int) {
      if bytes.isEmpty { isEverything = true }
      let prefix = Prefixes.masked(bytes, length)
      if let place = groups.firstIndex(where: { $0.count == bytes.count && $0.length == length }) {
        groups[place].prefixes.insert(prefix)
      } else {
        groups.append((bytes.count, length, [prefix]))
      }
    }

    /// Whether `address` lies within one of the prefixes of at most `limit` bits.
    func has(_ address: [UInt8], atMost limit: Int = .max) -> Bool {
      groups.contains {
        $0.count == address.count && $0.length <= limit
          && $0.prefixes.contains(Prefixes.masked(address, $0.length))
      }
    }

    /// The address with all bits after the first `length` cleared.
    static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
      var masked = bytes
      for index in masked.indices where index * 8 + 8 > length {
        masked[index] &= index * 8 >= length ? 0 : UInt8(truncatingIfNeeded: 0xff00 >> (length - index * 8))
      }
      return masked
    }
  }

  /// Prefixes in the order of their bits, so that all that lie within another are contiguous.
  struct ContainedPrefixes: Sendable {
    private var prefixes: [(bytes: [UInt8], length: Int)] = []
    /// Whether one of them is the default destination of any family.
    private var hasDefault = false

    mutating func add(_ bytes: [UInt8], _ length: Int) {
      if bytes.isEmpty { hasDefault = true } else { prefixes.append((bytes, length)) }
    }

    mutating func sort() {
      prefixes.sort { ContainedPrefixes.isBefore($0.bytes, $0.length, $1.bytes, $1.length) }
    }

    private static func isBefore(_ one: [UInt8], _ length: Int, _ other: [UInt8], _ otherLength: Int) -> Bool
    {
      if one.count != other.count { return one.count < other.count }
      if one != other { return one.lexicographicallyPrecedes(other) }
      return length < otherLength
    }

    /// Whether the destination of `length` bits contains one of them. Those that it contains are contiguous, so the
    /// search begins at the first that it may contain.
    func has(_ address: [UInt8], _ length: Int) -> Bool {
      if hasDefault, length == 0 { return true }
      if prefixes.isEmpty { return false }
      let network = Prefixes.masked(address, length)
      var place = Alternatives.first(in: prefixes.count) { index in
        !ContainedPrefixes.isBefore(prefixes[index].bytes, prefixes[index].length, network, length)
      }
      while place < prefixes.count {
        let (bytes, wanted) = prefixes[place]
        guard bytes.count == network.count, Test.agree(bytes, network, length) else { return false }
        if length <= wanted { return true }
        place += 1
      }
      return false
    }
  }
}
