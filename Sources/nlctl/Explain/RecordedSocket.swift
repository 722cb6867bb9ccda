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
    memory.write(datagram.raw)
    return received
  }

  func wait(_ milliseconds: Int, _ first: Cancellation?, _ second: Cancellation?) -> Wakeup {
    replies.withLock { $0.isEmpty } ? .timedOut : .ready
  }
}

/// An answer to a request, whose datagrams are made when they are received.
struct RecordedReply {
  /// The objects of a dump, as far as they are still to come.
  var answers: Replay<Nobody>.Answers?
  private let request: [UInt8]
  private let sequence: UInt32
  private let port: UInt32
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
    var datagram = GrowingBytes()
    append(message.raw, isMulti: message.raw.u16(at: 6) & MessageFlag.multi != 0, to: &datagram)
    ready.append(datagram.raw.array)
  }

  /// Adds an acknowledgement, with an error number or 0.
  mutating func acknowledge(_ error: Int32) {
    ready.append(message(ControlType.error, MessageFlag.capped, status: -error, request))
  }

  /// The next datagram; nil if there are no more.
  mutating func next(from replay: borrowing Replay<Nobody>) -> [UInt8]? {
    if !ready.isEmpty { return ready.removeFirst() }
    guard var answers else { return nil }
    var datagram = GrowingBytes(capacity: RecordedReply.datagramSize)
    var isFull = false
    while !isFull {
      let isTaken = replay.next(&answers) { message in
        let size = datagram.count + message.bytes.byteCount
        if datagram.count > 0, size > RecordedReply.datagramSize { return false }
        append(message.bytes, isMulti: true, to: &datagram)
        return true
      }
      isFull = !isTaken
    }
    self.answers = datagram.count > 0 ? answers : nil
    if datagram.count > 0 { return datagram.raw.array }
    return message(ControlType.done, MessageFlag.multi, status: 0)
  }

  /// Appends a message as one of this answer.
  private func append(_ message: RawSpan, isMulti: Bool, to datagram: inout GrowingBytes) {
    // These flags were those of the recorded dump.
    let cleared = message.u16(at: 6) & ~(MessageFlag.multi | MessageFlag.dumpInterrupted)
    let flags = cleared | (isMulti ? MessageFlag.multi : 0)
    header(message.byteCount, message.u16(at: 4), flags, to: &datagram)
    let length = Message.headerLength
    datagram.append(message.slice(at: length, length: message.byteCount - length))
    datagram.pad()
  }

  /// A message of this answer: a status, below 0 for an error, and what follows it.
  private func message(_ type: UInt16, _ flags: UInt16, status: Int32, _ rest: [UInt8] = []) -> [UInt8] {
    var message = GrowingBytes()
    header(Message.headerLength + 4 + rest.count, type, flags, to: &message)
    message.append(UInt32(bitPattern: status))
    message.append(contentsOf: rest)
    return message.raw.array
  }

  /// Appends the header of a message of this answer.
  private func header(_ length: Int, _ type: UInt16, _ flags: UInt16, to bytes: inout GrowingBytes) {
    bytes.append(UInt32(length))
    bytes.append(type)
    bytes.append(flags)
    bytes.append(sequence)
    bytes.append(port)
  }
}
