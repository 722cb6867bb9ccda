/// A growable array of trivial values, accessed without reference counting.
///
/// One owner, one thread. Reading and writing are bounds-checked. It grows, and never shrinks.
@safe
struct Slab<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 16) {
    unsafe base = .allocate(capacity: max(1, capacity))
    self.capacity = max(1, capacity)
  }

  deinit { unsafe base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(isValid(index))
      return unsafe base[index]
    }
    @inline(__always) set {
      precondition(isValid(index))
      unsafe base[index] = newValue
    }
  }

  /// One comparison: as an unsigned number, a negative index is too large.
  @inline(__always)
  private func isValid(_ index: Int) -> Bool { UInt(bitPattern: index) < UInt(bitPattern: count) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    unsafe (base + count).initialize(to: element)
    count += 1
  }

  /// Appends `element` `more` times.
  mutating func append(repeating element: Element, count more: Int) {
    if count + more > capacity { grow(to: count + more) }
    unsafe (base + count).initialize(repeating: element, count: more)
    count += more
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    var larger = capacity * 2
    while larger < least { larger *= 2 }
    let place = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    unsafe place.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = place
    capacity = larger
  }
}
