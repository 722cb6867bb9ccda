import Render
import Select
import Rtnetlink
import NetlinkWire

/// What is asked of one type of object: some of its fields, and what some of them must be.
struct Asked: Sendable {
  let type: ObjectType
  let fields: [FieldPath]
  let criteria: [Match.Criterion]

  static let all = (ObjectType.all + ObjectType.others + [.linkPart]).map(Asked.init)

  private static let tests: [Match.Test] = [
    .present, .bits(0x11), .masked(0xff, value: 3), .range(1, 1500), .interfaces([1, 2, 3]),
    .word(Array("up".utf8)), .text { $0.count > 3 }, .within([10, 0, 0, 0], length: 8),
    .inside([0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 12), length: 32),
    .contains([10, 0, 0, 1], length: 32), .exactly([10, 0, 0, 0], length: 8), .label(100),
    .octets([2, 0, 0, 0, 0, 1]), .selects([10, 0, 0, 0], length: 8, lengthAt: 1), .absent,
  ]

  private init(_ type: ObjectType) {
    self.type = type
    let paths = FieldList(type.table).fields.map(\.path)
    let step = max(2, paths.count / 30)
    fields = paths.enumerated().filter { $0.offset % step == 0 }.compactMap {
      FieldPath($0.element, in: type.table)
    }
    criteria = paths.prefix(60).enumerated().filter { $0.offset % 2 == 0 }.map { offset, path in
      Match.Criterion(
        type.table.rows(at: path.split(separator: ".").map(String.init)[...]),
        [(Asked.tests[offset / 2 % Asked.tests.count], offset % 4 == 0)])
    }
  }

  static let interfaces: InterfaceNames = {
    let names = InterfaceNames()
    for (index, name) in [(1, "lo"), (2, "eth0"), (3, "e\u{1b}v")] as [(UInt32, String)] {
      let bytes = Array(name.utf8)
      unsafe names.set(index, name: bytes.span.bytes, flags: 1, type: 1)
    }
    return names
  }()

  static let names = SystemNames { space in
    let names: [(UInt32, String)] = space == .table ? [(254, "main")] : [(0, "zero"), (3, "three")]
    return names.map { (number: $0.0, name: Array($0.1.utf8)) }
  }
}
