import NetlinkWire

/// A message to the kernel, complete or under construction.
///
/// Header first (`appendHeader`), then attributes and nests; libmnl lays them out. The request remembers where
/// each attribute went, so that the kernel's objection to an offset becomes a path of attribute numbers.
/// Sequence number and port id are filled in when it is sent, in a copy. A value, thread-safe: copies are independent.
/// OVS: `nl_msg_put_nlmsghdr` and its kin. libmnl: `mnl_nlmsg_put_header`.
public struct Request: Sendable {
  /// The message as it stands, header included; sequence number and port id are still 0.
  public private(set) var bytes: [UInt8]
  /// Whether the request may safely be sent twice when its answer was lost. False unless said.
  public var isIdempotent = false
  /// Whether something did not fit a 16-bit length; such a request is refused when sent (EMSGSIZE).
  public private(set) var isOversized = false

  /// How a dump of this request is watched for changes that the kernel does not flag; nil where the kernel flags them.
  package var witness: Witness?
  /// What is asked for, in words, for errors.
  package var subject: String?
  /// The kernel's names of a path of attribute numbers, for errors.
  package var nameAttributes: (@Sendable ([UInt16]) -> [String])?

  /// An attribute of the request.
  private struct Placed: Sendable {
    var type: UInt16
    var start: Int
    var end: Int
    /// The nest that it lies in, as an index of `placed`; -1 for none.
    var parent: Int
  }
  private var placed: [Placed] = []
  /// The nest that attributes are appended to, as an index of `placed`; -1 for none.
  private var openNest = -1

  /// An empty request of that type (`RTM_GETLINK` …) and those flags; `NLM_F_REQUEST` is always set.
  public init(type: UInt16, flags: UInt16 = 0) {
    bytes = Framing.header()
    store(type, at: 4)
    store(flags | MessageFlag.request, at: 6)
  }

  /// A whole message made elsewhere, header included. Where its length field is wrong it is refused when sent (EINVAL).
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// What is asked: `RTM_GETLINK` … The kernel's `nlmsg_type`.
  public var type: UInt16 { bytes.count >= 6 ? bytes.raw.u16(at: 4) : 0 }

  /// Appends the family's fixed header (`struct ifinfomsg` …), padded to four bytes. Once, before all attributes. A
  /// request of rtnetlink or netfilter that has none is refused when sent (`.headless`).
  public mutating func appendHeader(_ header: [UInt8]) { Framing.appendHeader(header, to: &bytes) }

  /// Appends an attribute of any bytes, at most 65,531.
  public mutating func appendAttribute(_ type: UInt16, bytes value: [UInt8]) {
    let start = bytes.count
    guard Framing.append(type, value.raw, to: &bytes) else {
      isOversized = true
      return
    }
    placed.append(Placed(type: type, start: start, end: bytes.count, parent: openNest))
  }

  /// Appends an attribute of one byte.
  public mutating func appendAttribute(_ type: UInt16, u8 value: UInt8) {
    appendAttribute(type, bytes: [value])
  }

  /// Appends an attribute of 16 bits in host byte order.
  public mutating func appendAttribute(_ type: UInt16, u16 value: UInt16) {
    appendAttribute(type, bytes: value.octets)
  }

  /// Appends an attribute of 32 bits in host byte order.
  public mutating func appendAttribute(_ type: UInt16, u32 value: UInt32) {
    appendAttribute(type, bytes: value.octets)
  }

  /// Appends an attribute of 64 bits in host byte order.
  public mutating func appendAttribute(_ type: UInt16, u64 value: UInt64) {
    appendAttribute(type, bytes: value.octets)
  }

  /// Appends an attribute of text and its terminating zero byte.
  public mutating func appendAttribute(_ type: UInt16, string value: String) {
    appendAttribute(type, bytes: Array(value.utf8) + [0])
  }

  /// Appends an attribute that holds others, which `body` appends to the request that it is given. OVS:
  /// `nl_msg_start_nested`.
  public mutating func appendNest(_ type: UInt16, _ body: (inout Request) -> Void) {
    let outer = openNest
    let start = Framing.beginNest(type, in: &bytes)
    placed.append(Placed(type: type & AttributeFlag.numberMask, start: start, end: start + 4, parent: outer))
    let index = placed.count - 1
    openNest = index
    body(&self)
    openNest = outer
    placed[index].end = bytes.count
    if !Framing.endNest(at: start, in: &bytes) { isOversized = true }
  }

  /// The attribute in which `offset` lies (bytes from the start of the header), as numbers from the
  /// outermost inwards; empty if it lies in none.
  package func path(at offset: Int) -> [UInt16] {
    var index = placed.lastIndex { $0.start <= offset && offset < $0.end } ?? -1
    var path: [UInt16] = []
    while index >= 0 {
      path.append(placed[index].type)
      index = placed[index].parent
    }
    return path.reversed()
  }

  private mutating func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    for place in 0..<Value.bitWidth / 8 { bytes[offset + place] = value.octet(place) }
  }

  /// The bytes to send, with these flags added; throws if their length is not what the header says, for the kernel
  /// gives no answer at all to such a message, and without the family's header, for it does nothing then and
  /// acknowledges that.
  func sealed(
    adding flags: UInt16, sequence: UInt32, portID: UInt32, to netlinkProtocol: NetlinkProtocol,
    for operation: NetlinkError.Operation
  ) throws(NetlinkError) -> [UInt8] {
    guard !isOversized else { throw .system(operation, Errno.messageSize) }
    let message = bytes.raw
    guard message.byteCount >= Message.headerLength, Int(message.u32(at: 0)) == message.byteCount else {
      throw .system(operation, Errno.invalid)
    }
    if message.u16(at: 4) >= ControlType.firstFree,
      message.byteCount - Message.headerLength < netlinkProtocol.leastHeaderLength
    {
      throw NetlinkError(.headless, operation, errno: Errno.invalid)
    }
    var sealed = self
    sealed.store(message.u16(at: 6) | flags | MessageFlag.request, at: 6)
    sealed.store(sequence, at: 8)
    sealed.store(portID, at: 12)
    return sealed.bytes
  }
}

extension FixedWidthInteger {
  /// Its bytes in host byte order.
  package var octets: [UInt8] { (0..<Self.bitWidth / 8).map(octet) }

  /// The byte that stands at place `index` in memory.
  fileprivate func octet(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: littleEndian >> Self(8 * index))
  }
}
