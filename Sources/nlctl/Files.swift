import Glibc

/// Questions about files.
enum Files {
  /// Whether something has that path.
  static func exist(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
