import Foundation
import Render
import Testing

@testable import Explain

/// JSON of explain is what its schema says, and its fields cover every byte.
@Suite struct SchemaTests {
  private static let checker = """
    import json, sys, jsonschema
    validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
    def pairs(found):
        assert len(found) == len(dict(found)), found
        return dict(found)
    def cover(fields, place):
        for field in fields:
            assert field['offset'] == place, field
            place += field['length']
            if 'fields' in field:
                start = field['offset'] + (4 if 'type' in field else 0)
                assert cover(field['fields'], start) == place, field
        return place
    count = 0
    for line in open(sys.argv[2]):
        message = json.loads(line, object_pairs_hook=pairs)
        validator.validate(message)
        assert cover(message['fields'], 0) >= message['length'], message
        count += 1
    print(count)
    """

  @Test("Every vector's JSON validates, and tells every byte once")
  func vectors() throws {
    var text = ""
    var count = 0
    for name in Explained.vectors {
      let collected = Collected(try Explained.vector(name))
      count += collected.datagrams.count
      text += Explained.explain(collected, .json)
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("explain-\(UUID()).json")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", Self.checker, Explained.root.appendingPathComponent("schema/explain.json").path,
      file.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(Int(answer.trimmingCharacters(in: .whitespacesAndNewlines)) == count)
    #expect(!text.contains("\"damage\""))
  }
}
