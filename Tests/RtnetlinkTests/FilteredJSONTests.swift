import Render
import Rtnetlink
import Testing
import NetlinkWire

/// JSON with only some fields, over every recorded message.
@Suite struct FilteredJSONTests {
  static let types = ObjectType.all + [.linkPart]

  /// A few messages of each type of each recording.
  static let sample: [(name: String, type: ObjectType, bytes: [UInt8])] = Vector.all.flatMap { vector in
    let typed = vector.messages.compactMap { bytes in
      unsafe ObjectType.of(Message(bytes.span.bytes)).map { (vector.name, $0, bytes) }
    }
    return typed.count < 3 ? typed : [typed[0], typed[typed.count / 2], typed[typed.count - 1]]
  }

  @Test("Whatever field is asked for, nothing is empty: what has none of it is left out", arguments: types)
  func nothingEmpty(type: ObjectType) throws {
    let messages = Self.sample.filter { $0.type.name.equals(type.name) }
    var (written, leftOut) = (0, 0)
    for field in FieldList(type.table).fields {
      let path = try #require(FieldPath(field.path, in: type.table))
      var filtered = FilteredJSON(
        JSON(interfaces: TextLine.interfaces(), system: TextLine.system), fields: [path])
      var walker = Walker()
      let steps = field.path.split(separator: ".")
      for (name, _, bytes) in messages {
        filtered.buffer.truncate(to: 0)
        let isSomething = unsafe filtered.object(Message(bytes.span.bytes), by: type.table, &walker)
        let text = TextLine().string(filtered.buffer)
        guard isSomething else {
          leftOut += 1
          #expect(text.isEmpty, "\(name) \(field.path): \(text)")
          continue
        }
        written += 1
        #expect(!text.contains("{}"), "\(name) \(field.path): \(text)")
        let isEmpty = text.replacing("\"\(steps[steps.count - 1])\":[]", with: "").contains("[]")
        #expect(!isEmpty || "\(field.type.word)".hasPrefix("object"), "\(name) \(field.path): \(text)")
      }
    }
    #expect(written > 10 && leftOut > 10)
  }

  @Test("A field has the same value whether it is chosen or among all", arguments: types)
  func sameValue(type: ObjectType) throws {
    var walker = Walker()
    var json = JSON(interfaces: TextLine.interfaces(), system: TextLine.system)
    let messages = Self.sample.filter { $0.type.name.equals(type.name) }.map { (name, _, bytes) in
      json.buffer.truncate(to: 0)
      unsafe json.object(Message(bytes.span.bytes), by: type.table, &walker)
      return (name: name, bytes: bytes, whole: TextLine().string(json.buffer))
    }
    var compared = 0
    for field in FieldList(type.table).fields {
      let path = try #require(FieldPath(field.path, in: type.table))
      let key = try #require(field.path.split(separator: ".").last)
      var filtered = FilteredJSON(
        JSON(interfaces: TextLine.interfaces(), system: TextLine.system), fields: [path])
      for (name, bytes, whole) in messages {
        filtered.buffer.truncate(to: 0)
        guard unsafe filtered.object(Message(bytes.span.bytes), by: type.table, &walker) else { continue }
        for member in members("\(key)", of: TextLine().string(filtered.buffer)) {
          compared += 1
          #expect(whole.contains(member), "\(name) \(field.path): \(member)")
        }
      }
    }
    #expect(compared > 10)
  }

  /// The members of that key in an object, `"key":value`, whose values are neither arrays nor objects.
  private func members(_ key: String, of text: String) -> [String] {
    text.split(separator: "\"\(key)\":").dropFirst().compactMap { rest in
      guard let first = rest.first, first != "[", first != "{" else { return nil }
      let isString = first == "\""
      let value = rest.dropFirst(isString ? 1 : 0).prefix { isString ? $0 != "\"" : !",}]".contains($0) }
      return "\"\(key)\":" + (isString ? "\"\(value)\"" : value)
    }
  }

  @Test("A member of an array that has none of the fields is left out, and so is an array of such")
  func arrays() {
    let header: [UInt8] = [2, 0, 0, 0, 254, 3, 0, 1] + TextLine.u32(0)
    func hop(_ index: UInt32, _ more: [TextLine.Attribute]) -> [UInt8] {
      let rest = TextLine.nest(more)
      return [UInt8(8 + rest.count), 0, 0, 0] + TextLine.u32(index) + rest
    }
    let gateway: TextLine.Attribute = (5, [192, 0, 2, 1])
    let both = TextLine.message(.route, header: header, [(9, hop(2, []) + hop(3, [gateway]))])
    let neither = TextLine.message(.route, header: header, [(9, hop(2, []) + hop(3, []))])
    let paths = ["nexthops.gateway"].compactMap { FieldPath($0, in: ObjectType.route.table) }
    var filtered = FilteredJSON(
      JSON(interfaces: TextLine.interfaces(), system: TextLine.system), fields: paths)
    var walker = Walker()
    for message in [neither, both, neither] {
      _ = unsafe filtered.object(Message(message.span.bytes), by: ObjectType.route.table, &walker)
    }
    #expect(TextLine().string(filtered.buffer) == #"{"nexthops":[{"gateway":"192.0.2.1"}]}"#)
  }

  @Test("The name of a device and the number beside it are had each alone, or together")
  func numbers() {
    let header: [UInt8] = [2, 0, 0, 0] + TextLine.u32(2) + [0x80, 0, 0, 1]
    let message = TextLine.message(.neigh, header: header, [(1, [192, 0, 2, 1])])
    for (fields, expected) in [
      (["dev"], #"{"dev":"eth0"}"#), (["ifindex"], #"{"ifindex":2}"#),
      (["dev", "ifindex"], #"{"dev":"eth0","ifindex":2}"#), (["dst"], #"{"dst":"192.0.2.1"}"#),
    ] as [([String], String)] {
      let paths = fields.compactMap { FieldPath($0, in: ObjectType.neigh.table) }
      var filtered = FilteredJSON(
        JSON(interfaces: TextLine.interfaces(), system: TextLine.system), fields: paths)
      var walker = Walker()
      _ = unsafe filtered.object(Message(message.span.bytes), by: ObjectType.neigh.table, &walker)
      #expect(TextLine().string(filtered.buffer) == expected)
    }
  }
}
