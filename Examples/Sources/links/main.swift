// Four threads read one dump of all links; together they see each link once.

import Dispatch
import Netlink
import Synchronization

let dump = NetlinkClient.shared.dump(.get(.link), until: .after(.seconds(10)))
let seen = Mutex<[Link]>([])

DispatchQueue.concurrentPerform(iterations: 4) { _ in
  // A failure is told by `finish`, to everybody.
  _ = try? dump.forEach { message in
    if let link = Link(NetlinkObject(message.owned)) { seen.withLock { $0.append(link) } }
  }
}

do {
  let status = try dump.finish()
  let links = seen.withLock { $0.sorted { $0.index < $1.index } }
  for link in links { print(link.index, link.name, link.mtu, link.isUp ? "up" : "down", link.kind ?? "-") }
  print(links.count, "links", status.isCertain ? "in all" : "or so: the table changed while it was read")
} catch {
  print("error: \(error)")
}
