import Rtnetlink
import Testing
import NetlinkWire

/// The keys of objects.
@Suite struct ObjectKeyTests {
  @Test("Every type of object is found by its name, and what is said of links without their table is so")
  func named() {
    for type in ObjectType.all { #expect(ObjectType.named("\(type.name)")?.table == type.table) }
    #expect(ObjectType.named("nosuch") == nil)
    #expect(ObjectType.link.new == RTM.newLink)
    #expect(ObjectType.link.table.headerLength == ObjectType.linkHeaderLength)
  }

  private let objects: [ObjectType] = [.addr, .route, .neigh, .rule, .nexthop]

  @Test("No two rows of an object at one place have the same key, but for alternatives")
  func keys() {
    for object in objects {
      var seen: [String: String] = [:]
      for index in 0..<object.table.count {
        let row = object.table[index]
        guard !row.key.isEmpty, "\(row.key)" != "flags" else { continue }
        #expect(
          seen.updateValue("\(row.kernelName)", forKey: "\(row.key)") == nil, "\(object.name) \(row.key)")
      }
    }
  }
}
