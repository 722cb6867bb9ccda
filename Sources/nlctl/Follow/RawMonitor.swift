import CommandLine
import Explain
import NetlinkCore
import NetlinkMirror
import Render
import Rtnetlink
import NetlinkWire

/// `nlctl monitor --protocol`: prints messages of groups of another protocol, of which there are no tables.
enum RawMonitor {
  static func run(
    _ session: consuming Session, _ options: MonitorOptions, until interrupt: Interrupt
  ) throws(Failure) -> ExitStatus {
    let subject = session.subject
    let end = interrupt.end
    var printer = try EventPrinter(options, shown: [], upkeep: [], until: interrupt, &session)
    let subscription = try subscribe(session, options, interrupt)
    interrupt.listenToSignals()
    var isLossy = false
    var queue = try SubscriptionQueue.reading(subscription, subject)
    ReaderWatch.begin(interrupt.cancellation)
    while !printer.isDone {
      guard var event = try queue.event(milliseconds: 0, subject) else { break }
      if case .timedOut = event {
        printer.remark(.idle, at: queue.receivedAt)
        let patience = end.map { max(0, $0 - Clock.now) } ?? -1
        guard let next = try queue.event(milliseconds: patience, subject) else { break }
        event = next
      }
      switch event {
      case .timedOut: break
      case .overflow: isLossy = true
      case .drained(let count): printer.remark(.lost(count.map { UInt64(max(1, $0)) }), at: queue.receivedAt)
      case .datagram(let datagram):
        var messages = Messages(queue.bytes)
        while let message = messages.next(), !printer.isDone {
          let origin = Event.Origin(
            group: datagram.groupNumber, sequence: message.sequence, portID: message.portID)
          printer.unknown(message, origin, datagram.namespaceID, at: queue.receivedAt)
        }
      }
      if let end, Clock.now >= end { break }
    }
    printer.remark(.idle, at: queue.receivedAt)
    if let failure = printer.failure { throw failure }
    // After a loss nothing can be read again.
    return isLossy ? .incomplete : .answered
  }

  /// Joins the groups.
  private static func subscribe(
    _ session: borrowing Session, _ options: MonitorOptions, _ interrupt: Interrupt
  ) throws(Failure) -> Subscription {
    var settings = NetlinkSocket.Options()
    settings.faults = session.faults
    settings.tap = Tapping.current
    settings.receiveBufferSize = options.receiveBuffer ?? 16 << 20
    let number = try number(options.netlinkProtocol)
    let groups = try options.multicastGroups.map { (value) throws(Failure) in try Group(value, number) }
    do throws(NetlinkError) {
      let subscription = try Subscription(
        number, groups: [], options: settings, cancellation: interrupt.cancellation)
      for group in groups {
        switch group {
        case .number(let number): try subscription.add(number)
        case .name(let name, let family):
          let group = try subscription.socket.group(named: name, in: family, until: interrupt.deadline)
          try subscription.add(group.rawValue)
        }
      }
      return subscription
    } catch {
      throw Failure(Words.of(error, session.subject))
    }
  }

  /// Short names of protocols.
  private static let shortNames = ["uevent": "kobject-uevent", "genl": "generic"]

  /// The protocol that the command line names.
  private static func number(_ value: NameOrNumber?) throws(Failure) -> NetlinkProtocol {
    switch value {
    case nil: return .route
    case .number(let number): return NetlinkProtocol(rawValue: Int32(clamping: number))
    case .name(let name):
      guard let number = Envelope.protocolNumber(of: shortNames[name] ?? name) else {
        throw Failure("monitor: no netlink protocol has the name '\(name)'")
      }
      return NetlinkProtocol(rawValue: Int32(number))
    }
  }

  /// A multicast group, as the command line names it.
  private enum Group {
    case number(UInt32)
    case name(String, family: String)

    /// A group by its number; of generic netlink also by name, `family.group` (`nlctrl.notify`).
    init(_ value: NameOrNumber, _ netlinkProtocol: NetlinkProtocol) throws(Failure) {
      switch value {
      case .number(let number): self = .number(number)
      case .name(let name):
        let parts = name.split(separator: ".", maxSplits: 1).map { String($0) }
        guard netlinkProtocol == .generic, parts.count == 2 else {
          throw Failure("monitor: no multicast group has the name '\(name)'")
        }
        self = .name(parts[1], family: parts[0])
      }
    }
  }
}
