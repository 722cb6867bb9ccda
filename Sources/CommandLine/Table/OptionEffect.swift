/// What an option changes in an invocation (`Interpreter.apply`).
package enum OptionEffect: Equatable, Sendable {
  case selector(SelectorRule)
  case lookup(LookupField)
  case family, ipv4, ipv6
  case json, pretty, fields, details, stats, oneline, brief, numeric, color, timestamp
  case netns, quiet, verbose, help, version, fault
  case initial, all, allNsid, mcgroup, `protocol`, count, timeout, poll, receiveBuffer
  case gone, stable, tree, dot, watch, consistent, sort, allNetns, explain, record, source, speed, baseline
}

/// The inputs of `get`.
package enum LookupField: Equatable, Sendable {
  case from, oif, iif, mark, tos, vrf, uid, transport, sourcePort, destinationPort, fibmatch, index
}
