import NetlinkCore
import NetlinkMirror

/// Finds namespaces of a simulated kernel by their ids, and enters them.
final class Directory: NamespaceDirectory {
  private let kernel: SimulatedKernel

  init(_ kernel: SimulatedKernel) { self.kernel = kernel }

  func ask(by client: NetlinkClient) {}
  func ids() throws(NetlinkError) -> [Int32] { kernel.ids.keys.sorted() }
  func look(for ids: [Int32]) {}
  func place(of id: Int32) -> NamespacePlace? {
    kernel.pause()
    return kernel.ids[id].map { NamespacePlace(path: Array("\($0)".utf8), name: nil) }
  }
  func enter(_ place: NamespacePlace) -> Bool {
    kernel.pause()
    guard let number = Int(String(decoding: place.path, as: UTF8.self)), kernel.ids.values.contains(number)
    else { return false }
    kernel.current = number
    return true
  }
  func leave() throws(NetlinkError) { kernel.current = 0 }
}
