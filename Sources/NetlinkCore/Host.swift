/// Where sockets come from: the kernel, or a script in its place.
package protocol Host: Sendable {
  /// Opens a socket of that protocol.
  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint
  /// A number that tells the calling thread's network namespace from others; nil where there is none.
  func namespace() -> UInt64?
  /// The calling process.
  func process() -> Int32
  /// Milliseconds of a clock that only goes forward.
  func now() -> Int
  /// The time of day, which never goes back as long as the process lives.
  func timeOfDay() -> StreamTime
  /// The bytes of a file of the system; nil when it cannot be read.
  func contents(of path: String) -> [UInt8]?
  /// This host for a caller whose sockets are all opened and used in one network namespace: it is not asked for then.
  var ofOneNamespace: any Host { get }
}

extension Host {
  /// The machine's clock.
  package func now() -> Int { Poll.now() }
  /// The machine's time of day.
  package func timeOfDay() -> StreamTime { StreamTime.now }
  /// This host itself.
  package var ofOneNamespace: any Host { self }
  /// The machine's files.
  package func contents(of path: String) -> [UInt8]? { Files.contents(of: path) }
}

/// The kernel that this process runs on.
package struct KernelHost: Host {
  private let isOfOneNamespace: Bool

  /// `isOfOneNamespace`: all its sockets are opened and used in one network namespace.
  package init(isOfOneNamespace: Bool = false) { self.isOfOneNamespace = isOfOneNamespace }
  package func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    .kernel(try KernelSocket(protocolNumber))
  }
  package var ofOneNamespace: any Host { KernelHost(isOfOneNamespace: true) }
  package func namespace() -> UInt64? { isOfOneNamespace ? 0 : NetworkNamespace.currentIdentity }
  package func process() -> Int32 { NetworkNamespace.process }
}
