import CommandLine

/// One line that says everything an invocation holds, for tables of expectations.
func outcome(of arguments: [String]) -> String {
  do throws(UsageError) {
    return describe(try Parser.parse(arguments))
  } catch {
    return "error[\(error.path)]: \(error.message)"
  }
}

private func describe(_ invocation: Invocation) -> String {
  var words = [describe(invocation.action)]
  words += invocation.selectors.map { ($0.isNegated ? "!" : "") + $0.name + describe($0.value) }
  if let family = invocation.family { words.append("family:\(family)") }
  switch invocation.netns {
  case .path(let path): words.append("netns-path:\(path)")
  case .name(let name): words.append("netns:\(name)")
  case nil: break
  }
  let switches: [(Bool, String)] = [
    (invocation.json, "json"), (invocation.pretty, "pretty"), (invocation.oneline, "oneline"),
    (invocation.brief, "brief"), (invocation.allNetns, "all-netns"), (invocation.dot, "dot"),
    (invocation.numeric, "numeric"), (invocation.timestamp, "timestamp"), (invocation.quiet, "quiet"),
    (invocation.verbose, "verbose"), (invocation.consistent, "consistent"),
    (invocation.tree, "tree"), (invocation.explain, "explain"),
  ]
  words += switches.filter(\.0).map(\.1)
  if let fields = invocation.fields { words.append("fields:" + fields.joined(separator: "|")) }
  if invocation.details > 0 { words.append("details:\(invocation.details)") }
  if invocation.stats > 0 { words.append("stats:\(invocation.stats)") }
  if invocation.color != .auto { words.append("color:\(invocation.color)") }
  if let file = invocation.record { words.append("record:\(file)") }
  if let file = invocation.source { words.append("from:\(file)") }
  if let fault = invocation.fault { words.append("fault:\(fault)") }
  if let field = invocation.sort { words.append("sort:\(field)") }
  if let timeout = invocation.timeout { words.append("timeout:\(timeout)") }
  return words.joined(separator: " ")
}

private func describe(_ action: Action) -> String {
  switch action {
  case .dump(let object): return "dump \(object)"
  case .getLink(let name): return "get link \(name)"
  case .getNexthop(let id): return "get nexthop \(id)"
  case .getNeigh(let address, let device): return "get neigh \(address) dev \(device)"
  case .netns: return "dump netns"
  case .getBucket(let id, let index): return "get bucket \(id) index \(index)"
  case .getRoute(let lookup): return describe(lookup)
  case .monitor(let options): return describe(options)
  case .wait(let object, let options):
    return
      (["wait \(object)"] + (options.gone ? ["gone"] : [])
      + (options.stable.map { ["stable:\($0)"] } ?? [])).joined(separator: " ")
  case .snapshot(let objects): return (["snapshot"] + objects.map(\.rawValue)).joined(separator: " ")
  case .diff(let one, let other): return "diff '\(one)'" + (other.map { " '\($0)'" } ?? "")
  case .explain(let file): return "explain" + (file.map { " '\($0)'" } ?? "")
  case .fields(let object): return "fields \(object)"
  case .schema(let object): return "schema \(object)"
  case .completions(let shell): return "completions \(shell)"
  case .complete(.topic(let topic), let object): return "complete \(topic)" + (object.map { " \($0)" } ?? "")
  case .complete(.words(let words), _): return "complete " + words.joined(separator: " ")
  case .complete(.values, _): return "complete values"
  case .help(let topic): return "help '\(topic.path)'"
  case .version: return "version"
  }
}

private func describe(_ lookup: RouteLookup) -> String {
  var words = ["get route \(lookup.destination)"]
  if let from = lookup.from { words.append("from:\(from)") }
  if let oif = lookup.oif { words.append("oif:\(oif)") }
  if let iif = lookup.iif { words.append("iif:\(iif)") }
  if let mark = lookup.mark { words.append("mark:\(mark)") }
  if let tos = lookup.tos { words.append("tos" + describe(tos)) }
  if let vrf = lookup.vrf { words.append("vrf:\(vrf)") }
  if let uid = lookup.uid { words.append("uid:\(uid)") }
  if let transport = lookup.transport { words.append("ipproto:\(transport)") }
  if let port = lookup.sourcePort { words.append("sport:\(port)") }
  if let port = lookup.destinationPort { words.append("dport:\(port)") }
  if lookup.fibmatch { words.append("fibmatch") }
  return words.joined(separator: " ")
}

private func describe(_ options: MonitorOptions) -> String {
  var words = ["monitor"] + options.objects.map(\.rawValue)
  if options.isEverything { words.append("everything") }
  words += options.groups.map { "group:\($0)" }
  if options.initial { words.append("initial") }
  if let file = options.baseline { words.append("baseline:\(file)") }
  if let speed = options.speed { words.append("speed:\(speed)") }
  if options.all { words.append("all") }
  if options.allNsid { words.append("all-nsid") }
  words += options.multicastGroups.map { "mcgroup" + describe($0) }
  if let name = options.netlinkProtocol { words.append("protocol" + describe(name)) }
  if let count = options.count { words.append("count:\(count)") }
  if let size = options.receiveBuffer { words.append("rcvbuf:\(size)") }
  return words.joined(separator: " ")
}

private func describe(_ name: NameOrNumber) -> String {
  switch name {
  case .name(let name): "='\(name)'"
  case .number(let number): "=#\(number)"
  }
}

private func describe(_ value: SelectorValue) -> String {
  switch value {
  case .present: return ""
  case .pattern(let pattern): return pattern.literal.map { "='\($0)'" } ?? "~'\(pattern.text)'"
  case .named(let name): return describe(name)
  case .range(let range): return range.single.map { "=\($0)" } ?? "=\(range.lower)..\(range.upper)"
  case .prefix(let prefix): return "=\(prefix)"
  case .hardware(let address):
    return "=" + address.bytes.map { String($0, radix: 16) }.joined(separator: ":")
  case .choice(let word): return "=\(word)"
  case .realm(let realm): return "=" + (realm.source.map(describe) ?? "") + "/" + describe(realm.destination)
  case .mark(let mark):
    let values = mark.values.single.map { "\($0)" } ?? "\(mark.values.lower)..\(mark.values.upper)"
    return "=\(values)" + (mark.mask.map { "/\($0)" } ?? "")
  case .family(let family): return "=\(family)"
  }
}
