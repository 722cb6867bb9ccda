import NetlinkCore
import NetlinkMirror

extension Failure {
  /// The failure for an error of the follower; `subject` is the name of the command.
  init(_ error: FollowError, _ subject: String) {
    switch error.activity {
    case .reading, .receiving: self.init(Words.of(error.error, subject))
    case .listing: self.init(Words.of(error.error, "ids of network namespaces"))
    case .returning: self.init(Words.of(error.error, "network namespace"))
    }
  }
}
