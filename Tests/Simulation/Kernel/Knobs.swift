/// How a simulated kernel behaves where kernels, sysctls and luck differ.
struct Knobs {
  /// How many entries a datagram of a dump holds at most.
  var entriesPerPart = 3
  /// How many bytes it holds at most.
  static var bytesPerPart: Int { 32_768 }
  /// Whether the end of a dump comes in the datagram of the last entries.
  var joinsDone = false
  /// The room of a socket's queue in bytes; nil for what the socket asks for.
  var queueRoom: Int?
  /// How late notifications of forwarding databases are, in microseconds at most.
  var lateness = 0
  /// Whether IPv6 tells nothing of routes that go with their device (`skip_notify_on_dev_down`).
  var skipsDownNotifications = false
  /// Whether routes by next hop objects name the object's device and gateway (`nexthop_compat_mode`).
  var isCompatible = true
  /// Whether some links have a virtual function, of which answers alone speak.
  var virtualFunctions = false

  /// Whether some IPv4 routes have so many hops that their message does not fit: then a dump ends there, and the kernel
  /// says nothing.
  var hidesRoutes = false

  /// Whether links that are down are changed, of which the kernel says nothing: only asking again tells.
  var changesSilently = false

  /// Whether some notifications of links, which alone can be that large, do not fit in the buffer that they are received
  /// into: what was in them is lost, and how large they are is told.
  var truncates = false

  init() {}

  /// Knobs as a seed turns them.
  init(_ random: inout Random) {
    entriesPerPart = random.pick([1, 1, 2, 2, 3, 4, 6])
    joinsDone = random.chance(50)
    queueRoom = random.chance(30) ? random.pick([2_000, 4_000, 8_000]) : nil
    skipsDownNotifications = random.chance(25)
    isCompatible = random.chance(85)
    virtualFunctions = random.chance(25)
    lateness = random.chance(20) ? random.pick([20, 100, 1_000]) : 0
    changesSilently = random.chance(15)
    hidesRoutes = random.chance(10)
  }
}
