import NetlinkWire

/// What the kernel adds to an error number, or to a success: its words, and the place it objects to.
///
/// Decoding is total: attributes that are too short, too long or unknown are passed over. A value; thread-safe.
/// The kernel's `enum nlmsgerr_attrs`. OVS: none.
public struct ExtendedAcknowledgement: Sendable, Equatable {
  /// The kernel's own sentence. The kernel's `NLMSGERR_ATTR_MSG`.
  public package(set) var text: String?
  /// Where in the request, in bytes from the start of its header, the refused attribute lies; nil where the kernel
  /// points to none.
  /// The kernel's `NLMSGERR_ATTR_OFFS`.
  public package(set) var offset: Int?
  /// The same place as attribute numbers from the outermost inwards; empty in the fixed header.
  public package(set) var path: [UInt16] = []
  /// The number of the attribute that was not there but must be. The kernel's `NLMSGERR_ATTR_MISS_TYPE`.
  public package(set) var missingAttribute: UInt16?
  /// The nest that lacks it, as attribute numbers from the outermost inwards; empty at the message's own level.
  public package(set) var missingAttributeNest: [UInt16] = []
  /// The kernel's names of the attributes in `path`, or, where one is missing, of those that lead to it and its own;
  /// empty where the request did not know them.
  public package(set) var attributeNames: [String] = []
  /// The rule that the refused attribute broke. The kernel's `NLMSGERR_ATTR_POLICY`.
  public package(set) var policy: AttributePolicy?
  /// Bytes with a meaning of the subsystem's own. The kernel's `NLMSGERR_ATTR_COOKIE`.
  public package(set) var cookie: [UInt8] = []

  /// Where the nest that lacks an attribute lies, in bytes. The kernel's `NLMSGERR_ATTR_MISS_NEST`.
  package var missingOffset: Int?
  /// The bytes of the request, so that its attributes can be named later, by the tables.
  package private(set) var request: [UInt8] = []

  /// An extended acknowledgement that says nothing.
  package init() {}

  /// Reads the attributes in `bytes`; nil if none of them says anything.
  package init?(_ bytes: RawSpan) {
    var attributes = Attributes(bytes)
    while attributes.next() {
      let value = attributes.value
      switch attributes.type {
      case AckAttribute.text: text = value.string
      case AckAttribute.offset: if value.byteCount >= 4 { offset = Int(value.u32(at: 0)) }
      case AckAttribute.cookie: cookie = value.array
      case AckAttribute.policy: policy = AttributePolicy(value)
      case AckAttribute.missingType:
        if value.byteCount >= 4 { missingAttribute = UInt16(truncatingIfNeeded: value.u32(at: 0)) }
      case AckAttribute.missingNest: if value.byteCount >= 4 { missingOffset = Int(value.u32(at: 0)) }
      default: continue
      }
    }
    if self == ExtendedAcknowledgement() { return nil }
  }

  /// Turns the offsets into paths through `request`, to which this is the answer.
  package mutating func locate(in request: Request) {
    self.request = request.bytes
    if let offset { path = request.path(at: offset) }
    if let missingOffset { missingAttributeNest = request.path(at: missingOffset) }
  }
}
