/// What tells one object from another: the parts of its message that the kernel finds it by.
///
/// Data beside each table. From it comes the key of an event, `route/inet/254/10.0.0.0/8/0/100`, and
/// the place of an object in a mirror. Two objects that exist at once have different keys; a consumer
/// does not take a key apart.
package struct Identity: Sendable {
  /// A part of a message, written into the key after a slash.
  package enum Term: Sendable {
    /// An integer at this offset of the header, of this width in bytes.
    case field(UInt16, width: UInt8)
    /// These bits of a byte or integer at this offset of the header.
    case bits(UInt16, width: UInt8, mask: UInt32)
    /// The address family, by name.
    case family
    /// The integer of an attribute; 0 when it was not sent.
    case number(UInt16)
    /// The integer of an attribute, else of the byte at this offset of the header.
    case numberOrField(UInt16, UInt16)
    /// The integer of an attribute within another.
    case nested(UInt16, UInt16)
    /// The address of an attribute, else of another.
    case address(UInt16, or: UInt16)
    /// The address of an attribute when it is unlike another that was sent too; no part of the key otherwise.
    case addressUnlike(UInt16, UInt16)
    /// An address and the length at this offset of the header.
    case prefix(UInt16, lengthAt: UInt16)
    /// When sent and not empty: the payload of an attribute after these letters, a number where it can
    /// be one. No part of the key otherwise.
    case optional(UInt16, StaticString)
    /// The same, as an address where it can be one.
    case optionalAddress(UInt16, StaticString)
    /// When sent: the encapsulation that the second attribute holds and whose kind the first tells.
    case encapsulation(UInt16, UInt16)
    /// When sent: next hops (`struct rtnexthop`), each by interface, weight, address and encapsulation.
    case hops(UInt16)
    /// The same, sorted: for objects whose hops the kernel lists in no fixed order.
    case sortedHops(UInt16)

    /// The attribute without which it is no part of the key; nil for a term that always is.
    var condition: UInt16? {
      switch self {
      case .addressUnlike(let number, _), .optional(let number, _), .optionalAddress(let number, _),
        .encapsulation(_, let number), .hops(let number), .sortedHops(let number):
        number
      case .field, .bits, .family, .number, .numberOrField, .nested, .address, .prefix: nil
      }
    }
  }

  /// The terms for messages of one family, or of any.
  package struct Variant: Sendable {
    /// The family; nil for every other.
    package let family: UInt8?
    /// What the key consists of, in this order.
    package let terms: Immortal<Term>
    /// How many of the terms name the place of an object, which an object that replaces it takes. The other terms
    /// tell alternatives at one place apart.
    package let place: Int

    /// Terms for messages of `family`; the first `place` of them name the place, all unless given.
    package init(family: UInt8? = nil, place: Int? = nil, _ terms: [Term]) {
      self.family = family
      self.terms = Immortal(terms)
      self.place = min(place ?? terms.count, terms.count)
    }
  }

  /// The object's name, with which keys begin.
  @usableFromInline package let name: StaticString
  private let variants: Immortal<Variant>

  /// The identity of the objects called `name`: by the first variant that fits the family.
  package init(_ name: StaticString, _ variants: [Variant]) {
    self.name = name
    self.variants = Immortal(variants)
  }

  /// Appends the key of the object that `message` speaks of; `headerLength` is its table's.
  ///
  /// A message that says that the object is gone gives the same key. Total: any bytes give a key. Returns how many of the
  /// appended bytes, from the first on, are the key of the place that the object takes: objects that replace one another,
  /// and alternatives that stand side by side, have it in common.
  @discardableResult
  package func append(_ message: borrowing Message, headerLength: Int, to key: inout GrowingBytes) -> Int {
    let start = key.count
    key.append(name)
    let payload = message.payload
    guard payload.byteCount >= max(1, headerLength) else {
      key.separate()
      key.hexadecimal(payload)
      return key.count - start
    }
    let family = payload.u8(at: 0)
    let attributes = SentAttributes(payload, from: headerLength)
    for index in 0..<variants.count {
      let variant = variants[index]
      if let wanted = variant.family, wanted != family { continue }
      var place = key.count - start
      for index in 0..<variant.terms.count {
        let term = variant.terms[index]
        // A term whose condition is not met costs nothing more.
        if let number = term.condition, !attributes.mayHave(number) { continue }
        key.write(term, payload, attributes, family: family)
        if index < variant.place { place = key.count - start }
      }
      return place
    }
    return key.count - start
  }
  /// The same, for a key that is made now and then.
  @discardableResult
  package func append(_ message: borrowing Message, headerLength: Int, to key: inout [UInt8]) -> Int {
    var written = GrowingBytes()
    let place = append(message, headerLength: headerLength, to: &written)
    key.append(written.raw)
    return place
  }
}
