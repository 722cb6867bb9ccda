/// Reads a command line. It uses no environment, no files and no kernel, and may be used from any thread.
package enum Parser {
  /// The invocation that the words after the program's name ask for. Those that were not typed so, but have bytes that
  /// are no UTF-8, are among `escaped`.
  package static func parse(
    _ arguments: [String], escaped: [String] = []
  ) throws(UsageError) -> Invocation {
    guard !arguments.isEmpty else { throw UsageError(shortHelp: HelpTopic.short) }
    let tokens = Tokenizer(arguments).tokens
    guard let found = try CommandFinder(tokens).find() else {
      return try Interpreter(tokens: tokens).withoutCommand()
    }
    var interpreter = Interpreter(found, tokens: tokens)
    interpreter.escaped = escaped
    return try interpreter.run()
  }
}
