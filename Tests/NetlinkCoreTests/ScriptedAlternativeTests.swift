import NetlinkCore
import Rtnetlink
import Testing
import NetlinkWire

/// A question that asks for more than every kernel knows, and one that any kernel answers.
@Suite struct ScriptedAlternatives {
  /// `struct nhmsg`, and NHA_OP_FLAGS: since Linux 6.9.
  static func nextHops(_ flags: UInt32?) -> Request {
    var request = Request(type: RTM.getNextHop)
    request.appendHeader([UInt8](repeating: 0, count: 8))
    if let flags { request.appendAttribute(14, u32: flags) }
    request.isIdempotent = true
    return request
  }

  func socket(_ scripts: [[ScriptedKernel.Step]]) throws -> (NetlinkSocket, ScriptedKernel) {
    let kernel = ScriptedKernel(scripts)
    var options = NetlinkSocket.Options()
    options.patience = .milliseconds(10)
    return (try NetlinkSocket(options: options, pool: ChannelPool(host: kernel)), kernel)
  }

  /// What was sent behind the family's header.
  func attributes(_ kernel: ScriptedKernel) -> [[UInt8]] {
    kernel.read { $0.sends.map { Array($0.dropFirst(24)) } }
  }

  static let asked: [UInt8] = [8, 0, 14, 0, 3, 0, 0, 0]

  @Test("A kernel that refuses the flags of next hops is asked again without")
  func dumpRefused() throws {
    let (socket, kernel) = try socket([
      [.reply { Bytes.error($0, $1, -22) }],
      [.reply { Bytes.data($0, $1, 7) }, .reply { Bytes.done($0, $1) }],
    ])
    let snapshot = try socket.snapshot(Self.nextHops(3), orElse: Self.nextHops(nil))
    var messages = snapshot.messages
    let value = messages.next()?.bytes.u32(at: 16)
    #expect(value == 7 && snapshot.status.isComplete)
    #expect(attributes(kernel) == [Self.asked, []])
  }

  @Test("The same where the refusal ends the dump, as of kernels that look late")
  func dumpRefusedAtTheEnd() throws {
    let (socket, kernel) = try socket([
      [.reply { Bytes.done($0, $1, -22) }], [.reply { Bytes.done($0, $1) }],
    ])
    let snapshot = try socket.snapshot(Self.nextHops(3), orElse: Self.nextHops(nil))
    #expect(snapshot.contents.byteCount == 0 && snapshot.status.isComplete)
    #expect(attributes(kernel) == [Self.asked, []])
  }

  @Test("The question for one next hop is asked again without them, too")
  func transactRefused() throws {
    let (socket, kernel) = try socket([
      [.reply { Bytes.error($0, $1, -22) }],
      [.reply { Bytes.data($0, $1, 7, flags: 0) + Bytes.error($0, $1, 0) }],
    ])
    let reply = try socket.transact(Self.nextHops(3), orElse: Self.nextHops(nil))
    var messages = reply.messages
    let value = messages.next()?.bytes.u32(at: 16)
    #expect(value == 7)
    #expect(attributes(kernel) == [Self.asked, []])
  }

  @Test("A kernel that answers is asked once")
  func answered() throws {
    let (socket, kernel) = try socket([[.reply { Bytes.data($0, $1, 7) + Bytes.done($0, $1) }]])
    _ = try socket.snapshot(Self.nextHops(3), orElse: Self.nextHops(nil))
    #expect(attributes(kernel) == [Self.asked])
  }

  @Test("Any other error is the answer, also that there is no such thing", arguments: [1, 2] as [Int32])
  func errors(errno: Int32) throws {
    let (denied, kernel) = try socket([[.reply { Bytes.error($0, $1, -errno) }]])
    #expect(throws: NetlinkError.self) { try denied.snapshot(Self.nextHops(3), orElse: Self.nextHops(nil)) }
    #expect(attributes(kernel) == [Self.asked])
  }

  @Test("A second refusal is the answer")
  func refusedTwice() throws {
    let (refused, other) = try socket([
      [.reply { Bytes.error($0, $1, -22) }], [.reply { Bytes.error($0, $1, -95) }],
    ])
    do throws(NetlinkError) {
      _ = try refused.transact(Self.nextHops(3), orElse: Self.nextHops(nil))
      Issue.record("no error")
    } catch {
      #expect(error.errno == Errno.notSupported)
    }
    #expect(attributes(other) == [Self.asked, []])
  }
}
