package import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

/// How many IPv4 routes each table has by the kernel's own count, `/proc/net/fib_triestat`.
///
/// A dump ends early, and says nothing, at a route whose message is longer than a datagram: the count tells.
package struct RouteCount {
  /// The file, of the network namespace that the calling thread is in.
  package static let file = "/proc/thread-self/net/fib_triestat"

  private var counts: [UInt32: Int] = [:]
  /// All lines about each table's tree.
  private var trees: [UInt32: [[String]]] = [:]

  /// Reads the kernel's words. Nil when they are not understood.
  package init?(_ text: [UInt8]) {
    var table: UInt32?
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let words = line.split { $0 == 32 || $0 == 9 }.map { String(decoding: $0, as: UTF8.self) }
      guard let first = words.first else { continue }
      if let table, words.count > 1, first != "Id" { trees[table, default: []].append(words) }
      switch first {
      case "Main:": table = RouteTableNumber.main
      case "Local:": table = RouteTableNumber.local
      case "Id" where words.count == 2: table = UInt32(words[1].dropLast())
      case "Prefixes:":
        guard let table, words.count == 2, let count = Int(words[1]) else { return nil }
        counts[table] = count
      default: continue
      }
    }
  }

  /// How many routes the kernel has beyond those that were counted.
  package func lacking(_ counted: [UInt32: Int]) -> Int {
    var (counts, counted) = (counts, counted)
    let (main, local) = (RouteTableNumber.main, RouteTableNumber.local)
    var lacking = 0
    // Without rules of the user's own both tables are one tree, and the kernel writes the same lines for each.
    if let both = counts[main], trees[main] == trees[local] {
      lacking = max(0, both - (counted[main] ?? 0) - (counted[local] ?? 0))
      counts[main] = nil
      counts[local] = nil
    }
    for (table, count) in counts { lacking += max(0, count - counted[table, default: 0]) }
    return lacking
  }

  /// Counts the IPv4 routes among messages, by table.
  package static func count(_ messages: consuming Messages, into counted: inout [UInt32: Int]) {
    while let message = messages.next() {
      let payload = message.payload
      guard message.type == RTM.newRoute, message.family == Family.inet, payload.byteCount >= 12,
        payload.u32(at: 8) & RouteFlag.cloned == 0
      else { continue }
      var table = UInt32(payload.u8(at: 4))
      var attributes = Attributes(payload, from: 12)
      while attributes.next() {
        if attributes.type == RouteAttribute.table, attributes.value.byteCount == 4 {
          table = attributes.value.u32(at: 0)
        }
        if attributes.type >= RouteAttribute.table { break }
      }
      counted[table, default: 0] += 1
    }
  }
}

extension NamespaceMirror {
  /// Compares a dump of IPv4 routes with the kernel's count, and asks device by device where it was cut short.
  func completeRoutes(_ answer: inout Answer, _ client: NetlinkClient) {
    guard let text = client.host.contents(of: RouteCount.file), let count = RouteCount(text) else { return }
    var counted: [UInt32: Int] = [:]
    for snapshot in answer.snapshots { RouteCount.count(snapshot.messages, into: &counted) }
    answer.lacking = count.lacking(counted)
    // What one dump lacks may have come while it ran; what the next lacks too, the kernel leaves out.
    guard answer.lacking > 0, hasLackedRoutes else { return }
    var completion = RouteCompletion(answer.snapshots)
    for device in devices.all.sorted() {
      var filter = RouteRequest.Filter()
      filter.device = device
      guard
        let snapshot = try? client.judgedSnapshot(RouteRequest.all(family: Family.inet, filter)).snapshot
      else { continue }
      completion.add(snapshot)
    }
    counted = [:]
    RouteCount.count(Messages(completion.bytes.raw), into: &counted)
    answer.lacking = count.lacking(counted)
    answer.snapshots = [Snapshot(contents: completion.bytes, like: answer.snapshots.first)]
  }
}

/// Routes of several dumps, each once.
private struct RouteCompletion {
  private(set) var bytes: [UInt8] = []
  private var known: Set<[UInt8]> = []

  init(_ snapshots: [Snapshot]) { for snapshot in snapshots { add(snapshot) } }

  mutating func add(_ snapshot: borrowing Snapshot) {
    var messages = snapshot.messages
    while let message = messages.next() {
      guard known.insert(message.payload.array).inserted else { continue }
      bytes.append(message.bytes)
      while bytes.count & 3 != 0 { bytes.append(0) }
    }
  }
}
