import NetlinkCore
import NetlinkWire
import Rtnetlink
import Testing

@testable import NetlinkMirror

/// A recording of this program's monitor, message by message.
struct FencedRecording: ~Copyable {
  var replay: Replay<Told>
  private let getLink = UInt8(RTM.newLink + Verb.get)

  init(repeats: Bool = false) { replay = Replay(Told(), tables: [.links], repeats: repeats) }

  /// The same message with a sequence number and a port id.
  private func numbered(_ message: [UInt8], _ sequence: UInt32, port: UInt32) -> [UInt8] {
    message[..<8] + Written.u32(sequence) + Written.u32(port) + message[16...]
  }

  mutating func sent(
    _ type: UInt8, _ flags: UInt16, _ body: [UInt8], _ sequence: UInt32, port: UInt32 = 5
  ) {
    let message = Written.message(type, flags: flags | MessageFlag.request, body)
    replay.take(
      numbered(message, sequence, port: port).raw, isReceived: false, isSent: true, nanoseconds: nil)
  }

  mutating func received(_ message: [UInt8], _ sequence: UInt32 = 0, port: UInt32 = 5) {
    replay.take(
      numbered(message, sequence, port: sequence == 0 ? 0 : port).raw, isReceived: true, isSent: false,
      nanoseconds: nil)
  }

  mutating func placeFence(_ sequence: UInt32) {
    sent(UInt8(ControlType.noop), MessageFlag.acknowledge, [], sequence, port: 6)
  }

  mutating func meetFence(_ sequence: UInt32) {
    received(Written.message(UInt8(ControlType.error), Written.u32(0)), sequence, port: 6)
  }

  /// A dump of two links, between fences 1 and 2.
  mutating func begin() {
    replay.begin()
    placeFence(1)
    meetFence(1)
    sent(getLink, MessageFlag.dump, [UInt8](repeating: 0, count: 16), 1)
    for var link in [Written.link(3, "a"), Written.link(4, "b")] {
      link[6] |= UInt8(MessageFlag.multi)
      received(link, 1)
    }
    received(Written.message(UInt8(ControlType.done), flags: MessageFlag.multi, Written.u32(0)), 1)
    placeFence(2)
    meetFence(2)
  }

  mutating func askForLink(_ index: UInt32, _ sequence: UInt32) {
    sent(
      getLink, MessageFlag.acknowledge,
      [UInt8](repeating: 0, count: 4) + Written.u32(index) + [UInt8](repeating: 0, count: 8), sequence)
  }

  /// A step of the follower.
  mutating func note(_ step: String, at microseconds: Int64) {
    replay.note(Array(step.utf8), at: StreamTime(microsecondsSince1970: microseconds))
  }

  /// A dump of links of these numbers; the kernel may say that it was interrupted.
  mutating func dump(_ indexes: [UInt32], _ sequence: UInt32, isInterrupted: Bool = false) {
    sent(getLink, MessageFlag.dump, [UInt8](repeating: 0, count: 16), sequence)
    let flags = MessageFlag.multi | (isInterrupted ? MessageFlag.dumpInterrupted : 0)
    for index in indexes {
      var link = Written.link(index, "v\(index)")
      link[6] |= UInt8(flags)
      received(link, sequence)
    }
    received(Written.message(UInt8(ControlType.done), flags: flags, Written.u32(0)), sequence)
  }

  /// A bridge notifies of its part of a link.
  mutating func notifyOfPart(_ index: UInt32) {
    var part = Written.link(index, "")
    part[16] = Family.bridge
    received(part)
  }

  /// Asks for the id of a namespace, as the printer does when it shows a link; `error` is an errno, 0 for an answer.
  mutating func askForNamespace(_ sequence: UInt32, error: UInt32) {
    // NETNSA_FD and NETNSA_NSID
    let header = [Family.unspecified, 0, 0, 0]
    sent(
      UInt8(RTM.getNamespaceID), MessageFlag.acknowledge,
      header + Written.attribute(3, Written.u32(7)), sequence)
    if error == 0 {
      received(
        Written.message(
          UInt8(RTM.newNamespaceID), header + Written.attribute(1, Written.u32(0))), sequence)
    }
    received(Written.message(UInt8(ControlType.error), Written.u32(0 &- error)), sequence)
  }
}

/// Fences tell what each answer of a recording is about.
@Suite struct ReplayFenceTests {
  @Test(
    "A notification while a part is read is read about in the next round, whatever the printer asks meanwhile"
  )
  func rounds() {
    for error in [0, 2] as [UInt32] {
      var recording = FencedRecording()
      recording.begin()
      _ = recording.replay.sink.take()
      recording.notifyOfPart(3)
      recording.askForNamespace(2, error: error)
      recording.placeFence(3)
      recording.meetFence(3)
      recording.askForLink(3, 3)
      recording.received(Written.link(3, "a", mtu: 1400), 3)
      recording.placeFence(4)
      recording.notifyOfPart(4)
      recording.askForNamespace(4, error: error)
      recording.meetFence(4)
      recording.askForNamespace(5, error: error)
      recording.placeFence(5)
      recording.meetFence(5)
      recording.askForLink(4, 6)
      recording.received(Written.link(4, "b", mtu: 1300), 6)
      recording.placeFence(6)
      recording.meetFence(6)
      let lines = recording.replay.sink.take()
      #expect(lines == ["change link/3 link-part", "change link/4 link-part"], "\(error)")
    }
  }
}
