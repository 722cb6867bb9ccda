private import Synchronization

/// Interface names by index, of one network namespace: filled from link messages, asked by renderers.
///
/// A handle: copies share the names, and whoever made them may free them. A copy counts no references, because every
/// renderer has one. A lookup is one probe of a hash table as a rule. Not for several threads at once. Names of
/// interfaces that are gone are kept until many more have gone.
@safe
package struct InterfaceNames: @unchecked Sendable {
  /// How many names of interfaces that are gone are kept at least.
  private static var kept: UInt32 { 256 }

  private let storage: UnsafeMutablePointer<Storage>
  /// Tells these names from those of any other namespace.
  private let serial: Int
  private static let serials = Atomic(0)

  /// No names yet.
  package init() {
    unsafe storage = .allocate(capacity: 1)
    unsafe storage.initialize(to: Storage(capacity: 64))
    serial = Self.serials.add(1, ordering: .relaxed).newValue
  }

  /// Names that are never set: for renderers that have none of their own.
  package static let none = InterfaceNames()

  /// Frees the names. No copy of the handle may be used from then on.
  package func deallocate() {
    unsafe storage.pointee.entries.deallocate()
    unsafe storage.pointee.texts.deallocate()
    unsafe storage.deallocate()
  }

  /// Sets the name, flags (`IFF_…`) and hardware type of interface `index`. The kernel's names have
  /// at most 15 bytes; a longer one is cut at `Storage.room`.
  package func set(_ index: UInt32, name: RawSpan, flags: UInt32, type: UInt16) {
    guard index != 0 else { return }
    if isKnown(index, name, flags, type) { return }
    unsafe storage.pointee.version += 1
    if unsafe storage.pointee.count * 2 >= storage.pointee.capacity { grow() }
    let place = unsafe storage.pointee.place(of: index)
    if unsafe storage.pointee.entries[place].index == 0 { unsafe storage.pointee.count += 1 }
    let length = min(Storage.room, name.byteCount)
    unsafe storage.pointee.entries[place] = Entry(
      index: index, flags: flags, type: type, length: UInt8(length),
      isPlain: length > 0 && name.slice(at: 0, length: length).isPlainText)
    for offset in 0..<length {
      unsafe storage.pointee.texts.storeBytes(
        of: name.u8(at: offset), toByteOffset: place * Storage.room + offset, as: UInt8.self)
    }
  }

  /// Whether interface `index` is known with this very name, flags and hardware type.
  private func isKnown(_ index: UInt32, _ name: RawSpan, _ flags: UInt32, _ type: UInt16) -> Bool {
    let entry = unsafe storage.pointee.entries[storage.pointee.place(of: index)]
    return entry.index == index && entry.retirement == 0 && entry.flags == flags && entry.type == type
      && self.name(of: index).equals(name)
  }

  /// Notes that an interface is gone. Its name stays known, for messages about it that are still to be shown.
  package func retire(_ index: UInt32) {
    guard index != 0 else { return }
    let place = unsafe storage.pointee.place(of: index)
    guard unsafe storage.pointee.entries[place].index == index,
      unsafe storage.pointee.entries[place].retirement == 0
    else { return }
    unsafe storage.pointee.retirements &+= 1
    unsafe storage.pointee.entries[place].retirement = unsafe storage.pointee.retirements
  }

  /// Forgets all of them, so that names of another namespace may take their place.
  package func removeAll() {
    unsafe storage.pointee.entries.update(repeating: Entry(), count: storage.pointee.capacity)
    unsafe storage.pointee.count = 0
    unsafe storage.pointee.version += 1
  }

  /// Makes room: forgets interfaces that went long ago, and doubles the capacity where that is not enough.
  private func grow() {
    let old = unsafe storage.pointee
    let isWanted = { (entry: Entry) in
      entry.index != 0 && (entry.retirement == 0 || old.retirements &- entry.retirement < Self.kept)
    }
    var count = 0
    for slot in 0..<old.capacity where isWanted(unsafe old.entries[slot]) { count += 1 }
    var larger = Storage(capacity: count * 4 > old.capacity ? old.capacity * 2 : old.capacity)
    larger.count = count
    larger.version = old.version
    larger.retirements = old.retirements
    for slot in 0..<old.capacity where isWanted(unsafe old.entries[slot]) {
      let place = unsafe larger.place(of: old.entries[slot].index)
      unsafe larger.entries[place] = old.entries[slot]
      unsafe (larger.texts + place * Storage.room).copyMemory(
        from: old.texts + slot * Storage.room, byteCount: Storage.room)
    }
    unsafe old.entries.deallocate()
    unsafe old.texts.deallocate()
    unsafe storage.pointee = larger
  }

  /// A number that differs after every name that is set, and from that of any other namespace's names. What was made
  /// from names is good as long as the version is the same.
  package var version: Int {
    @inline(__always) get { unsafe serial << 32 | storage.pointee.version & 0xffff_ffff }
  }

  /// How many interfaces are known, those among them that are gone.
  package var count: Int { unsafe storage.pointee.count }

  /// The name of interface `index`; empty when it is not known. Good until the next `set`.
  @inline(__always)
  @_lifetime(borrow self)
  @usableFromInline package func name(of index: UInt32) -> RawSpan {
    let place = unsafe storage.pointee.place(of: index)
    let start = unsafe UnsafeRawPointer(storage.pointee.texts + place * Storage.room)
    let length = unsafe Int(storage.pointee.entries[place].length)
    let span = unsafe RawSpan(_unsafeStart: start, byteCount: length)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// A view of a name in the storage.
  @frozen
  package struct Name: ~Escapable {
    /// `Storage.room` bytes that begin with the name.
    package let cell: RawSpan
    /// How many of those bytes are the name; 0 when it is not known.
    package let length: Int
    /// Whether it is printable ASCII without quotes and backslashes.
    package let isPlain: Bool

    @_lifetime(copy cell)
    init(_ cell: RawSpan, length: Int, isPlain: Bool) {
      self.cell = cell
      self.length = length
      self.isPlain = isPlain
    }

    /// The name alone.
    package var bytes: RawSpan {
      @_lifetime(copy self) get { cell.slice(at: 0, length: length) }
    }
  }

  /// The name of interface `index`, with what a renderer asks about it. Good until the next `set`.
  @_lifetime(borrow self)
  package func find(_ index: UInt32) -> Name {
    let place = unsafe storage.pointee.place(of: index)
    let entry = unsafe storage.pointee.entries + place
    let start = unsafe storage.pointee.texts + place &* Storage.room
    let cell = unsafe RawSpan(_unsafeStart: start, byteCount: Storage.room)
    let name = unsafe Name(
      _overrideLifetime(cell, borrowing: self), length: Int(entry.pointee.length),
      isPlain: entry.pointee.isPlain)
    return unsafe _overrideLifetime(name, borrowing: self)
  }

  /// The `IFF_…` flags of interface `index`; nil when it is not known.
  package func flags(of index: UInt32) -> UInt32? {
    let entry = unsafe storage.pointee.entries[storage.pointee.place(of: index)]
    return entry.index == 0 || index == 0 ? nil : entry.flags
  }

  /// Whether interface `index` is known and administratively down.
  package func isDown(_ index: UInt32) -> Bool {
    guard let flags = flags(of: index) else { return false }
    return flags & InterfaceFlag.up == 0
  }

  /// The hardware type (`ARPHRD_…`) of interface `index`; nil when it is not known.
  package func type(of index: UInt32) -> UInt16? {
    let entry = unsafe storage.pointee.entries[storage.pointee.place(of: index)]
    return entry.index == 0 || index == 0 ? nil : entry.type
  }
}
