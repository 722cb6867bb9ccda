import Explain
import Glibc
import NetlinkCore
import NetlinkMirror
import Rtnetlink
import NetlinkWire

/// `--from`: answers requests from a recording, in place of the kernel.
///
/// The answers are what the mirror holds at the end of the recording. Filters are ignored, because the program checks
/// every selector itself.
final class RecordedKernel: Host {
  fileprivate struct State: ~Copyable {
    var replay: Replay<Nobody>
    /// Messages about what was asked for and is not in the recording.
    var missing: [String] = []
  }

  private let state: Guarded<State>
  /// Messages about the damage in the recording.
  private let damages: [String]
  /// A message about what it has and does not answer from.
  private let omission: String?
  /// The names of namespaces in the end.
  let names: RecordedNames

  init(_ file: String) throws(Failure) {
    let noted = NotedNames()
    var file = try RecordedFile(
      file, Replay(Nobody(), tables: Tracked.allCases, repeats: false), names: noted)
    try file.read()
    names = noted.names
    damages = file.damages
    omission = file.omission
    state = Guarded(State(replay: file.done()))
  }

  /// Reports damage and what is missing, and returns the exit status.
  func finish(_ status: ExitStatus, isQuiet: Bool) -> ExitStatus {
    let missing = state.withLock { $0.missing }
    for damage in damages { Diagnostics.complain(damage) }
    if !isQuiet { for missing in [omission].compactMap(\.self) + missing { Diagnostics.complain(missing) } }
    if !damages.isEmpty { return status == .answered ? .failed : status }
    return missing.isEmpty ? status : max(status, .incomplete)
  }

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint { .substitute(RecordedSocket(self)) }
  func namespace() -> UInt64? { 1 }
  func process() -> Int32 { getpid() }

  /// Files of the kernel are not recorded. That of MPLS exists if the recording has routes of MPLS.
  func contents(of path: String) -> [UInt8]? {
    path == Tracked.mplsFile && state.withLock({ $0.replay.knowsLabels }) ? [] : nil
  }

  /// Begins to answer a request.
  func answer(_ request: borrowing Message, port: UInt32) -> RecordedReply {
    var reply = RecordedReply(request, port: port)
    guard let question = RecordedQuestion(request) else {
      reply.acknowledge(0)
      return reply
    }
    state.withLock { state in
      if let answer = state.replay.answer(to: question) {
        reply.add(answer)
        if request.flags & MessageFlag.acknowledge != 0, Message(answer.raw).type != ControlType.error {
          reply.acknowledge(0)
        }
      } else if question.namespaceID != nil, !state.replay.isAnswered(question) {
        // Only names are looked up in other namespaces, and those that nobody knows are left out.
        reply.acknowledge(question.refusal)
      } else if request.flags & MessageFlag.dump == MessageFlag.dump {
        state.note(question)
        reply.answers = state.replay.answers(to: question)
      } else {
        // Names of devices and namespaces are asked for on the way.
        if question.isOfObject { state.note(question) }
        reply.acknowledge(question.refusal)
      }
    }
    return reply
  }

  /// The next datagram of an answer; nil when it has no more.
  func next(_ reply: inout RecordedReply) -> [UInt8]? {
    state.withLock { state in reply.next(from: state.replay) }
  }
}

extension RecordedKernel.State {
  /// Notes that the recording may not have all that is asked for.
  fileprivate mutating func note(_ question: RecordedQuestion) {
    let name = question.words
    var line: String
    if question.isLookup {
      line = "the recording does not tell which route the packet took"
    } else if !replay.isAnswered(question) {
      line = "the recording has no whole dump of \(name)"
    } else if replay.isDoubtful(question) {
      line = "the recording does not tell what became of \(name) in the end"
    } else {
      return
    }
    if !missing.contains(line) { missing.append(line) }
  }
}

extension RecordedQuestion {
  /// Whether it asks for the route of a packet.
  fileprivate var isLookup: Bool { new == RTM.newRoute && !isDump }

  /// Whether it is what a `get` is about.
  fileprivate var isOfObject: Bool { new != RTM.newLink && ObjectType.all.contains { $0.new == new } }

  /// The error for an object that the recording does not have.
  fileprivate var refusal: Int32 {
    if isLookup { return Errno.noData }
    return new == RTM.newLink ? Errno.noDevice : Errno.noEntry
  }

  /// What is asked for, in words.
  fileprivate var words: String {
    let what =
      ObjectType.all.first { $0.new == new }.map { "\($0.plural)" } ?? "messages of type \(type)"
    switch family {
    case Family.inet: return what + " of inet"
    case Family.inet6: return what + " of inet6"
    case Family.bridge: return what + " of bridges"
    case Family.mpls: return what + " of mpls"
    default: return what
    }
  }
}

extension ObjectType {
  /// The word for several of them.
  fileprivate var plural: StaticString {
    switch new {
    case RTM.newLink: "links"
    case RTM.newAddress: "addresses"
    case RTM.newRoute: "routes"
    case RTM.newNeighbour: "neighbours"
    case RTM.newRule: "rules"
    case RTM.newNextHop: "next hops"
    default: "buckets"
    }
  }
}

/// A sink that ignores all events.
struct Nobody: EventSink, ~Copyable {
  var isDone: Bool { false }
  var deadline: Int? { nil }
  mutating func event(
    _ event: Event, _ key: [UInt8], _ message: borrowing Message, old: borrowing Message
  ) {}
  mutating func unknown(
    _ message: borrowing Message, _ origin: Event.Origin, _ namespaceID: Int32?, at time: StreamTime
  ) {}
  mutating func remark(_ remark: Remark, at time: StreamTime) {}
  mutating func follows(_ namespaceID: Int32?, _ devices: Devices?, _ place: NamespacePlace?) {}
}
