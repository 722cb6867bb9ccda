// Generic netlink: finds a family by its name, and asks it for all families there are.

import Netlink

let client = NetlinkClient(.generic)

do {
  let control = try client.family(named: "nlctrl", until: .after(.seconds(10)))
  print("nlctrl has number \(control.id) and the groups \(control.groups.keys.sorted())")

  // CTRL_CMD_GETFAMILY, of a family that the library knows nothing of: numbers of one's own.
  let request = Request.generic(control, command: 3, isIdempotent: true)
  var names: [String] = []
  try client.snapshot(request).forEach { message in
    // CTRL_ATTR_FAMILY_NAME, behind `struct genlmsghdr`.
    message.withAttribute(2, headerLength: 4) { names.append($0.string) }
  }
  print(names.count, "families:", names.sorted().joined(separator: " "))

  _ = try client.family(named: "no-such-family")
} catch {
  // One readable line: generic family no-such-family: no such file or directory (ENOENT)
  print("error: \(error)")
}
