// Makes a bridge, gives it an address, and takes it away again; what the kernel refuses is told in its own words.

import Netlink

let client = NetlinkClient.shared
let deadline = Deadline.after(.seconds(10))

func attempt(_ what: String, _ request: Request) {
  do {
    try client.transact(request, until: deadline)
    print("\(what): done")
  } catch {
    switch error.kind {
    case .outcomeUnknown: print("\(what): it may have been carried out or not: \(error)")
    default: print("\(what): refused: \(error)")
    }
  }
}

var bridge = Request.newLink(flags: .up, changing: .up, mode: [.create, .exclusive])
bridge.appendAttribute(.linkName, string: "example0")
bridge.appendAttribute(.linkMTU, u32: 1400)
bridge.appendNest(.linkInfo) { info in
  info.appendAttribute(.linkInfoKind, string: "bridge")
  info.appendNest(.linkInfoData) { data in
    // What the library has no name of its own for is found by the kernel's.
    if let time = AttributeName("IFLA_BR_FORWARD_DELAY") { data.appendAttribute(time, u32: 400) }
  }
}
attempt("make example0", bridge)
attempt("make it once more", bridge)

if let link = try? Link.named("example0"), let prefix = IPPrefix("192.0.2.1/24") {
  attempt("give it \(prefix)", .newAddress(prefix, device: link.index))
  let addresses = try Address.all(.init(family: .ipv4, device: link.index))
  print("it has", addresses.map { "\($0.local, default: "?")" })
  print("its forward delay is", link["linkinfo.info_data.forward_delay"] ?? .null)
  if let far = IPPrefix("198.51.100.0/24"), let nowhere = IPAddress("203.0.113.1") {
    attempt("a route by \(nowhere)", .newRoute(to: far, via: nowhere))
  }
  attempt("take it away", .deleteLink(index: link.index))
}
