// Where the names lie.
extension InterfaceNames {
  struct Entry {
    var index: UInt32 = 0
    var flags: UInt32 = 0
    var type: UInt16 = 0
    var length: UInt8 = 0
    /// Whether the name may be written as it is, in JSON and on a terminal.
    var isPlain = false
    /// The interface's number among those that are gone, in the order in which they went, from 1; 0 while it exists.
    var retirement: UInt32 = 0
  }

  @safe
  struct Storage {
    var entries: UnsafeMutablePointer<Entry>
    /// How many bytes the name of each entry has room for.
    static var room: Int { 32 }

    /// The names of the entries, `room` bytes each.
    var texts: UnsafeMutableRawPointer
    var capacity: Int
    var count = 0
    var version = 0
    /// How many interfaces have gone so far.
    var retirements: UInt32 = 0

    init(capacity: Int) {
      unsafe entries = .allocate(capacity: capacity)
      unsafe entries.initialize(repeating: Entry(), count: capacity)
      unsafe texts = .allocate(byteCount: capacity * Storage.room, alignment: 16)
      self.capacity = capacity
    }

    /// The entry of the interface `index`, or the free one that it would get.
    @inline(__always)
    func place(of index: UInt32) -> Int {
      let mask = capacity &- 1
      var place = Int(truncatingIfNeeded: index &* 0x9e37_79b1) & mask
      while true {
        let found = unsafe entries[place].index
        if found == index { return place }
        if found == 0 { return place }
        place = (place + 1) & mask
      }
    }
  }
}
