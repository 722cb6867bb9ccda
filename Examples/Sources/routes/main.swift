// Lists the main routing table. Common attributes are properties; all others are read by their path.

import Netlink

func columns(_ cells: [String], _ widths: [Int]) -> String {
  zip(cells, widths).map { $0 + String(repeating: " ", count: max(1, $1 - $0.count)) }.joined()
}

do {
  let routes = try Route.all(.init(table: .main), until: .after(.seconds(10)))
  print(columns(["DESTINATION", "GATEWAY", "DEVICE", "METRIC", "ADDED BY"], [24, 24, 16, 8, 8]))
  for route in routes {
    // Several next hops have no property; a path passes the array over.
    let hops = route["nexthops.gateway"]?.elements.map { "\($0)" } ?? []
    let gateway = route.gateway?.description ?? (hops.isEmpty ? "-" : hops.joined(separator: ","))
    print(
      columns(
        [
          "\(route.destination)", gateway, route.deviceName ?? "-", "\(route.metric)",
          "\(route["protocol"] ?? .null)",
        ], [24, 24, 16, 8, 8]))
  }
  if !routes.isComplete { print("the table changed while it was read; routes may be missing") }
} catch {
  print("error: \(error)")
}
