/// The process that has a socket open.
package struct SocketOwner: Sendable, Equatable {
  package let process: Int
  /// Its name, as `/proc/PID/comm` has it.
  package let name: [UInt8]

  package init(process: Int, name: [UInt8]) {
    self.process = process
    self.name = name
  }
}
