internal import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

/// How many IPv4 routes each table has by the kernel's own count, `/proc/net/fib_triestat`.
///
/// The kernel ends a dump at a route whose message is longer than a datagram, and does not say so; the count shows it.
package struct RouteCount {
  /// The file, of the network namespace that the calling thread is in.
  package static let file = "/proc/thread-self/net/fib_triestat"

  private var counts: [UInt32: Int] = [:]
  /// The lines about each table's trie.
  private var trees: [UInt32: [[String]]] = [:]

  /// Reads the file. Nil if it is not understood.
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

  /// How many routes the kernel has in all.
  package var total: Int { counts.values.reduce(0, +) }

  /// With more routes than this, a busy table is not counted a second time.
  static let largest = 20_000

  /// How many more routes the kernel has than `counted`, which is by table.
  package func lacking(_ counted: [UInt32: Int]) -> Int {
    var (counts, counted) = (counts, counted)
    let (main, local) = (RouteTableNumber.main, RouteTableNumber.local)
    var lacking = 0
    // Without user-defined rules both tables are one trie, and the kernel writes the same lines for each. Two
    // tries of the same shape look the same.
    if let both = counts[main], trees[main] == trees[local] {
      lacking = max(0, both - (counted[main] ?? 0) - (counted[local] ?? 0))
      counts[main] = nil
      counts[local] = nil
    }
    for (table, count) in counts { lacking += max(0, count - counted[table, default: 0]) }
    return lacking
  }

  /// Counts a message that is an IPv4 route, by table.
  static func count(_ message: borrowing Message, into counted: inout [UInt32: Int]) {
    let payload = message.payload
    guard message.type == RTM.newRoute, message.family == Family.inet, payload.byteCount >= 12,
      payload.u32(at: 8) & RouteFlag.cloned == 0
    else { return }
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

extension NamespaceMirror {
  /// Dumps the routes of each device, if the dump of all was cut short.
  func completeRoutes(_ answer: inout Answer, _ client: NetlinkClient) {
    guard hasLackedRoutes else { return }
    var completion = RouteCompletion(answer.snapshots)
    for device in devices.all.sorted() {
      var filter = RouteRequest.Filter()
      filter.device = device
      guard
        let snapshot = try? client.judgedSnapshot(RouteRequest.all(family: Family.inet, filter)).snapshot
      else { continue }
      completion.add(snapshot)
    }
    answer.snapshots = [Snapshot(contents: completion.bytes, like: answer.snapshots.first)]
  }

  /// The number of IPv4 routes of each table, by a dump and the notifications since it began. At a place that a
  /// notification touched, the known routes are counted, but at most as many as the dump and the notifications leave
  /// there, because known routes may have gone without a notification.
  func counted(_ answer: Answer) -> [UInt32: Int] {
    let touched = load?.places ?? []
    var answered = load?.gained ?? [:]
    let prefix = id.map { Array("nsid/\($0)/".utf8) } ?? []
    var counted: [UInt32: Int] = [:]
    for snapshot in answer.snapshots {
      var messages = snapshot.messages
      while let message = messages.next() {
        if !touched.isEmpty {
          let place = NamespaceMirror.place(of: message, prefix)
          if touched.contains(place) {
            answered[place, default: 0] += 1
            continue
          }
        }
        RouteCount.count(message, into: &counted)
      }
    }
    for place in touched {
      for known in store.all(at: place, placeLength: place.count).prefix(max(0, answered[place] ?? 0)) {
        RouteCount.count(store.message(at: known), into: &counted)
      }
    }
    return counted
  }

  /// The place of a route: the beginning of its key.
  private static func place(of message: borrowing Message, _ prefix: [UInt8]) -> [UInt8] {
    var key = prefix
    let type = ObjectType.route
    let length = type.identity.append(message, headerLength: type.table.headerLength, to: &key)
    return Array(key[..<(prefix.count + length)])
  }
}

/// Routes of several dumps, each once.
struct RouteCompletion {
  private(set) var bytes: [UInt8] = []
  private var known: Set<[UInt8]> = []

  init(_ snapshots: [Snapshot]) { for snapshot in snapshots { add(snapshot) } }

  mutating func add(_ snapshot: borrowing Snapshot) {
    var messages = snapshot.messages
    while let message = messages.next() {
      guard known.insert(message.payload.array).inserted else { continue }
      bytes.append(message.bytes)
      bytes.pad()
    }
  }
}
