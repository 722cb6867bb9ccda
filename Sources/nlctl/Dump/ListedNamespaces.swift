import Glibc
import NetlinkCore
import NetlinkWire

/// The network namespaces that have a name, to be entered one after another.
struct ListedNamespaces {
  /// Their names, each any bytes.
  let names: [[UInt8]]
  /// How many milliseconds it still waits for namespaces that are being made, for all of them together.
  private var patience = 1000

  /// Lists them. Throws a failure if the names cannot be read, because no names would mean no namespaces.
  init() throws(Failure) { names = try ListedNamespaces.read() }

  private static func read() throws(Failure) -> [[UInt8]] {
    do {
      return try NetworkNamespace.listed()
    } catch {
      throw Failure(Words.of(error, NetworkNamespace.folder))
    }
  }

  /// Enters one and stays in it; false if it has gone meanwhile. One that is being made is a file that stands for none,
  /// for a moment, or longer on a busy machine; and one may be removed and made again.
  mutating func enter(_ name: [UInt8]) throws(Failure) -> Bool {
    let pause = 10
    while true {
      do {
        try NetworkNamespace.enter(file: NetworkNamespace.path(ofName: name))
        return true
      } catch {
        let mayCome = error.errno == Errno.invalid || error.errno == Errno.noEntry
        if mayCome, try !ListedNamespaces.read().contains(name) { return false }
        guard mayCome, patience > 0 else {
          throw Failure(Words.of(error, "network namespace \(NamespaceDump.words(name))"))
        }
        usleep(UInt32(pause * 1000))
        patience -= pause
      }
    }
  }

  /// Enters one: nil if that was done, else the exit status.
  mutating func missed(entering name: [UInt8]) -> ExitStatus? {
    do throws(Failure) {
      return try enter(name) ? nil : .answered
    } catch {
      return ListedNamespaces.miss(name, error)
    }
  }

  /// Reports one that cannot be entered, unless it has gone meanwhile, and returns the exit status.
  static func miss(_ name: [UInt8], _ error: Failure) -> ExitStatus {
    if let names = try? read(), !names.contains(name) { return .answered }
    if let message = error.message { Diagnostics.complain(message) }
    return error.status
  }
}
