// Follows the addresses of all devices, for ever or for as many changes as the argument says.

import Netlink

let limit = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? .max
var count = 0

do {
  for try await change in Following([.addresses], includingInitial: true) {
    if let address = Address(change.object), let prefix = address.prefix {
      // The device is named as it was called then, also where it is gone by now.
      print(change.kind, prefix, "dev", address.deviceName ?? "\(address.device)", change.changedPaths)
      count += 1
    } else if case .lost(let number) = change.kind {
      print("lost", number.map { "\($0)" } ?? "an unknown number of", "notifications; reading again")
    } else if change.kind == .initialEnd {
      print("these are there; now what changes")
    }
    if count >= limit { break }
  }
} catch {
  print("error: \(error)")
}
