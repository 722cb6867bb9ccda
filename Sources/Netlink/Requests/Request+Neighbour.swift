public import NetlinkCore
internal import Rtnetlink

// Neighbours and entries of forwarding databases.
extension Request {
  /// A request that makes a neighbour of a device: `.permanent`, or `.reachable` until it has to be asked again. The
  /// kernel's `RTM_NEWNEIGH`.
  public static func newNeighbour(
    _ address: IPAddress, at linkAddress: LinkAddress, device: UInt32, state: Neighbour.State = .permanent,
    mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    var request = neighbour(RTM.newNeighbour, address.family, device, state, flags: 0, mode)
    request.appendAttribute(.neighbourAddress, address)
    request.appendAttribute(.neighbourLinkAddress, linkAddress)
    request.subject = "neighbour \(address)"
    return request
  }

  /// A request that deletes a neighbour of a device. The kernel's `RTM_DELNEIGH`.
  public static func deleteNeighbour(_ address: IPAddress, device: UInt32) -> Request {
    var request = neighbour(RTM.deleteNeighbour, address.family, device, [], flags: 0, [])
    request.appendAttribute(.neighbourAddress, address)
    request.subject = "neighbour \(address)"
    return request
  }

  /// A request that puts an address into a forwarding database: that of the device itself, or of the bridge that it is
  /// a port of. `.permanent` is for the host itself, `.noARP` stays, `.reachable` grows old. Append `.neighbourAddress`
  /// for the far end of a tunnel. The kernel's `RTM_NEWNEIGH`.
  public static func newForwardingEntry(
    _ address: LinkAddress, device: UInt32, ofBridge isOfBridge: Bool = false, vlan: UInt16? = nil,
    state: Neighbour.State = .permanent, mode: ChangeMode = [.create, .exclusive]
  ) -> Request {
    forwardingEntry(RTM.newNeighbour, address, device, isOfBridge, vlan, state, mode)
  }

  /// A request that takes an address out of a forwarding database: that of the device itself, or of the bridge that it
  /// is a port of. The kernel's `RTM_DELNEIGH`.
  public static func deleteForwardingEntry(
    _ address: LinkAddress, device: UInt32, ofBridge isOfBridge: Bool = false, vlan: UInt16? = nil
  ) -> Request {
    // A device's own database has permanent entries alone, and wants to be told.
    forwardingEntry(RTM.deleteNeighbour, address, device, isOfBridge, vlan, .permanent, [])
  }

  private static func forwardingEntry(
    _ type: UInt16, _ address: LinkAddress, _ device: UInt32, _ isOfBridge: Bool, _ vlan: UInt16?,
    _ state: Neighbour.State, _ mode: ChangeMode
  ) -> Request {
    let flags = isOfBridge ? NeighbourFlag.ofMaster : NeighbourFlag.own
    var request = neighbour(type, .bridge, device, state, flags: flags, mode)
    request.appendAttribute(.neighbourLinkAddress, address)
    if let vlan { request.appendAttribute(.neighbourVLAN, u16: vlan) }
    request.subject = "forwarding entry \(address)"
    return request
  }

  /// `struct ndmsg`.
  private static func neighbour(
    _ type: UInt16, _ family: AddressFamily, _ device: UInt32, _ state: Neighbour.State, flags: UInt8,
    _ mode: ChangeMode
  ) -> Request {
    let header = [family.rawValue, 0, 0, 0] + device.octets + state.rawValue.octets + [flags, 0]
    return make(.neighbour, type, header, mode)
  }
}
