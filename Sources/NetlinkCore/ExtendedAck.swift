import NetlinkWire

/// What the kernel adds to an error number, or to a success: its words, and the place it objects to.
///
/// Decoding is total: attributes that are too short, too long or unknown are passed over.
/// The kernel's `enum nlmsgerr_attrs`.
public struct ExtendedAck: Sendable, Equatable {
  /// The kernel's own sentence. The kernel's `NLMSGERR_ATTR_MSG`.
  public var text: String?
  /// Where in the request, in bytes from the start of its header, the refused attribute lies.
  /// The kernel's `NLMSGERR_ATTR_OFFS`.
  public var offset: Int?
  /// The same place as attribute numbers from the outermost inwards; empty in the fixed header.
  public var path: [UInt16] = []
  /// The number of the attribute that was not there but must be. The kernel's `NLMSGERR_ATTR_MISS_TYPE`.
  public var missing: UInt16?
  /// The nest that lacks it, as attribute numbers; empty at the message's own level.
  public var missingIn: [UInt16] = []
  /// The kernel's names for `path`, or else for where something is missing; empty where the request did not know
  /// them.
  public var attributeNames: [String] = []
  /// The rule that the refused attribute broke. The kernel's `NLMSGERR_ATTR_POLICY`.
  public var policy: AttributePolicy?
  /// Bytes with a meaning of the subsystem's own. The kernel's `NLMSGERR_ATTR_COOKIE`.
  public var cookie: [UInt8] = []

  /// Where the nest that lacks an attribute lies, in bytes. The kernel's `NLMSGERR_ATTR_MISS_NEST`.
  var missingOffset: Int?

  /// An extended acknowledgement that says nothing.
  public init() {}

  /// Reads the attributes in `bytes`; nil if none of them says anything.
  init?(_ bytes: RawSpan) {
    var attributes = Attributes(bytes)
    while attributes.next() {
      let value = attributes.value
      switch attributes.type {
      case AckAttribute.text: text = value.string
      case AckAttribute.offset: if value.byteCount >= 4 { offset = Int(value.u32(at: 0)) }
      case AckAttribute.cookie: cookie = value.array
      case AckAttribute.policy: policy = AttributePolicy(value)
      case AckAttribute.missingType:
        if value.byteCount >= 4 { missing = UInt16(truncatingIfNeeded: value.u32(at: 0)) }
      case AckAttribute.missingNest: if value.byteCount >= 4 { missingOffset = Int(value.u32(at: 0)) }
      default: continue
      }
    }
    if self == ExtendedAck() { return nil }
  }

  /// Turns the offsets into paths through `request`, which is the one this answers.
  mutating func locate(in request: Request) {
    if let offset { path = request.path(at: offset) }
    if let missingOffset { missingIn = request.path(at: missingOffset) }
  }
}
