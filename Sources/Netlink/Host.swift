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
  /// Nothing is opened yet.
  package init() {}
  package func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    .kernel(try KernelSocket(protocolNumber))
  }
  package func namespace() -> UInt64? { NetworkNamespace.current }
  package func process() -> Int32 { NetworkNamespace.process }
}
