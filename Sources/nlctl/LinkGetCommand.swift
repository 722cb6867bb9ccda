import CommandLine
import Netlink
import Render
import Rtnl
import Wire

/// `nlctl link get NAME|INDEX`.
enum LinkGetCommand {
  static func run(_ invocation: Invocation, _ name: String) throws(Failure) -> ExitStatus {
    throw Failure("\(invocation.path): not in this version", .usage)
  }
}
