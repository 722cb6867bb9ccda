extension CommandTable {
  static let explain = Command(
    .explain, "explain", "", "explain the bytes of netlink messages",
    operand: OperandRow("FILE", .file),
    examples: [
      Example("nlctl explain trace.pcap", "the messages in a capture"),
      Example("tcpdump -i nlmon0 -w - | nlctl explain", "the messages of other programs as they come"),
      Example("nlctl link dump --explain", "what this program asks and gets"),
    ], page: "nlctl-explain")
}
