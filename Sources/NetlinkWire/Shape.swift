/// What the bytes of an attribute or a struct field mean: the vocabulary of the tables.
///
/// The words are those of the kernel's own netlink specifications (YNL) where it has one. A closed set
/// of trivial values: the walk switches over it, and a table of them costs no reference counting.
@usableFromInline package enum Shape: Sendable {
  // Integers, in host byte order unless the name says big-endian.
  case u8
  case u16
  case u32
  case u64
  case s8
  case s16
  case s32
  case s64
  case be16
  case be32
  case be64
  /// An unsigned integer of whatever width was sent: 1, 2, 4 or 8 bytes. YNL's `uint`.
  case uint

  /// True or false: an integer of whatever width, false when 0.
  case bool
  /// True by being there; the payload must be empty. YNL's `flag`.
  case flag
  /// As `flag`, and false where it was not sent: for rows that are always shown.
  case isSent
  /// The meaning of one bit or bit field of an integer: true when any bit of the mask is set.
  case bit(UInt32)
  /// The same as a number: 1 when any bit of the mask is set, else 0.
  case bitNumber(UInt32)
  /// An integer, any width, written as a hexadecimal string: `"0x1f"`, and 0 as `"0"`.
  case hex
  /// A big-endian integer, any width, written as a hexadecimal string.
  case hexBE
  /// An integer, any width, written in hexadecimal with neither prefix nor padding.
  case bareHex
  /// The bits of a mask in a big-endian integer, as a hexadecimal string of at least so many digits.
  case hexPartBE(mask: UInt32, digits: UInt8)
  /// A number of hundredths of a second (USER_HZ), u64, shown in seconds with two decimals.
  case ticks

  /// The same as a string: `"254.99"`.
  case ticksText
  /// A number of thousandths, any width, as a string with three decimals: `"0.875"`.
  case thousandths
  /// An integer, any width, as a hexadecimal string with all its digits, perhaps after `0x`.
  case paddedHex(prefixed: Bool)
  /// True or false: u32, where all ones mean that the device cannot say, and nothing is shown.
  case boolIfKnown
  /// This number, whatever the payload is: a fact that the kernel does not send.
  case constant(UInt32)
  /// Known and not shown here: padding, or what another row shows.
  case hidden
  /// A u32 of seconds that are left; all ones mean that there is no end.
  case secondsLeft
  /// A number of hundredths of a second (USER_HZ), u32 or u64, shown in seconds without trailing zeros.
  case seconds

  /// Text up to a NUL or the end of the payload.
  case string
  /// Bytes, shown in hexadecimal without separators.
  case binary
  /// Four bytes, `192.0.2.1`.
  case ipv4
  /// Sixteen bytes, `2001:db8::1`.
  case ipv6
  /// An IPv4 or IPv6 address, told apart by its length.
  case ip
  /// An address of the family in the message's fixed header.
  case address
  /// An IPv4 (4 bytes) or IPv6 address; when it is a multicast address the row's `numberKey` is its
  /// key (VXLAN's `group` beside `remote`).
  case unicastOrGroup
  /// The end of a tunnel, an IPv4 or IPv6 address; `any` when all its bytes are 0.
  case tunnelEnd
  /// A link-layer address written as octets, `52:54:00:12:34:56`.
  case mac
  /// A link-layer address written as the link's type demands: octets, or the address of a tunnel end.
  case linkAddress
  /// Four bytes written as a dotted quad though they are no address (the keys of GRE).
  case dottedQuad
  /// A link-layer address at the start of a longer field; the link's type says how long it is.
  case paddedLinkAddress
  /// An InfiniBand identifier: u64, written as octets, the most significant first.
  case guid
  /// A bridge id: `8000.52:54:00:12:34:56`.
  case bridgeID

  /// An integer, any width, with a name for each value.
  case named(Names)
  /// A big-endian integer, any width, with a name for each value.
  case namedBE(Names)
  /// An integer, any width, each bit or bit field of which has a name; an array of names.
  case flags(Flags)
  /// An integer, any width, whose named bits are keys of their own that are `true` when set. Bits
  /// without a name stand under the row's own key as hexadecimal.
  case keyedFlags(Flags)
  /// The same for a big-endian integer.
  case keyedFlagsBE(Flags)
  /// An integer, any width, as one string: the names of its bits between commas; `0x0` for none.
  case joinedFlags(Flags)
  /// `struct ifla_vlan_flags` and its like: u32 of flags, u32 mask; an array of names.
  case maskedFlags(Flags)

  /// An interface index, shown by name; the number stands under the row's `numberKey`.
  case interface
  /// The id that a network namespace has in that of the message, s32: its name, if it has one; the id stands under the
  /// row's `numberKey`.
  case namespaceID
  /// The lower device, `IFLA_LINK`: a name, or a number when it is in another namespace, or nothing.
  case lowerLink
  /// An interface of the namespace that the device below is in: a name, or a number where that is another one
  /// (`IFLA_LINK_NETNSID`).
  case interfaceBelow
  /// An interface, or -1 for all and -2 for those to come.
  case interfaceOrAll
  /// A multicast group of a bridge, `struct br_mdb_entry.addr`: 16 bytes of address, and its protocol behind.
  case groupAddress
  /// `ifi_flags`, with the states that derive from them.
  case interfaceFlags(Flags)
  /// The hardware type of the link that the message speaks of; the payload does not matter.
  case linkType(Names)
  /// A number that a file of the system names; the number stands under the row's `numberKey`.
  case system(SystemName)
  /// A user or a group of users by number, which a file of the system names; without a name it is
  /// written as a number. The number stands under the row's `numberKey` in any case.
  case account(SystemName)
  /// `RTA_DST` and `RTA_SRC`: an address of the message's family whose prefix length is the header
  /// field at this offset. `default` when it was not sent and the length is 0.
  case prefix(lengthAt: UInt16)
  /// Bits that a file of the system names; an array of names.
  case systemBits(SystemName)
  /// A named value two nests down: the attribute of the second number in that of the first.
  case within(UInt16, UInt16, Names)
  /// An unsigned integer that stands outside this nest: the one that the message's table exports.
  case exported
  /// The interface whose index the message's table exports.
  case exportedInterface
  /// Route realms: destination in the low 16 bits, source in the high 16.
  case realms
  /// A next hop of another family: u16 family, address. The kernel's `struct rtvia`.
  case via
  /// MPLS label stack entries, `100/200`.
  case labels

  /// A u32 that counts parts of a unit, shown in whole units: divided by this.
  case divided(by: UInt16)
  /// An s32 that counts parts of a unit, shown in whole units: divided by this.
  case signedDivided(by: UInt16)
  /// A u32 that is 0xffffffff when it is not set; nothing is shown then.
  case optional32
  /// A bit field of an integer of any width: `count` bits from bit `shift`, multiplied by `times`.
  case bitField(shift: UInt8, count: UInt8, times: UInt8)
  /// These bits of a big-endian integer, in hexadecimal with neither prefix nor padding.
  case bareHexBE(UInt32)
  /// True by being there, whatever the payload is.
  case present
  /// As `keyedFlags`, of at most 32 bits; bit 32 is set when the message is of IPv6, for names that
  /// depend on it.
  case keyedFlagsOfFamily(Flags)
  /// As `flags`; the bits of this other attribute count from bit 32.
  case flagsWith(UInt16, Flags)
  /// A share among next hops, sent as one less: u8, or u16 whose low byte comes first and whose high
  /// byte counts only if the exported integer has bit 31. Not shown for multicast routing.
  case weight
  /// The least TTL that a multicast route lets out; shown for multicast routing alone.
  case threshold
  /// As `system`, but nothing is shown for 0.
  case systemUnlessZero(SystemName)
  /// A DSCP of six bits, named as the differentiated-services byte that it is the upper part of.
  case dscp
  /// An address of the message's family with its length at this offset of the header. When it was not sent: `all`
  /// where the length is 0, else `0`.
  case selector(lengthAt: UInt16)
  /// The link-layer address of a neighbour on the interface whose index is at offset 4 of the header.
  case neighbourAddress
  /// An interface by its index; in another namespace when this other attribute was sent.
  case interfaceUnless(UInt16)
  /// Eight bytes as four groups of hexadecimal digits: a locator of ILA.
  case locator
  /// The segments of an IPv6 routing header.
  case segments(SegmentList)
  /// Route realms as two keys of the object around: the table's rows for source and destination.
  case realmKeys(Table)
  /// The first and the last of a range of u16: the table's first row if they are the same, else its
  /// second and third, in the object around.
  case range(Table)

  /// Attributes within the payload: an object.
  case nest(Table)
  /// Attributes within the payload whose keys stand in the object around them.
  case inline(Table)
  /// A struct (its fields by offset), perhaps with attributes after it: an object.
  case structure(Table)
  /// A struct whose keys stand in the object around it.
  case inlineStructure(Table)
  /// A struct whose keys stand in the object around it, but for the fields that are 0.
  case inlineSparse(Table)
  /// An array of objects: the attributes in the payload, where a new object begins whenever a number comes again.
  case runs(Table)
  /// More rows over the same bytes as this table's, as an object of their own.
  case part(Table)
  /// An array over the same bytes: each row of the table that is shown is one member.
  case parts(Table)
  /// An array of one object: the shape of `metrics`.
  case nestInArray(Table)
  /// A payload whose format another attribute of the same nest selects.
  case selected(by: UInt16, Selection)
  /// A payload whose format the family in the message's fixed header selects.
  case selectedByFamily(Selection)
  /// A struct that took on a new layout with the kernel which first sent the attribute of this number
  /// beside it in the message's outermost level.
  case structureSince(UInt16, Table, before: Table)
  /// A payload whose format another attribute selects, and whose keys stand in the object around.
  case inlineSelected(by: UInt16, Selection)

  /// An array: one element for each attribute in the payload, whatever its number.
  case children(Element)
  /// An array of objects: each attribute in the payload is a nest, whose only row is an array of them.
  case grandchildren(Table)
  /// An array: the attribute may come many times in its nest.
  case repeated(Element)
  /// An array: the payload is elements of one size, back to back.
  case packed(Element)
  /// An array: structs that begin with their own length (u16), each with attributes: `rtnexthop`.
  case chain(Table)

  /// One of the other shapes, made when it is first asked for: `Shape.later`.
  case deferred(Deferred<Shape>)

  /// What one member of an array is.
  @usableFromInline package enum Element: Sendable {
    case u8
    case u16
    case u32
    case u64
    case string
    case ipv4
    case ipv6
    case mac
    case binary
    case nest(Table)
    case structure(Table)
  }
}
