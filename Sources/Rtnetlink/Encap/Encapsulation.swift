internal import NetlinkWire

/// What a route or next hop puts around packets (lightweight tunnels). Kernel: `net/core/lwtunnel.c`.
///
/// Adding one is a file beside this with its rows, and one line in `types`.
enum Encapsulation {
  /// The row of the object `encap`: the attributes of the kind of encapsulation and of its contents, which stand side
  /// by side in a route, a hop of a route, and a next hop object.
  static func row(
    headerLength: Int, type: UInt16, _ typeName: StaticString, encapsulation: UInt16, _ name: StaticString
  ) -> Attribute {
    .field(
      0, name, "encap",
      .part(
        Table(
          name, headerLength: headerLength,
          [
            Attribute(type, typeName, "encap_type", .named(names), "Kind of encapsulation."),
            Attribute(
              encapsulation, name, "", .inlineSelected(by: type, Selection(isByName: false, types)),
              "What belongs to the kind."),
          ])), "What packets are put into.")
  }

  /// `LWTUNNEL_ENCAP_…`
  private static let names: Names = [
    0: "none", 1: "mpls", 2: "ip", 3: "ila", 4: "ip6", 5: "seg6", 6: "bpf", 7: "seg6local", 8: "rpl",
    9: "ioam6", 10: "xfrm",
  ]

  private static let types: [Selection.Entry] = [
    .init(1, mpls), .init(2, ip), .init(3, ila), .init(4, ip6), .init(5, seg6), .init(6, bpf),
    .init(7, seg6Local), .init(8, rpl), .init(9, ioam6), .init(10, xfrm),
  ]
}
