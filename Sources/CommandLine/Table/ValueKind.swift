/// The kind of an option's value. It parses the value, describes what a valid value is, and lists the words for
/// completion.
package enum ValueKind: Equatable, Sendable {
  /// No value.
  case none

  /// `auto`, `always` or `never`, after `=`; may be left out.
  case color

  /// The name of a device, or a glob.
  case device

  /// The name of one device.
  case interface

  /// Any name, or a glob.
  case pattern

  /// A name, or a number up to the limit: tables, protocols, scopes, groups.
  case named(UInt32)

  /// A number or range of numbers up to the limit.
  case range(UInt64)

  /// One number between the bounds.
  case number(UInt64, UInt64)

  /// A mark, a range of marks, or a mark and its mask.
  case mark

  /// An address or prefix.
  case prefix

  /// The destination of a route: an address, a prefix, or an MPLS label.
  case destination

  /// One address.
  case address

  /// A link-layer address.
  case hardware

  /// A type of service: a name, or a number that is the same as decimal and as hexadecimal, or has `0x`.
  case dsfield

  /// An IP protocol, by name or number.
  case transport

  /// One of a few words.
  case choice([String])

  /// A kind of object.
  case object

  /// A kind of object that can be followed.
  case followed

  /// What `monitor` follows: a kind of object, all of them, or a multicast group.
  case group

  /// Routing realms.
  case realm

  /// An address family.
  case family

  /// A length of time.
  case duration

  /// A number of bytes.
  case size

  /// Names with commas between them.
  case list

  /// A network namespace: path, name or process id.
  case netns

  /// A file, or `-` for a standard stream.
  case file

  /// Anything that is not empty.
  case text

  /// Whether the option needs a value, after `=` or as the next word.
  package var isRequired: Bool { self != .none && self != .color }
}

extension ValueKind {
  /// What an error message says was expected.
  package var expectation: String {
    switch self {
    case .none: "no value"
    case .color: "auto, always or never"
    case .device: "a device name or glob"
    case .interface: "a device name"
    case .pattern: "a name or glob"
    case .named(let limit): "a name, or a number from 0 to \(limit)"
    case .range(let limit): "a number from 0 to \(limit), or a range such as 10..20, 10.. or ..20"
    case .number(let low, let high): "a number from \(low) to \(high)"
    case .mark: "a mark such as 0x10, a range such as 1..15, or MARK/MASK such as 0x10/0xff"
    case .destination:
      "an IPv4 or IPv6 address or prefix, such as 192.0.2.0/24, or with '-f mpls' a label"
    case .prefix: "an IPv4 or IPv6 address or prefix, such as 192.0.2.0/24 or 2001:db8::1"
    case .address: "an IPv4 or IPv6 address"
    case .hardware: "a link-layer address such as 52:54:00:12:34:56"
    case .dsfield: "a name, or a hexadecimal number or range such as 0x10 or 0x10..0x20"
    case .transport: words.joined(separator: ", ") + " or a number from 0 to 255"
    case .group:
      "one of \(ValueKind.followed.words.joined(separator: ", ")), all, or a multicast group such as tc or mdb"
    case .choice, .object, .followed, .family: "one of " + words.joined(separator: ", ")
    case .realm: "a realm or FROM/TO, each a name or a number from 0 to 65535"
    case .duration: "a time such as 500ms, 10s, 2m or 1h"
    case .size: "a size in bytes such as 65536, 256K or 8M"
    case .list: "names with commas between them"
    case .netns: "a network namespace: a path, a name or a process id"
    case .file: "a file"
    case .text: "a word"
    }
  }

  /// The words that the value may be, if there are few.
  package var words: [String] {
    switch self {
    case .color: ColorChoice.allCases.map(\.rawValue)
    case .choice(let words): words
    case .object: ObjectName.allCases.map(\.rawValue)
    case .followed: ObjectName.followed.map(\.rawValue)
    case .group: ValueKind.followed.words + ["all"] + MulticastGroup.words
    case .family: FamilyName.allCases.map(\.rawValue)
    case .transport: ValueKind.transports.map(\.name)
    default: []
    }
  }

  /// The IP protocols that have a name here. The kernel's `IPPROTO_…`.
  static let transports: [(name: String, number: UInt64)] = [
    ("tcp", 6), ("udp", 17), ("icmp", 1), ("ipv6-icmp", 58), ("sctp", 132), ("dccp", 33), ("udplite", 136),
  ]
}
