import Rtnl
import Testing
import Wire

/// The keys of objects.
@Suite struct ObjectKeyTests {
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
