import Foundation
import Rtnetlink
import Testing

/// Recorded messages of every object but links, decoded.
@Suite struct VectorTests {
  static let objects = ["addr", "route", "neigh", "fdb", "rule", "nexthop", "bucket"]

  /// Those that are listed but not followed.
  static let others = ["netconf", "nsid", "maddr", "vlan", "mdb"]

  @Test("There are recordings of every object")
  func recordings() {
    for object in VectorTests.objects + VectorTests.others {
      #expect(Vector.all(of: [object]).contains { !$0.messages.isEmpty }, "\(object)")
    }
  }

  /// `Tests/Expected/vectors`; NLCTL_RECORD=1 writes it anew.
  @Test("A recording decodes to the expected JSON", arguments: Vector.all(of: objects + others))
  func golden(_ vector: Vector) throws {
    let file = Vector.folder.deletingLastPathComponent()
      .appendingPathComponent("Expected/vectors/\(vector.name).json")
    let text = "[\n" + vector.lines().joined(separator: ",\n") + "\n]\n"
    if ProcessInfo.processInfo.environment["NLCTL_RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected)
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    #expect(parsed?.count == vector.messages.count)
    for object in parsed ?? [] {
      #expect(object["_unparsed"] == nil, "\(object)")
      #expect(object["family"] != nil || object["family_index"] != nil, "\(object)")
    }
  }

  static let answered = Vector.all(of: objects).filter {
    FileManager.default.fileExists(atPath: Vector.folder.appendingPathComponent("\($0.name).ip.json").path)
  }

  @Test("All that ip says of an object we say too, in the same words", arguments: answered)
  func agreement(_ vector: Vector) throws {
    let kind = String(vector.name.prefix { $0 != "-" })
    var ours: [String: [[String: Any]]] = [:]
    for line in vector.lines() {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      ours[Answer.identity(object, of: kind), default: []].append(object)
    }
    var compared = 0
    for answer in try vector.answers() {
      guard var conformed = Answer.conformed(answer, of: kind) as? [String: Any] else { continue }
      // Older `ip` leaves the type out where it says nothing new.
      if kind == "route", conformed["type"] == nil { conformed["type"] = "unicast" }
      let identity = Answer.identity(conformed, of: kind)
      guard var candidates = ours[identity], !candidates.isEmpty else {
        // Neighbours come and go while both are asked.
        if kind != "neigh" { Issue.record("\(vector.name): nothing like \(identity)") }
        continue
      }
      let found = candidates.removeFirst()
      ours[identity] = candidates
      if kind == "neigh" { conformed["state"] = nil }
      #expect(Answer.differences(conformed, found) == [], "\(vector.name) \(identity)")
      compared += 1
    }
    #expect(compared > 0)
  }

  /// Names of devices and namespaces, which no recording has, what runs, and what older `ip` calls otherwise.
  private static let incomparable: Set<String> = [
    "ifname", "interface", "dev", "port", "via", "name", "index", "timer", "vid", "family",
  ]

  @Test("What ip and bridge say of an object that is not followed we say as often", arguments: others)
  func otherAgreement(_ kind: String) throws {
    var compared = 0
    for vector in Vector.all(of: [kind]) where kind != "maddr" {  // ip reads these from files
      var ours: [String: Int] = [:]
      for line in vector.lines() {
        Self.leaves(try JSONSerialization.jsonObject(with: Data(line.utf8)), "") { ours[$0, default: 0] += 1 }
      }
      var theirs: [String: Int] = [:]
      for answer in try vector.answers() { Self.leaves(answer, "") { theirs[$0, default: 0] += 1 } }
      for (leaf, count) in theirs {
        #expect(ours[leaf, default: 0] >= count, "\(vector.name): \(leaf)")
        compared += 1
      }
    }
    #expect(compared > 0 || kind == "maddr")
  }

  /// Calls `found` with the key and value of each leaf.
  private static func leaves(_ value: Any, _ key: String, _ found: (String) -> Void) {
    if let object = value as? [String: Any] {
      for (key, inner) in object where !incomparable.contains(key) { leaves(inner, key, found) }
    } else if let array = value as? [Any] {
      for inner in array { leaves(inner, key, found) }
    } else {
      found("\(key) \(value)")
    }
  }

  @Test("Objects that exist at once have different keys", arguments: Vector.all(of: objects))
  func keys(_ vector: Vector) {
    var keys: [String: Int] = [:]
    for (index, message) in vector.messages.enumerated() {
      let key = Writer.key(message)
      #expect(!key.isEmpty)
      if vector.name.hasSuffix("-crafted") { continue }  // made by hand, of no one moment
      if let other = keys.updateValue(index, forKey: key) {
        #expect(message == vector.messages[other], "\(key) is message \(index) and \(other)")
      }
    }
  }
}
