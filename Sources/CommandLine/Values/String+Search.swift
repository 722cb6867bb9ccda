extension String {
  /// Whether `part` is somewhere in it, byte for byte.
  ///
  /// `contains` of a string is of another library, which half a megabyte would have to be loaded for.
  func holds(_ part: String) -> Bool {
    var rest = utf8[...]
    while rest.count >= part.utf8.count {
      if rest.starts(with: part.utf8) { return true }
      rest.removeFirst()
    }
    return false
  }
}
