/// The attributes in a run of bytes, one after another, as far as they fit.
///
/// A borrowed view, as messages are. It stops before the first attribute that does not fit; `remainder`
/// then has what is left. Never traps and never loops, whatever the bytes. libmnl: `mnl_attr_ok`,
/// `mnl_attr_next`. OVS: `NL_ATTR_FOR_EACH`.
public struct Attributes: ~Escapable {
  @usableFromInline let bytes: RawSpan
  /// Where the attribute begins that `next` has come to.
  @usableFromInline var start = 0
  /// The length of that attribute with its header.
  @usableFromInline var length = 4
  /// Where the attribute after it begins.
  @usableFromInline var following = 0
  @usableFromInline var number: UInt16 = 0

  /// The number of the attribute that `next` has come to, without the flags `NLA_F_NESTED` and `NLA_F_NET_BYTEORDER`.
  @inlinable public var type: UInt16 { number }

  /// Walks `bytes` from `offset` on, which may lie behind their end.
  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, from offset: Int = 0) {
    self.bytes = bytes
    following = min(max(offset, 0), bytes.byteCount)
  }

  /// Moves on to the next attribute; false when no whole one follows.
  @inlinable
  public mutating func next() -> Bool {
    let rest = bytes.byteCount &- following
    guard rest >= 4 else { return false }
    let whole = Int(bytes.known16(at: following))
    guard whole >= 4, whole <= rest else { return false }
    number = bytes.known16(at: following &+ 2) & AttributeFlag.numberMask
    (start, length) = (following, whole)
    // The padding of the last attribute may be missing.
    following = following &+ min(rest, (whole &+ 3) & ~3)
    return true
  }

  /// The value of the attribute that `next` has come to.
  @inlinable public var value: RawSpan {
    @_lifetime(copy self) get { bytes.known(at: start &+ 4, length: length &- 4) }
  }

  /// The attribute that `next` has come to, with its header.
  package var whole: RawSpan {
    @_lifetime(copy self) get { bytes.slice(at: start, length: length) }
  }

  /// What stands behind the last attribute; known once `next` has said false.
  public var remainder: RawSpan {
    @_lifetime(copy self) get { bytes.slice(at: following, length: bytes.byteCount - following) }
  }

  /// Whether attributes fill the bytes to the end; known once `next` has said false.
  public var isWhole: Bool { following == bytes.byteCount }
}
