import Foundation

/// Files of expectations beside the tests. `NLCTL_RECORD=1` writes them anew; read the difference.
enum Golden {
  /// Where this package lies.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let isRecording = ProcessInfo.processInfo.environment["NLCTL_RECORD"] == "1"

  /// The text of a file, by its path in the package; nil if there is none.
  static func text(_ path: String) -> String? {
    try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  static func record(_ text: String, _ path: String) throws {
    try text.write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8)
  }

  /// The words of a line as a shell would cut them: blanks, single quotes, nothing else.
  static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quoted = false
    for character in line {
      if character == "'" {
        quoted.toggle()
        word = word ?? ""
      } else if character == " ", !quoted {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let whole = word { words.append(whole) }
    return words
  }
}
