import NetlinkCore
import NetlinkWire
import Testing

/// What the kernel says of a refused request, messages that are kept, and what is asked of files.
@Suite struct AcknowledgementTests {
  private static func u32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  private static func u64(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func nest(_ attributes: [(UInt16, [UInt8])]) -> [UInt8] {
    attributes.flatMap { number, payload in
      u32(UInt32(payload.count + 4) | UInt32(number) << 16) + payload
        + [UInt8](repeating: 0, count: -payload.count & 3)
    }
  }

  @Test("Each part of an acknowledgement is where it belongs, and one that says nothing is none")
  func parts() throws {
    let bytes = Self.nest([
      (1, Array("no such thing".utf8) + [0]), (2, Self.u32(36)), (3, [1, 2, 3]), (5, Self.u32(7)),
      (6, Self.u32(20)),
    ])
    let ack = unsafe try #require(ExtendedAcknowledgement(bytes.span.bytes))
    #expect(ack.text == "no such thing" && ack.offset == 36 && ack.cookie == [1, 2, 3])
    #expect(ack.missingAttribute == 7 && ack.missingOffset == 20 && ack.policy == nil)
    let unknown = Self.nest([(77, [1])])
    #expect(unsafe ExtendedAcknowledgement(unknown.span.bytes) == nil)
  }

  @Test("Each part of a policy is where it belongs, and one that is too short is passed over")
  func policy() throws {
    let minus = UInt64(bitPattern: -5)
    let bytes = Self.nest([
      (1, Self.u32(2)), (2, Self.u64(minus)), (3, Self.u64(9)), (4, Self.u64(1)), (5, Self.u64(1 << 40)),
      (6, Self.u32(3)), (7, Self.u32(16)), (10, Self.u32(0xf0)),
    ])
    let policy = unsafe AttributePolicy(bytes.span.bytes)
    #expect(policy.type == 2 && policy.signedMinimum == -5 && policy.signedMaximum == 9)
    #expect(policy.minimum == 1 && policy.maximum == 1 << 40)
    #expect(policy.minimumLength == 3 && policy.maximumLength == 16 && policy.mask == 0xf0)
    let wide = Self.nest([(12, Self.u64(1 << 33)), (4, Self.u32(1)), (6, [1])])
    let other = unsafe AttributePolicy(wide.span.bytes)
    #expect(other.mask == 1 << 33 && other.minimum == nil && other.minimumLength == nil)
  }

  @Test("A message is only kept whole: its length is that of its bytes")
  func owned() throws {
    let bytes: [UInt8] = [20, 0, 0, 0, 3, 0, 2, 0, 7, 0, 0, 0, 9, 0, 0, 0, 1, 2, 3, 4]
    let message = try #require(OwnedMessage(bytes: bytes))
    #expect(message.type == 3 && message.flags == 2 && message.sequence == 7 && message.portID == 9)
    #expect(message.payload == [1, 2, 3, 4])
    #expect(OwnedMessage(bytes: bytes + [0]) == nil)
    #expect(OwnedMessage(bytes: Array(bytes.dropLast())) == nil)
    #expect(OwnedMessage(bytes: Array(bytes.prefix(15))) == nil)
  }

  @Test("A plan of faults has numbers above zero, at most two each, and known words")
  func plans() throws {
    #expect(FaultPlan.Rate(every: 0).every == 1 && FaultPlan.overflow(every: -5).overflow?.every == 1)
    let plan = try #require(FaultPlan("overflow:3,intr:1x2,trunc:4,seq:5,cut:6x1"))
    #expect(plan.overflow?.every == 3 && plan.overflow?.times == nil)
    #expect(plan.interruption?.every == 1 && plan.interruption?.times == 2)
    #expect(plan.truncation?.every == 4 && plan.sequence?.every == 5 && plan.cut?.times == 1)
    for text in [
      "", "overflow", "overflow:0", "overflow:-1", "overflow:1x0", "overflow:1x2x3", "intr:1:2", "what:1",
      "intr:1,",
    ] {
      #expect(FaultPlan(text) == nil, "\(text)")
    }
  }

  @Test("A buffer grows by whole pages, to no less than what is needed")
  func buffers() {
    var buffer = ReceiveBuffer()
    for needed in [32_769, 36_864, 36_865, 100_000] {
      buffer.grow(to: needed)
      #expect(buffer.capacity >= needed && buffer.capacity - needed < 4096 && buffer.capacity % 4096 == 0)
    }
    buffer.grow(to: 10)
    #expect(buffer.capacity >= 100_000)
  }
}
