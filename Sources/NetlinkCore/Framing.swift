private import CMnl
import NetlinkWire

/// libmnl's framing of messages, with checks around it so that it takes any bytes.
@usableFromInline enum Framing {
  /// The length of the message at `offset`, and moves `offset` on to the next; 0 where no whole message begins.
  @usableFromInline static func next(in bytes: RawSpan, at offset: inout Int) -> Int {
    let rest = bytes.byteCount - offset
    guard offset >= 0, rest >= Message.headerLength else { return 0 }
    let length = Int(bytes.u32(at: offset))
    // libmnl compares lengths as int, and takes 2^31 and more for small.
    guard length <= rest, length <= Int32.max else { return 0 }
    let place = offset
    let framed = unsafe bytes.withUnsafeBytes { raw in
      guard let start = raw.baseAddress else { return false }
      let header = unsafe (start + place).assumingMemoryBound(to: nlmsghdr.self)
      // libmnl counts the bytes that are left in an int; a snapshot may have more.
      return unsafe mnl_nlmsg_ok(header, Int32(clamping: rest))
    }
    guard framed else { return 0 }
    // As mnl_nlmsg_next does, except that the padding of the last message may be missing.
    offset = place &+ min(rest, aligned(length))
    return length
  }

  /// Whether messages fill the bytes to the end.
  static func isWhole(_ bytes: RawSpan) -> Bool {
    var offset = 0
    while offset < bytes.byteCount {
      if next(in: bytes, at: &offset) == 0 { return false }
    }
    return true
  }

  /// A fresh message: the header alone, 16 bytes.
  static func header() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Message.headerLength)
    unsafe bytes.withUnsafeMutableBytes { raw in
      if let start = raw.baseAddress { _ = unsafe mnl_nlmsg_put_header(start) }
    }
    return bytes
  }

  /// Appends a family's fixed header, padded to four bytes.
  static func appendHeader(_ payload: [UInt8], to message: inout [UInt8]) {
    let offset = message.count
    extend(&message, by: aligned(payload.count))
    unsafe message.withUnsafeMutableBytes { raw in
      guard let start = raw.baseAddress else { return }
      let header = unsafe start.assumingMemoryBound(to: nlmsghdr.self)
      _ = unsafe mnl_nlmsg_put_extra_header(header, payload.count)
    }
    message.replaceSubrange(offset..<(offset + payload.count), with: payload)
  }

  /// Appends an attribute; false, and nothing done, where it does not fit its 16-bit length.
  static func append(_ type: UInt16, _ payload: RawSpan, to message: inout [UInt8]) -> Bool {
    guard payload.byteCount <= Int(UInt16.max) - 4 else { return false }
    let room = message.count + 4 + aligned(payload.byteCount)
    extend(&message, by: 4 + aligned(payload.byteCount))
    return unsafe payload.withUnsafeBytes { source in
      unsafe message.withUnsafeMutableBytes { raw in
        guard let start = raw.baseAddress else { return false }
        let header = unsafe start.assumingMemoryBound(to: nlmsghdr.self)
        return unsafe mnl_attr_put_check(
          header, room, type, source.count, source.baseAddress ?? UnsafeRawPointer(start))
      }
    }
  }

  /// Opens a nest and returns its offset.
  static func beginNest(_ type: UInt16, in message: inout [UInt8]) -> Int {
    let offset = message.count
    extend(&message, by: 4)
    unsafe message.withUnsafeMutableBytes { raw in
      guard let start = raw.baseAddress else { return }
      _ = unsafe mnl_attr_nest_start(start.assumingMemoryBound(to: nlmsghdr.self), type)
    }
    return offset
  }

  /// Closes the nest at `offset`; false where it has grown past its 16-bit length.
  static func endNest(at offset: Int, in message: inout [UInt8]) -> Bool {
    guard message.count - offset <= Int(UInt16.max) else { return false }
    unsafe message.withUnsafeMutableBytes { raw in
      guard let start = raw.baseAddress else { return }
      let nest = unsafe (start + offset).assumingMemoryBound(to: nlattr.self)
      unsafe mnl_attr_nest_end(start.assumingMemoryBound(to: nlmsghdr.self), nest)
    }
    return true
  }

  /// The length rounded up to the four bytes to which everything in netlink is padded.
  static func aligned(_ length: Int) -> Int { (length &+ 3) & ~3 }

  /// Appends `count` zero bytes.
  private static func extend(_ message: inout [UInt8], by count: Int) {
    for _ in 0..<count { message.append(0) }
  }
}

extension [UInt8] {
  /// The bytes as a span.
  package var raw: RawSpan {
    @_lifetime(borrow self) get { unsafe span.bytes }
  }

  /// Appends zero bytes up to a multiple of four, to which everything in netlink is padded.
  package mutating func pad() { while count & 3 != 0 { append(0) } }
}
