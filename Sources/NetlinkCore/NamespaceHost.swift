private import Glibc

/// The kernel as host of sockets that are all opened in one network namespace, whichever the caller's thread is in.
///
/// A short-lived thread enters the namespace and opens the socket, so that the caller's thread never leaves its own.
/// The namespace is kept by a descriptor as long as this object lives.
final class NamespaceHost: Host {
  private let descriptor: Int32
  private let identity: UInt64

  /// Opens the namespace. Throws `.system`: ENOENT, EACCES, EINVAL for a file that is none.
  init(_ namespace: NetworkNamespace) throws(NetlinkError) {
    let path = try namespace.checkedPath()
    let descriptor = Files.open(path)
    guard descriptor >= 0 else {
      throw NetlinkError(.system, .enterNamespace, errno: -descriptor, subject: namespace.words)
    }
    self.descriptor = descriptor
    do throws(NetlinkError) {
      identity = try NamespaceHost.inside(descriptor) { NetworkNamespace.currentIdentity ?? 0 }
    } catch {
      close(descriptor)
      var error = error
      error.subject = namespace.words
      throw error
    }
  }

  deinit { close(descriptor) }

  func open(_ protocolNumber: Int32) throws(OpenFailure) -> Endpoint {
    let result: Result<Endpoint, OpenFailure>
    do throws(NetlinkError) {
      result = try NamespaceHost.inside(descriptor) {
        do throws(OpenFailure) {
          return .success(.kernel(try KernelSocket(protocolNumber)))
        } catch {
          return .failure(error)
        }
      }
    } catch {
      throw OpenFailure(errno: error.errno)
    }
    return try result.get()
  }

  func namespace() -> UInt64? { identity }
  func process() -> Int32 { NetworkNamespace.process }

  /// Runs `body` on a thread of its own in the namespace, and waits for it.
  private static func inside<Answer: Sendable>(
    _ descriptor: Int32, _ body: @escaping @Sendable () -> Answer
  ) throws(NetlinkError) -> Answer {
    let answer = Guarded<Result<Answer, NetlinkError>?>(nil)
    let worker = try Worker {
      let result: Result<Answer, NetlinkError>
      do throws(NetlinkError) {
        try NetworkNamespace.descriptor(descriptor).enter()
        result = .success(body())
      } catch {
        result = .failure(error)
      }
      answer.withLock { $0 = result }
    }
    worker.join()
    guard let result = answer.withLock({ $0 }) else { throw .system(.enterNamespace, Errno.invalid) }
    return try result.get()
  }
}

extension ChannelPool {
  /// An empty pool whose sockets are all opened in `namespace`, from whichever thread; no thread leaves its own.
  ///
  /// The namespace stays as long as the pool does. Throws `.system`: ENOENT for a name, path or process that is not
  /// there, EACCES or EPERM without the right to enter (CAP_SYS_ADMIN), EINVAL for a file that is no namespace.
  public convenience init(in namespace: NetworkNamespace) throws(NetlinkError) {
    self.init(host: try NamespaceHost(namespace))
  }
}
