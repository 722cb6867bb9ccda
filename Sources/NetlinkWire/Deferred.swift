import Synchronization

/// Immortal values that are made when they are first asked for: those of the many kinds of a thing, of
/// which a run meets few.
///
/// A handle, trivial: a copy is a pointer. Thread-safe; they are made once.
@safe
package struct Deferred<Element: Sendable>: @unchecked Sendable {
  private final class Box: Sendable {
    let made = Atomic<Int>(0)
    let make: Mutex<(@Sendable () -> [Element])?>

    init(_ make: @escaping @Sendable () -> [Element]) { self.make = Mutex(make) }

    @inline(never)
    func first() -> Immortal<Element> {
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

  /// The values.
  package var elements: Immortal<Element> {
    unsafe box._withUnsafeGuaranteedRef { $0.elements ?? $0.first() }
  }
}
