/// Reads a command line. Pure: no environment, no files, no kernel; any words, any thread.
package enum Parser {
  /// What the words after the program's name ask for.
  ///
  /// Throws the two lines to print on stderr; the exit status is then 2 and nothing was executed.
  package static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    guard !arguments.isEmpty else { throw UsageError(shortHelp: HelpTopic.short) }
    let tokens = Tokenizer(arguments).tokens
    guard let found = try CommandFinder(tokens).find() else {
      return try Interpreter(tokens: tokens).withoutCommand()
    }
    return try Interpreter(found, tokens: tokens).run()
  }
}
