import CommandLine
import NetlinkWire
import Render
import Rtnetlink

extension Session {
  /// The number of a name in a file of the system. An unknown name is a failure.
  mutating func number(_ value: NameOrNumber, _ space: SystemName) throws(Failure) -> UInt32 {
    switch value {
    case .number(let number): return number
    case .name(let name):
      if numbers == nil { numbers = [:] }
      if numbers?[space] == nil { numbers?[space] = names.numbers(in: space) }
      guard let number = numbers?[space]?[Array(name.utf8)] else {
        let names = SystemNameFiles.names(of: space).map { String(decoding: $0.name, as: UTF8.self) }
        throw Failure(
          "\(subject): no \(space.word) has the name '\(name)'" + Suggestion.clause(name, among: names))
      }
      return number
    }
  }
}

extension SystemName {
  /// The word for a number of the space, for messages.
  fileprivate var word: String {
    switch self {
    case .table: "table"
    case .protocol: "protocol"
    case .scope: "scope"
    case .realm: "realm"
    case .dsfield: "type of service"
    case .dscp: "code point"
    case .group: "group"
    case .addressProtocol: "address protocol"
    case .protoDownReason: "reason"
    case .internetProtocol: "protocol above IP"
    case .user: "user"
    case .userGroup: "user group"
    }
  }
}
