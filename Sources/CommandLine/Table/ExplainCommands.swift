extension CommandTable {
  static let explain = Command(
    "explain", "explain the bytes of netlink messages",
    operand: OperandRow("FILE", .file),
    examples: [
      Example("nlctl explain trace.pcap", "the messages in a capture"),
      Example("nlctl explain trace.txt", "the bytes in a text: a hexadecimal dump, a log of strace"),
      Example("nlctl link dump --explain", "what this program asks and gets"),
    ], page: "nlctl-explain"
  ) { words in .explain(words.operands.first.map { String($0) }) }
}
