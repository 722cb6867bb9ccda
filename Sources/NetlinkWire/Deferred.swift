import Synchronization

/// Immortal values that are made when they are first asked for, such as the tables of link kinds: a run of the
/// program meets few of the kinds.
///
/// A handle, trivial: a copy is a pointer. Thread-safe; the values are made once.
@safe
@usableFromInline package struct Deferred<Element: Sendable>: @unchecked Sendable {
  private final class Box: Sendable {
    /// The address of the values; 0 until they are made.
    let made = Atomic<Int>(0)
    let make: Mutex<(@Sendable () -> [Element])?>

    init(_ make: @escaping @Sendable () -> [Element]) { self.make = Mutex(make) }

    /// Makes the values, unless another thread has made them meanwhile.
    @inline(never)
    func makeElements() -> Immortal<Element> {
      make.withLock { make in
        if let make {
          let place = UnsafeMutablePointer<Immortal<Element>>.allocate(capacity: 1)
          unsafe place.initialize(to: Immortal(make()))
          made.store(Int(bitPattern: place), ordering: .releasing)
        }
        make = nil
        return elements ?? Immortal([])
      }
    }

    /// The values; nil until they are made.
    var elements: Immortal<Element>? {
      let address = made.load(ordering: .acquiring)
      return unsafe UnsafePointer<Immortal<Element>>(bitPattern: address)?.pointee
    }
  }

  private let box: Unmanaged<Box>

  /// The values that `make` makes; it is called at most once, under a lock.
  package init(_ make: @escaping @Sendable () -> [Element]) {
    unsafe box = Unmanaged.passRetained(Box(make))
  }

  /// The values, if they were made already.
  package var made: Immortal<Element>? { unsafe box._withUnsafeGuaranteedRef { $0.elements } }

  /// The values.
  @usableFromInline package var elements: Immortal<Element> {
    unsafe box._withUnsafeGuaranteedRef { $0.elements ?? $0.makeElements() }
  }
}
