/// Values that live as long as the program, reached through one pointer.
///
/// A table must be trivial, or the walk retains and releases it for every attribute: that alone makes
/// the walk three times slower. Storage is taken once, when a table is first asked for, and never given
/// back. The elements must be trivial too; reading is bounds-checked.
@safe @frozen
@usableFromInline package struct Immortal<Element: Sendable>: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  /// How many there are.
  @usableFromInline package let count: Int

  /// Copies `elements` to a place of their own, for ever.
  package init(_ elements: [Element]) {
    count = elements.count
    unsafe base = .allocate(capacity: max(1, elements.count))
    for index in 0..<elements.count {
      unsafe (base + index).initialize(to: elements[index])
    }
  }

  /// `count` elements, each made by `element` of its index.
  @inlinable
  package init(count: Int, _ element: (Int) -> Element) {
    self.count = count
    unsafe base = .allocate(capacity: max(1, count))
    for index in 0..<count { unsafe (base + index).initialize(to: element(index)) }
  }

  /// The element at `index`.
  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always) get {
      // One comparison: as an unsigned number, a negative index is too large.
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return unsafe base[index]
    }
  }

  /// The element of a byte, where there are 256.
  @inlinable
  package subscript(byte byte: UInt8) -> Element {
    @inline(__always) get {
      precondition(count == 256)
      return unsafe base[Int(byte)]
    }
  }

  /// The element at an index that the caller knows to be one: it is not checked.
  @inlinable
  subscript(known index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return unsafe base[index]
    }
  }

  /// The place of the element at `index`, which stays for ever.
  @inlinable @inline(__always)
  func pointer(at index: Int) -> UnsafePointer<Element> {
    precondition(index >= 0 && index < count)
    return unsafe UnsafePointer(base + index)
  }
}
