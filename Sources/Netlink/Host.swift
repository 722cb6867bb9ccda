/// Where sockets come from: the kernel, or a script in its place.
package protocol Host: Sendable {
  /// Opens a socket of that protocol.
  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint
  /// What tells the calling thread's network namespace from others; nil if nothing does.
  func namespace() -> UInt64?
  /// The calling process.
  func process() -> Int32
}

/// The kernel that this process runs on.
package struct KernelHost: Host {
  private let isOfOneNamespace: Bool

  /// Nothing is opened yet.
  package init(isOfOneNamespace: Bool = false) { self.isOfOneNamespace = isOfOneNamespace }
  package func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    .kernel(try KernelSocket(protocolNumber))
  }
  package func namespace() -> UInt64? { isOfOneNamespace ? 0 : NetworkNamespace.current }
  package func process() -> Int32 { NetworkNamespace.process }
}
