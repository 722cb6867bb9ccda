private import CNetlink

/// The words of the command line, as the program was given them.
///
/// `CommandLine.arguments` reads `/proc/self/cmdline`, which is not there early in the boot or in a bare chroot, and
/// replaces bytes that are no UTF-8.
package enum ProgramArguments {
  /// The bytes of each word after the program's name.
  package static var bytes: [[UInt8]] {
    var words: [[UInt8]] = []
    while let word = unsafe cnl_argument(Int32(words.count + 1)) {
      var bytes: [UInt8] = []
      var place = 0
      while unsafe word[place] != 0 {
        bytes.append(UInt8(bitPattern: unsafe word[place]))
        place += 1
      }
      words.append(bytes)
    }
    return words
  }
}
