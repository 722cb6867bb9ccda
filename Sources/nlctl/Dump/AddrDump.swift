import CommandLine
import NetlinkCore
import Render
import Select
import Rtnetlink
import NetlinkWire

/// `nlctl addr dump`: addresses under their links, joined by index in one pass over each.
enum AddrDump {
  static func run(_ session: inout Session, _ type: ObjectType) throws(Failure) {
    // Only JSON shows the links themselves, whose counters cost the kernel most.
    let invocation = session.invocation
    let showsLinks = invocation.isJSON && invocation.fields == nil
    let links = try session.hold(showsLinks ? LinkRequest.all() : LinkRequest.names(), .link)
    session.learn(links)
    let family = session.invocation.familyNumber
    let addresses = try session.hold(
      AddressRequest.all(family: family, device: try session.only("dev") ?? 0), type)
    var match = try Selectors(session.invocation, .addr).match(type, &session)
    let byLink = AddressIndex(addresses, type, &match, &session)
    try show(links, addresses, type, byLink, &session)
    if links.status.isInterrupted || addresses.status.isInterrupted {
      session.incomplete(.addr)
    }
  }

  private static func show(
    _ links: borrowing Snapshot, _ addresses: borrowing Snapshot, _ type: ObjectType, _ byLink: AddressIndex,
    _ session: inout Session
  ) throws(Failure) {
    let invocation = session.invocation
    // A line of text is about an address; all else is about links.
    if !invocation.isJSON, !invocation.isBrief { return try write(addresses, type, byLink, &session) }
    let wanted = try LinkChoice(links, byLink, &session)
    if !invocation.isJSON { return try writeBrief(links, addresses, type, byLink, wanted, &session) }
    if let fields = invocation.isBrief ? BriefList.fields(.addr) : invocation.fields {
      return try writeFields(fields, links, addresses, type, byLink, wanted, &session)
    }
    var list = JSONList(session)
    try list.begin()
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let index = message.payload.u32(at: 4)
      guard wanted.has(index) else { continue }
      try list.add(message, .link, &session.walker, addresses: byLink, of: index, from: addresses, type)
    }
    for index in byLink.indexes where session.interfaces.flags(of: index) == nil {
      try list.add(index: index, &session.walker, addresses: byLink, from: addresses, type)
    }
    try list.end()
  }

  /// JSON with only some fields of the addresses, below their links as ever.
  private static func writeFields(
    _ fields: [String], _ links: borrowing Snapshot, _ addresses: borrowing Snapshot, _ type: ObjectType,
    _ byLink: AddressIndex, _ wanted: LinkChoice, _ session: inout Session
  ) throws(Failure) {
    let linkFields = session.invocation.isBrief ? ["link", "ifname", "operstate"] : ["ifname"]
    var list = try FilteredList(fields, type, ofLink: linkFields, session)
    try list.begin()
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let index = message.payload.u32(at: 4)
      guard wanted.has(index) else { continue }
      try list.add(link: message, byLink, of: index, from: addresses, type, &session.walker)
    }
    for index in byLink.indexes where session.interfaces.flags(of: index) == nil {
      try list.add(unknown: index, byLink, from: addresses, type, &session.walker)
    }
    try list.end()
  }

  /// Text: a line a link.
  private static func writeBrief(
    _ links: borrowing Snapshot, _ addresses: borrowing Snapshot, _ type: ObjectType,
    _ byLink: AddressIndex, _ wanted: LinkChoice, _ session: inout Session
  ) throws(Failure) {
    var list = try BriefList(.addr, type, session)
    var names = try BriefList(.link, .link, session)
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      let index = message.payload.u32(at: 4)
      guard wanted.has(index) else { continue }
      try list.add(link: message, &names, byLink, of: index, from: addresses, type, &session.walker)
    }
    try list.end()
  }

  /// Text: a line an address, link by link.
  private static func write(
    _ addresses: borrowing Snapshot, _ type: ObjectType, _ byLink: AddressIndex, _ session: inout Session
  ) throws(Failure) {
    var list = try TextList(type, session)
    var sorted = try SortedMessages(type, session)
    for index in byLink.indexes {
      var next = byLink.first(of: index) ?? -1
      while next >= 0 {
        let entry = byLink.entry(next)
        let message = Message(addresses.contents.slice(at: entry.offset, length: entry.length))
        if sorted != nil {
          try sorted?.add(message, type)
        } else {
          try list.add(message, type, &session.walker)
        }
        next = entry.next
      }
    }
    if var held = sorted.take() {
      try held.forEach { message, walker throws(Failure) in try list.add(message, type, &walker) }
    }
    try list.end()
  }
}

/// Which links `addr dump` lists, as `ip addr` does: those that have an address which was asked for, and where no
/// address was asked for, those that were.
struct LinkChoice {
  /// The selectors of `addr` that speak of the link alone.
  private static let selectorsOfLinks: Set<String> = ["dev", "up", "down", "kind", "master", "vrf", "group"]

  private var indexes: Set<UInt32>

  init(
    _ links: borrowing Snapshot, _ addresses: AddressIndex, _ session: inout Session
  ) throws(Failure) {
    indexes = Set(addresses.indexes)
    let selectors = session.invocation.selectors
    let isOfLinks = selectors.allSatisfy { LinkChoice.selectorsOfLinks.contains($0.name) }
    guard isOfLinks, session.invocation.family == nil else { return }
    var match = try Selectors(session.invocation, .link).match(.link, &session)
    var messages = links.messages
    while let message = messages.next() {
      guard message.type == ObjectType.link.new, ObjectType.link.isWhole(message) else { continue }
      guard match.matches(message, by: ObjectType.link.table, &session.walker) else { continue }
      indexes.insert(message.payload.u32(at: 4))
    }
  }

  /// Whether the link of that index is listed.
  func has(_ index: UInt32) -> Bool { indexes.contains(index) }
}

/// Which addresses belong to which link: chains through one array, headed by a hash of the index.
struct AddressIndex {
  private var heads: [UInt32: Int] = [:]
  /// Where each address message lies, and the next one of its link; −1 for none.
  private var entries: [(offset: Int, length: Int, next: Int)] = []
  /// The links that have addresses, in the order in which they were met.
  private(set) var indexes: [UInt32] = []

  init(_ addresses: borrowing Snapshot, _ type: ObjectType, _ match: inout Match, _ session: inout Session) {
    var tails: [UInt32: Int] = [:]
    var messages = addresses.messages
    var offset = 0
    while let message = messages.next() {
      let place = offset
      offset += (message.bytes.byteCount + 3) & ~3
      guard message.type == type.new else { continue }
      guard match.matches(message, by: type.table, &session.walker) else { continue }
      // One whose header is cut off is of no link, and shown as what it is.
      let index = type.isWhole(message) ? message.payload.u32(at: 4) : 0
      entries.append((place, message.bytes.byteCount, -1))
      let entry = entries.count - 1
      if let tail = tails[index] {
        entries[tail].next = entry
      } else {
        heads[index] = entry
        indexes.append(index)
      }
      tails[index] = entry
    }
  }

  /// The first address of a link.
  func first(of index: UInt32) -> Int? { heads[index] }

  /// Where an address message lies, and the next one of its link.
  func entry(_ number: Int) -> (offset: Int, length: Int, next: Int) { entries[number] }
}
