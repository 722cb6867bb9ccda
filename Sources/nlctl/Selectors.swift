import CommandLine
import Render
import Rtnl
import Wire

/// The selectors of an invocation as criteria on the rows of a table.
struct Selectors {
  private let selectors: [Selector]
  private let interfaces: InterfaceNames

  init(_ invocation: Invocation, _ interfaces: InterfaceNames) {
    selectors = invocation.selectors
    self.interfaces = interfaces
  }

  /// What tells the objects that were asked for. Names of devices, tables and so on are looked up now;
  /// a literal name that does not exist is a failure.
  func match(_ type: ObjectType) throws(Failure) -> Match { Match([]) }
}
