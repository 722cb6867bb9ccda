extension Shell {
  /// The completion script of this shell, as `nlctl completions` prints it.
  public var completions: String { "" }
}
