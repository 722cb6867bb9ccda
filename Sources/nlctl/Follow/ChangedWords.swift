import CommandLine
import NetlinkWire

/// Changes in words: `mtu 1500 -> 1400`, `+UP -LOWER_UP`, `master br0, state forwarding`.
enum ChangedWords {
  private static let port = "linkinfo.info_slave_"

  /// A phrase for each change, except for numbers whose names have changed, too, and for what follows from a new master.
  static func phrases(_ leaves: [ChangedLeaves.Leaf]) -> [[UInt8]] {
    let paths = Set(leaves.map { text($0.path) })
    let master = leaves.first { text($0.path) == "master" }
    var phrases: [[UInt8]] = []
    for leaf in leaves {
      let path = text(leaf.path)
      if isBesideName(path, paths) { continue }
      if path == "master" {
        phrases.append(enslaving(leaf, leaves))
      } else if master == nil || !path.hasPrefix(port) {
        phrases.append(phrase(path, leaf))
      }
    }
    return phrases
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the path is that of a number beside a name that has changed, too.
  private static func isBesideName(_ path: String, _ paths: Set<String>) -> Bool {
    if path.hasSuffix("ifindex") { return paths.contains(path.dropLast("ifindex".count) + "dev") }
    for suffix in ["_index", "_id"] where path.hasSuffix(suffix) {
      return paths.contains(String(path.dropLast(suffix.count)))
    }
    return false
  }

  /// The phrase for another master: `master br0, state forwarding`; for none, `master br0 -> none`.
  private static func enslaving(_ leaf: ChangedLeaves.Leaf, _ leaves: [ChangedLeaves.Leaf]) -> [UInt8] {
    guard let new = leaf.new else { return phrase("master", leaf) }
    var words = Array("master ".utf8)
    if let old = leaf.old { words += self.words(old) + Array(" -> ".utf8) }
    words += self.words(new)
    let state = leaves.first { text($0.path) == port + "data.state" }?.new
    if let state { words += Array(", state ".utf8) + self.words(state) }
    return words
  }

  /// The phrase for any other change.
  private static func phrase(_ path: String, _ leaf: ChangedLeaves.Leaf) -> [UInt8] {
    if let difference = difference(members(leaf.old), members(leaf.new)) {
      return path == "flags" ? difference : Array(path.utf8) + [0x20] + difference
    }
    return Array(path.utf8) + [0x20] + words(leaf.old) + Array(" -> ".utf8) + words(leaf.new)
  }

  /// `+UP -LOWER_UP`; nil if the values are not lists of words, or have the same words.
  private static func difference(_ old: [[UInt8]]?, _ new: [[UInt8]]?) -> [UInt8]? {
    guard let old, let new else { return nil }
    let gone = old.filter { !new.contains($0) }.map { [UInt8(ascii: "-")] + $0 }
    let come = new.filter { !old.contains($0) }.map { [UInt8(ascii: "+")] + $0 }
    // Only the order or the number of the words differs.
    if gone.isEmpty, come.isEmpty { return nil }
    return Array((come + gone).joined(separator: [0x20]))
  }

  /// The words in an array of strings; nil if the value is not such an array, empty if there is no value.
  private static func members(_ json: [UInt8]?) -> [[UInt8]]? {
    guard let json else { return [] }
    guard json.first == UInt8(ascii: "["), json.last == UInt8(ascii: "]") else { return nil }
    let inner = json.dropFirst().dropLast()
    if inner.isEmpty { return [] }
    let parts = inner.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.count >= 2 && $0.first == 0x22 && $0.last == 0x22 }) else { return nil }
    let words = parts.map { Array($0.dropFirst().dropLast()) }
    return words.allSatisfy { !$0.contains(0x22) && !$0.contains(0x5c) } ? words : nil
  }

  /// A value without the punctuation of JSON; `none` if there is no value.
  static func words(_ json: [UInt8]?) -> [UInt8] {
    guard let json else { return Array("none".utf8) }
    switch text(json) {
    case "null", "[]": return Array("none".utf8)
    case "true": return Array("on".utf8)
    case "false": return Array("off".utf8)
    case "\"\"": return Array("\"\"".utf8)
    default: break
    }
    var words: [UInt8] = []
    var isText = false
    var depth = 0
    var offset = 0
    while offset < json.count {
      let byte = json[offset]
      offset += 1
      if isText {
        if byte == 0x22 {
          isText = false
        } else {
          words.append(byte == 0x5c ? escaped(json, &offset) : byte)
        }
        continue
      }
      switch byte {
      case 0x22: isText = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "["), UInt8(ascii: "]"): break
      case UInt8(ascii: ":"): words.append(0x20)
      case UInt8(ascii: ","):
        if depth == 0, json.contains(UInt8(ascii: "{")) { words.append(UInt8(ascii: ";")) }
        words.append(depth == 0 && !json.contains(UInt8(ascii: "{")) ? UInt8(ascii: ",") : 0x20)
      default: words.append(byte)
      }
    }
    return words
  }

  /// The byte that an escape stands for, of which the backslash was read; the renderer escapes no other characters.
  private static func escaped(_ json: [UInt8], _ offset: inout Int) -> UInt8 {
    let letter = json[offset]
    offset += 1
    switch letter {
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "u"):
      offset += 4
      return UInt8(text(Array(json[offset - 2..<offset])), radix: 16) ?? UInt8(ascii: "?")
    default: return letter
    }
  }
}
