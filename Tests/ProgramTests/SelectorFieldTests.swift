import CommandLine
import NetlinkWire
import Rtnetlink
import Testing

@testable import nlctl

/// A selector looks at something, or is an error; it never lets everything through.
@Suite struct SelectorFieldTests {
  @Test("Each selector of the command table names fields that its object has", arguments: ObjectName.allCases)
  func namesFields(object: ObjectName) throws {
    let type = try #require(ObjectType.named(object.rawValue))
    for row in CommandTable.selectors(of: object) {
      let field = try #require(try SelectedField(row.name, of: object, in: type), "\(object) \(row.name)")
      #expect(!field.parts.isEmpty && field.parts.allSatisfy { !$0.isEmpty }, "\(object) \(row.name)")
      switch row.value {
      case .named, .dsfield: #expect(field.space != nil, "\(object) \(row.name): what are its names?")
      // A word without a value is a flag, or is there or not.
      case .none where field.parts.joined().contains { $0.shape.flagKeys != nil }:
        #expect(!field.flags.isEmpty, "\(object) \(row.name): which flag?")
      default: break
      }
      if case .selects = field.rule.comparison { #expect(field.lengthOffset > 0) }
    }
  }

  @Test("A selector whose field the object lacks is an error")
  func unknownField() throws {
    #expect(throws: Failure.self) { _ = try SelectedField("mtu", of: .link, in: .addr) }
    #expect(throws: Failure.self) { _ = try SelectedField("tentative", of: .addr, in: .link) }
    #expect(throws: Failure.self) { _ = try SelectedField("up", of: .link, in: .route) }
  }

  @Test("A selector that the object does not have is none of its own")
  func otherObject() throws {
    let field = try SelectedField("mtu", of: .addr, in: .addr)
    #expect(field?.parts.count == nil)
    let family = try SelectedField("family", of: .addr, in: .addr)
    #expect(family?.parts.isEmpty == false)
  }
}
