// Made from the first heading of CHANGELOG.md by `make generate`.

/// The version of the program, and the date of its manual pages.
package enum Version {
  /// As `--version` prints it.
  package static let number = "0.1.0"
  /// As manual pages have it.
  package static let date = "November 29, 2026"
}
