/// Reads a command line. It uses no environment, no files and no kernel, and may be used from any thread.
package enum Parser {
  /// The invocation that the words after the program's name ask for.
  package static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    guard !arguments.isEmpty else { throw UsageError(shortHelp: HelpTopic.short) }
    let tokens = Tokenizer(arguments).tokens
    guard let found = try CommandFinder(tokens).find() else {
      return try Interpreter(tokens: tokens).withoutCommand()
    }
    return try Interpreter(found, tokens: tokens).run()
  }
}
