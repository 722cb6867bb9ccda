public import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

// Filters of lists. The kernel filters as far as it can; `includes` checks each object again.

/// Chooses objects of one kind: has the requests to send, and decides which objects of the answers to keep.
///
/// `Link.Filter` and its kin are filters; you may write your own. A value; thread-safe.
/// OVS: none.
public protocol ObjectFilter: Sendable {
  /// The objects that it chooses from.
  associatedtype Object: TypedObject
  /// The requests to send, one table after another. A table that the kernel does not have counts as empty, unless it
  /// has none of them.
  var requests: [Request] { get }
  /// Whether an object of an answer is kept: the kernel does not filter by everything.
  func includes(_ object: Object) -> Bool
}

extension ObjectFilter {
  /// The requests with a subject and the names of attributes, for readable errors.
  func named(_ requests: [Request], _ subject: String) -> [Request] {
    requests.map { $0.named(Object.objectKind, subject) }
  }
}

extension Link {
  /// Chooses links; all of them unless a property is set.
  public struct Filter: ObjectFilter, Hashable {
    /// Ports of this device alone.
    public var master: UInt32?
    /// Devices of this kind alone, such as `vxlan`.
    public var kind: String?

    /// All links, or only those with these properties.
    public init(master: UInt32? = nil, kind: String? = nil) {
      self.master = master
      self.kind = kind
    }

    /// What to ask.
    public var requests: [Request] { named([LinkRequest.all(master: master, kind: kind)], "links") }

    /// Whether a link is wanted.
    public func includes(_ link: Link) -> Bool {
      (master == nil || link.master == master) && (kind == nil || link.kind == kind)
    }
  }
}

extension Address {
  /// Chooses addresses; all of them unless a property is set.
  public struct Filter: ObjectFilter, Hashable {
    /// Addresses of this family alone.
    public var family: AddressFamily?
    /// Addresses of this device alone.
    public var device: UInt32?

    /// All addresses, or only those with these properties.
    public init(family: AddressFamily? = nil, device: UInt32? = nil) {
      self.family = family
      self.device = device
    }

    /// What to ask.
    public var requests: [Request] {
      named(
        (family.map { [$0] } ?? [.ipv4, .ipv6]).map {
          AddressRequest.all(family: $0.rawValue, device: device ?? 0)
        }, "addresses")
    }

    /// Whether an address is wanted.
    public func includes(_ address: Address) -> Bool {
      (device == nil || address.device == device) && (family == nil || address.family == family)
    }
  }
}

extension Neighbour {
  /// Chooses neighbours; those of IPv4 and IPv6 unless a property is set.
  public struct Filter: ObjectFilter, Hashable {
    /// Neighbours of this family alone; `.bridge` for forwarding databases.
    public var family: AddressFamily?
    /// Neighbours on this device alone.
    public var device: UInt32?

    /// All neighbours, or only those with these properties.
    public init(family: AddressFamily? = nil, device: UInt32? = nil) {
      self.family = family
      self.device = device
    }

    /// What to ask.
    public var requests: [Request] {
      named(
        (family.map { [$0] } ?? [.ipv4, .ipv6]).map {
          NeighbourRequest.all(family: $0.rawValue, device: device ?? 0, master: 0, proxies: false)
        }, "neighbours")
    }

    /// Whether a neighbour is wanted.
    public func includes(_ neighbour: Neighbour) -> Bool {
      (device == nil || neighbour.device == device) && (family == nil || neighbour.family == family)
    }
  }
}

extension Rule {
  /// Chooses rules; those of IPv4 and IPv6 unless a property is set.
  public struct Filter: ObjectFilter, Hashable {
    /// Rules of this family alone.
    public var family: AddressFamily?

    /// All rules, or only those of a family.
    public init(family: AddressFamily? = nil) { self.family = family }

    /// What to ask.
    public var requests: [Request] {
      named(
        (family.map { [$0] } ?? [.ipv4, .ipv6]).map { RuleRequest.all(family: $0.rawValue) }, "rules")
    }

    /// Whether a rule is wanted.
    public func includes(_ rule: Rule) -> Bool { family == nil || rule.family == family }
  }
}

extension NextHop {
  /// Chooses next hops; all of them unless a property is set.
  public struct Filter: ObjectFilter, Hashable {
    /// Next hops by this device alone.
    public var device: UInt32?
    /// Groups alone.
    public var isGroup = false

    /// All next hops, or only those with these properties.
    public init(device: UInt32? = nil, isGroup: Bool = false) {
      self.device = device
      self.isGroup = isGroup
    }

    /// What to ask.
    public var requests: [Request] {
      named(
        [
          NextHopRequest.all(
            family: AddressFamily.unspecified.rawValue, device: device, master: nil, groups: isGroup,
            forwarding: false)
        ], "next hops")
    }

    /// Whether a next hop is wanted.
    public func includes(_ nextHop: NextHop) -> Bool {
      (device == nil || nextHop.device == device) && (!isGroup || !nextHop.members.isEmpty)
    }
  }
}
