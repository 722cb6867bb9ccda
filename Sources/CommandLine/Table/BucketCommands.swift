extension CommandTable {
  /// The selectors of buckets.
  static let bucketSelectors: [OptionRow] = [
    .selector("id", .range(0xFFFF_FFFF), "ID", "its group", offers: .nexthops),
    .selector("index", .range(65535), "N", "its number in the group, from 0", field: "bucket.index"),
    .selector(
      "nhid", .range(0xFFFF_FFFF), "ID", "the next hop that has it", field: "bucket.nhid", offers: .nexthops),
    .selector(
      "dev", .device, "NAME", "the device its next hop leaves by", field: "bucket.nhid", comparedAs: .hop,
      offers: .links),
    .selector(
      "master", .device, "NAME", "its next hop's device is enslaved to", field: "bucket.nhid",
      comparedAs: .hopOfPort, offers: .masters),
  ]

  static let bucketDump = Command.dump(
    .bucket, "list the buckets of resilient next hop groups", selectors: bucketSelectors,
    examples: [
      Example("nlctl bucket dump id 30", "which next hop has which bucket of group 30"),
      Example("nlctl bucket dump nhid 1", "the buckets that next hop 1 has"),
    ], page: "nlctl-nexthop")

  static let bucketGet = Command.get(
    .bucket, "show one bucket of a group",
    operand: OperandRow("ID", .number(1, 0xFFFF_FFFF), required: true, offers: .nexthops, lead: "id"),
    inputs: [
      .input(.index, "index", .number(0, 65535), "N", "the bucket's number, from 0", required: true)
    ],
    examples: [
      Example("nlctl bucket get 30 index 0", "the first bucket of group 30"),
      Example("nlctl -j bucket get 30 index 0", "the same, as JSON"),
    ], page: "nlctl-nexthop")
}
