import Foundation

/// What `ip` said of an object, in the form that ours must have at least.
enum Answer {
  /// Keys that hold an interface's name, which recordings of other objects do not tell.
  private static let interfaces: Set<String> = ["dev", "ifname", "viaIf", "link_dev", "master", "oif", "iif"]

  /// Keys whose values run on between the kernel's answer to us and the one to `ip`.
  private static let running: Set<String> = [
    "expires", "age", "used", "users", "updated", "confirmed", "probes", "refcnt", "idle_time",
    "unbalanced_time", "group_stats", "stats64", "hw_stats",
  ]

  /// `ip` fetches next hops of a route by another request.
  private static let otherRequest: Set<String> = ["nh_info"]

  /// `object` without what cannot be compared, and with the documented deviations.
  static func conformed(_ object: Any, of kind: String, key: String = "") -> Any {
    if let members = object as? [String: Any] {
      var out: [String: Any] = [:]
      for (name, value) in members {
        if otherRequest.contains(name) || running.contains(name) { continue }
        if interfaces.contains(name), kind != "rule" { continue }
        if kind == "fdb", name == "state" { continue }  // a word there, an array of them here
        if name.hasSuffix("_life_time"), (value as? NSNumber)?.uint32Value != .max { continue }
        if key == "erspan_opts", (value as? NSNumber)?.intValue == 0 { continue }  // made up by `ip`
        let renamed = name.replacingOccurrences(of: "propogate", with: "propagate")
          .replacingOccurrences(of: "-", with: "_")
        out[renamed] = conformed(value, of: kind, key: name)
      }
      return out
    }
    if let members = object as? [Any] { return members.map { conformed($0, of: kind, key: key) } }
    if object is NSNull { return true as NSNumber }
    if let text = object as? String { return text.trimmingCharacters(in: .whitespaces) }
    return object
  }

  /// What `ours` lacks or says otherwise than `theirs`; empty when it says all of it.
  static func differences(_ theirs: Any, _ ours: Any?, at path: String = "") -> [String] {
    switch theirs {
    case let theirs as [String: Any]:
      guard let ours = ours as? [String: Any] else { return ["\(path): no object"] }
      return theirs.sorted { $0.key < $1.key }.flatMap {
        differences($0.value, ours[$0.key], at: "\(path).\($0.key)")
      }
    case let theirs as [Any]:
      guard let ours = ours as? [Any], ours.count == theirs.count else { return ["\(path): \(theirs)"] }
      return theirs.indices.flatMap { differences(theirs[$0], ours[$0], at: "\(path)[\($0)]") }
    case let theirs as NSNumber:
      guard let ours = ours as? NSNumber, ours == theirs, isBoolean(ours) == isBoolean(theirs) else {
        return ["\(path): ip \(theirs), ours \(String(describing: ours))"]
      }
      return []
    case let theirs as String:
      return ours as? String == theirs ? [] : ["\(path): ip \(theirs), ours \(String(describing: ours))"]
    default: return ["\(path): what is \(theirs)?"]
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool { unsafe number.objCType.pointee == 0x63 }

  /// What tells objects of a kind apart well enough to find `ip`'s among ours.
  static func identity(_ object: [String: Any], of kind: String) -> String {
    let keys: [String] =
      switch kind {
      case "addr": ["ifindex", "local", "prefixlen"]
      case "route": ["type", "dst", "table", "tos", "metric", "from"]
      case "neigh": ["dst", "lladdr", "proxy"]
      case "fdb": ["mac", "dst", "vlan", "vni", "flags"]
      case "rule": ["priority"]
      default: ["id"]
      }
    return keys.map { key in
      let value = object[key]
      return "\(key)=\(value.map { "\($0)" } ?? "")"
    }.joined(separator: " ")
  }
}
