import Synchronization

/// A handle on one row of a table: two words, trivial, good for ever.
@safe
@usableFromInline package struct Row: @unchecked Sendable {
  @usableFromInline let pointer: UnsafePointer<Attribute>
  /// A number of its own among all rows of all tables, from 0. Visitors keep under it what they derive from a row.
  @usableFromInline package let serial: Int

  @inlinable @inline(__always)
  init(_ table: Table, _ index: Int) {
    unsafe self.init(table.storage.pointee.rows, index, serial: table.storage.pointee.firstSerial + index)
  }

  @inlinable @inline(__always)
  init(_ rows: Immortal<Attribute>, _ index: Int, serial: Int) {
    unsafe pointer = rows.pointer(at: index)
    self.serial = serial
  }

  /// The whole description.
  @inlinable package var attribute: Attribute { unsafe pointer.pointee }
  /// The kernel's name: `IFLA_MTU`.
  @inlinable package var kernelName: StaticString { unsafe pointer.pointee.kernelName }
  /// Our name: `mtu`.
  @inlinable package var key: StaticString { unsafe pointer.pointee.key }
  /// The key of the number beside a name; empty when there is none.
  @inlinable package var numberKey: StaticString { unsafe pointer.pointee.numberKey }
  /// What the bytes mean.
  @usableFromInline package var shape: Shape {
    @inlinable @inline(__always) get { unsafe pointer.pointee.shape }
  }
  /// What the bytes mean, as the row says it: perhaps `deferred`.
  @usableFromInline var declaredShape: Shape {
    @inlinable @inline(__always) get { unsafe pointer.pointee.declaredShape }
  }
  /// What the bytes mean, unless that is deferred and nobody has asked for it yet.
  package var madeShape: Shape? { unsafe pointer.pointee.madeShape }
  /// One sentence of documentation.
  @inlinable package var summary: StaticString { unsafe pointer.pointee.summary }
  /// The attribute's number; nil for a field.
  @inlinable package var number: UInt16? { unsafe pointer.pointee.number }
  /// Whether the value changes by itself.
  @inlinable package var isVolatile: Bool { unsafe pointer.pointee.isVolatile }
  /// Whether the kernel sends it in answers alone.
  @inlinable package var isInAnswersAlone: Bool { unsafe pointer.pointee.isInAnswersAlone }

  /// Whether its shape is a table of more rows over the same bytes.
  @inlinable var isPart: Bool { declaredShape.part != nil }

  /// Whether the keys of the rows within stand in the object around. Known without making a deferred shape.
  @inlinable var isInline: Bool { declaredShape.isInline }

  /// Whether its attribute may come many times in one nest.
  @inlinable var mayRepeat: Bool {
    switch shape {
    case .part, .parts, .repeated, .hidden: true
    default: false
    }
  }

  @usableFromInline var place: Attribute.Place {
    @inlinable @inline(__always) get { unsafe pointer.pointee.place }
  }
  @usableFromInline var presence: Attribute.Presence {
    @inlinable @inline(__always) get { unsafe pointer.pointee.presence }
  }

  /// The row that stands for the members of an array, which have no key.
  @usableFromInline
  package static let element = Table("", [.field(0, "", "", .binary, "A member of an array.")])[0]

  private static let serials = Atomic<Int>(0)

  /// Reserves `count` consecutive serial numbers and returns the first.
  static func nextSerials(_ count: Int) -> Int {
    serials.wrappingAdd(count, ordering: .relaxed).oldValue
  }
}
