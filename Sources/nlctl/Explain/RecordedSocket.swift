import Glibc
import NetlinkCore
import NetlinkMirror
import NetlinkWire

/// A socket whose kernel is a recording.
final class RecordedSocket: Transport {
  private let kernel: RecordedKernel
  private let replies = Guarded<[RecordedReply]>([])
  let portID: UInt32 = 1
  var descriptor: Int32 { -1 }

  init(_ kernel: RecordedKernel) { self.kernel = kernel }

  func prime() {}
  func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Int32 { 0 }
  func option(_ level: Int32, _ name: Int32) -> Int32? { 1 << 20 }
  func drops() -> UInt32? { 0 }

  func send(_ bytes: RawSpan) -> Int32 {
    var messages = Messages(bytes)
    while let message = messages.next() {
      let reply = kernel.answer(message, port: portID)
      replies.withLock { $0.append(reply) }
    }
    return 0
  }

  func receive(into memory: inout MutableRawSpan) -> Received {
    var received = Received()
    let next: [UInt8]? = replies.withLock { replies in
      while !replies.isEmpty {
        if let datagram = kernel.next(&replies[0]) { return datagram }
        replies.removeFirst()
      }
      return nil
    }
    guard let datagram = next else {
      received.error = EAGAIN
      return received
    }
    received.length = datagram.count
    received.isTruncated = datagram.count > memory.byteCount
    let bytes = datagram.raw
    let length = min(datagram.count, memory.byteCount)
    let words = length & ~7
    for offset in stride(from: 0, to: words, by: 8) {
      memory.storeBytes(of: bytes.u64(at: offset), toByteOffset: offset, as: UInt64.self)
    }
    for offset in words..<length {
      memory.storeBytes(of: bytes.u8(at: offset), toByteOffset: offset, as: UInt8.self)
    }
    return received
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    replies.withLock { $0.isEmpty } ? .timedOut : .ready
  }
}

/// An answer to a request, whose datagrams are made when they are received.
struct RecordedReply {
  /// The objects of a dump.
  var places: Replay<Nobody>.Places?
  private let request: [UInt8]
  private let sequence: UInt32
  private let port: UInt32
  private var index = 0
  private var ready: [[UInt8]] = []

  /// The size up to which datagrams are filled, which is that of the kernel's.
  private static let datagramSize = 32 << 10

  init(_ request: borrowing Message, port: UInt32) {
    self.request = request.bytes.slice(at: 0, length: Message.headerLength).array
    sequence = request.sequence
    self.port = port
  }

  /// Adds a recorded message as the answer.
  mutating func add(_ message: [UInt8]) {
    var datagram: [UInt8] = []
    append(message.raw, isMulti: message.raw.u16(at: 6) & MessageFlag.multi != 0, to: &datagram)
    ready.append(datagram)
  }

  /// Adds an acknowledgement, with an error number or 0.
  mutating func acknowledge(_ error: Int32) {
    ready.append(message(ControlType.error, MessageFlag.capped, status: -error, request))
  }

  /// The next datagram; nil if there are no more.
  mutating func next(from replay: borrowing Replay<Nobody>) -> [UInt8]? {
    if !ready.isEmpty { return ready.removeFirst() }
    guard let places else { return nil }
    var datagram: [UInt8] = []
    datagram.reserveCapacity(RecordedReply.datagramSize)
    while index < places.count {
      let isFull = replay.withMessage(places, index) { message in
        if !datagram.isEmpty, datagram.count + message.bytes.byteCount > RecordedReply.datagramSize {
          return true
        }
        append(message.bytes, isMulti: true, to: &datagram)
        return false
      }
      if isFull { return datagram }
      index += 1
    }
    if !datagram.isEmpty { return datagram }
    self.places = nil
    return message(ControlType.done, MessageFlag.multi, status: 0)
  }

  /// Appends a message as one of this answer.
  private func append(_ message: RawSpan, isMulti: Bool, to datagram: inout [UInt8]) {
    let start = datagram.count
    datagram.append(message)
    while datagram.count % 4 != 0 { datagram.append(0) }
    // These flags were those of the recorded dump.
    let cleared = message.u16(at: 6) & ~(MessageFlag.multi | MessageFlag.dumpInterrupted)
    let flags = cleared | (isMulti ? MessageFlag.multi : 0)
    put(flags, at: start + 6, in: &datagram)
    put(sequence, at: start + 8, in: &datagram)
    put(port, at: start + 12, in: &datagram)
  }

  /// A message of this answer: a status, below 0 for an error, and what follows it.
  private func message(_ type: UInt16, _ flags: UInt16, status: Int32, _ rest: [UInt8] = []) -> [UInt8] {
    let length = Message.headerLength + 4
    var message = [UInt8](repeating: 0, count: length) + rest
    put(UInt32(message.count), at: 0, in: &message)
    put(type, at: 4, in: &message)
    put(flags, at: 6, in: &message)
    put(sequence, at: 8, in: &message)
    put(port, at: 12, in: &message)
    put(status, at: Message.headerLength, in: &message)
    return message
  }

  /// Writes an integer in the byte order of this machine over what stands at `offset`.
  private func put<Value: FixedWidthInteger>(_ value: Value, at offset: Int, in bytes: inout [UInt8]) {
    let firstLowest = value.littleEndian
    for index in 0..<Value.bitWidth / 8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: firstLowest >> Value(8 * index))
    }
  }
}
