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
struct KernelHost: Host {
  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    .kernel(try KernelSocket(protocolNumber))
  }
  func namespace() -> UInt64? { NetworkNamespace.current }
  func process() -> Int32 { NetworkNamespace.process }
}
