import Foundation
import LiveKernel
import Testing

/// Generated files are checked in; they are what the generator prints.
@Suite struct GeneratedTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let generate = ProgramTests.binary.dropLast("nlctl".count) + "generate"

  /// The objects that have a schema.
  static let objects = [
    "link", "addr", "route", "neigh", "rule", "nexthop", "bucket", "netconf", "nsid", "maddr", "vlan", "mdb",
  ]

  func expect(_ file: String, is words: String) throws {
    let child = try #require(Child.start(["sh", "-c", "'\(Self.generate)' \(words)"]))
    let result = child.finish()
    let text = try String(contentsOfFile: "\(Self.root)/\(file)", encoding: .utf8)
    #expect(result.status == 0)
    #expect(result.output == text, "\(file) is not up to date: run make generate")
  }

  @Test("Schemas are up to date", arguments: objects)
  func schema(object: String) throws { try expect("schema/\(object).json", is: "schema \(object)") }

  @Test(
    "Lists of fields are up to date",
    arguments: objects)
  func fields(object: String) throws { try expect("schema/\(object).tsv", is: "fields \(object)") }

  @Test("The manual page of JSON is up to date")
  func manual() throws {
    try expect("man/nlctl-json.5", is: "man <'\(Self.root)/man/templates/nlctl-json.5.in'")
  }

  @Test(
    "The program prints the same schemas and fields",
    arguments: objects)
  func program(object: String) throws {
    for (word, ending) in [("schema", "json"), ("fields", "tsv")] {
      let child = try #require(Child.start([ProgramTests.binary, word, object]))
      let file = try String(contentsOfFile: "\(Self.root)/schema/\(object).\(ending)", encoding: .utf8)
      #expect(child.finish().output == file)
    }
  }

  @Test("Every recorded object is valid by its schema", .enabled(if: canValidate, "\(noValidator)"))
  func valid() throws {
    let child = try #require(Child.start(["python3", "\(Self.root)/Tests/Differential/validate.py"]))
    let result = child.finish()
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasPrefix("valid: "))
  }

  static let canValidate = Child.start(["python3", "-c", "import jsonschema"])?.finish().status == 0
  static let noValidator = "python3-jsonschema is not installed"
}
