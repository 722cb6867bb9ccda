internal import NetlinkCore
internal import Rtnetlink
internal import NetlinkWire

/// What the type of a message tells: its name, the names of its flags, and what follows its header.
struct MessageKind {
  /// What follows the message header.
  enum Content {
    /// Nothing that is known.
    case nothing
    case error, done
    /// A fixed header and attributes, which a table has.
    case table(Table)
    case generic
    /// A header of so many bytes, nil if the number is not known, and attributes that no table has.
    case structure(Int?)
  }

  var name: StaticString = ""
  var flags = FlagNames.other
  var content = Content.nothing

  /// The kind of the message with these bytes, at least 16.
  static func of(_ bytes: RawSpan, _ netlinkProtocol: UInt16) -> MessageKind {
    let type = bytes.u16(at: 4)
    switch type {
    case 0: return MessageKind()
    case ControlType.noop: return MessageKind(name: "NLMSG_NOOP")
    case ControlType.error: return MessageKind(name: "NLMSG_ERROR", flags: .acknowledgement, content: .error)
    case ControlType.done: return MessageKind(name: "NLMSG_DONE", flags: .acknowledgement, content: .done)
    case ControlType.overrun: return MessageKind(name: "NLMSG_OVERRUN")
    default: break
    }
    switch netlinkProtocol {
    case ProtocolNumber.route: return route(type, bytes)
    case ProtocolNumber.generic:
      return MessageKind(name: type == GenericController.type ? "nlctrl" : "", flags: .get, content: .generic)
    case ProtocolNumber.netfilter: return MessageKind(content: .structure(4))  // struct nfgenmsg
    default: return MessageKind(content: .structure(nil))
    }
  }

  private static func route(_ type: UInt16, _ bytes: RawSpan) -> MessageKind {
    guard type >= ControlType.firstFree else { return MessageKind() }
    let header = Message.headerLength
    let family = bytes.byteCount > header ? bytes.u8(at: header) : Family.unspecified
    let flags: FlagNames =
      switch type & Verb.mask {
      case Verb.new, Verb.set: .new
      case Verb.delete: .delete
      default: .get
      }
    var kind = MessageKind(name: RouteNames.name(of: type), flags: flags)
    let first = type & ~Verb.mask
    if bytes.u16(at: 6) & MessageFlag.request != 0, let table = OtherTables.table(ofRequest: type) {
      kind.content = .table(table)
    } else if let object = ObjectType.of(messageType: first, family: family) {
      kind.content = .table(object.table)
    } else if let object = ObjectType.other(of: first) {
      kind.content = .table(object.table)
    } else if let table = OtherTables.table(of: first) {
      kind.content = .table(table)
    } else {
      kind.content = .structure(nil)
    }
    return kind
  }
}

/// The kernel's names of rtnetlink messages.
enum RouteNames {
  private static let objects: [(first: UInt16, names: [StaticString])] = [
    (16, ["RTM_NEWLINK", "RTM_DELLINK", "RTM_GETLINK", "RTM_SETLINK"]),
    (20, ["RTM_NEWADDR", "RTM_DELADDR", "RTM_GETADDR"]),
    (24, ["RTM_NEWROUTE", "RTM_DELROUTE", "RTM_GETROUTE"]),
    (28, ["RTM_NEWNEIGH", "RTM_DELNEIGH", "RTM_GETNEIGH"]),
    (32, ["RTM_NEWRULE", "RTM_DELRULE", "RTM_GETRULE"]),
    (36, ["RTM_NEWQDISC", "RTM_DELQDISC", "RTM_GETQDISC"]),
    (40, ["RTM_NEWTCLASS", "RTM_DELTCLASS", "RTM_GETTCLASS"]),
    (44, ["RTM_NEWTFILTER", "RTM_DELTFILTER", "RTM_GETTFILTER"]),
    (48, ["RTM_NEWACTION", "RTM_DELACTION", "RTM_GETACTION"]),
    (52, ["RTM_NEWPREFIX"]),
    (56, ["RTM_NEWMULTICAST", "RTM_DELMULTICAST", "RTM_GETMULTICAST"]),
    (60, ["RTM_NEWANYCAST", "RTM_DELANYCAST", "RTM_GETANYCAST"]),
    (64, ["RTM_NEWNEIGHTBL", "", "RTM_GETNEIGHTBL", "RTM_SETNEIGHTBL"]),
    (68, ["RTM_NEWNDUSEROPT"]),
    (72, ["RTM_NEWADDRLABEL", "RTM_DELADDRLABEL", "RTM_GETADDRLABEL"]),
    (76, ["", "", "RTM_GETDCB", "RTM_SETDCB"]),
    (80, ["RTM_NEWNETCONF", "RTM_DELNETCONF", "RTM_GETNETCONF"]),
    (84, ["RTM_NEWMDB", "RTM_DELMDB", "RTM_GETMDB"]),
    (88, ["RTM_NEWNSID", "RTM_DELNSID", "RTM_GETNSID"]),
    (92, ["RTM_NEWSTATS", "", "RTM_GETSTATS", "RTM_SETSTATS"]),
    (96, ["RTM_NEWCACHEREPORT"]),
    (100, ["RTM_NEWCHAIN", "RTM_DELCHAIN", "RTM_GETCHAIN"]),
    (104, ["RTM_NEWNEXTHOP", "RTM_DELNEXTHOP", "RTM_GETNEXTHOP"]),
    (108, ["RTM_NEWLINKPROP", "RTM_DELLINKPROP", "RTM_GETLINKPROP"]),
    (112, ["RTM_NEWVLAN", "RTM_DELVLAN", "RTM_GETVLAN"]),
    (116, ["RTM_NEWNEXTHOPBUCKET", "RTM_DELNEXTHOPBUCKET", "RTM_GETNEXTHOPBUCKET"]),
    (120, ["RTM_NEWTUNNEL", "RTM_DELTUNNEL", "RTM_GETTUNNEL"]),
  ]

  /// The name of a type; empty if it has none.
  static func name(of type: UInt16) -> StaticString {
    let index = Int(type / 4) - 4
    guard index >= 0, index < objects.count else { return "" }
    let names = objects[index].names
    let verb = Int(type & Verb.mask)
    return verb < names.count ? names[verb] : ""
  }
}
