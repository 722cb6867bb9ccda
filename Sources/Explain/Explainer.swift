internal import NetlinkCore
internal import Render
internal import Rtnetlink
internal import NetlinkWire

/// Explains the bytes of datagrams, in their order, by the same tables as everything else.
///
/// Total: any bytes are explained or shown as damage; none lead to a trap or an endless loop.
struct Explainer: ~Copyable {
  var walker = Walker()
  var value: Value
  var orders = ByteOrders()
  var note = Note()
  /// The last requests, to which answers may refer.
  var requests = Requests()
  /// Families of generic netlink by number.
  var families = Families()
  /// The envelope of the current datagram.
  var envelope = Envelope()
  /// Whether anything was damaged.
  var isDamaged = false
  /// How many more times the siblings of an attribute in a part of a nest may be looked up in this message. Each lookup
  /// reads the whole nest, so their number is limited.
  var lookups = 0
  /// The tables of the nests around, from the outermost inwards.
  var current: [Table] = []

  init(interfaces: InterfaceNames, system: SystemNames) {
    value = Value(interfaces: interfaces, system: system)
  }

  /// Explains every message of one datagram.
  mutating func datagram<F: Form & ~Copyable>(_ bytes: RawSpan, _ envelope: Envelope, _ form: inout F) {
    self.envelope = envelope
    if envelope.netlinkProtocol == ProtocolNumber.objectEvents { return event(bytes, &form) }
    var offset = 0
    while offset < bytes.byteCount {
      let rest = bytes.slice(at: offset, length: bytes.byteCount - offset)
      let length = Explainer.frame(rest)
      message(rest.slice(at: 0, length: length), &form)
      offset += length
    }
  }

  /// Explains one message, with the padding after it.
  mutating func message<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) {
    lookups = 16
    guard bytes.byteCount >= Message.headerLength else {
      form.begin(Head(envelope: envelope), .other)
      if bytes.isZero {
        form.padding(0, bytes)
      } else {
        damage(0, bytes, "too short for a message", &form)
      }
      return form.end()
    }
    let kind = MessageKind.of(bytes, envelope.netlinkProtocol)
    var head = Head(bytes, kind, envelope)
    if envelope.netlinkProtocol == ProtocolNumber.generic, kind.name.isEmpty {
      head.family = families.name(of: head.type)
    }
    form.begin(head, kind.flags)
    header(bytes, head, kind, 0, &form)
    let length = Int(head.length)
    if length < 16 {
      let rest = bytes.slice(at: 16, length: bytes.byteCount - 16)
      if bytes.isZero {
        if rest.byteCount > 0 { form.padding(16, rest) }
      } else {
        damage(16, rest, "the length is too small for a message", &form)
      }
      return form.end()
    }
    let present = min(length, bytes.byteCount)
    payload(bytes.slice(at: 0, length: present), kind, 0, &form)
    if present < length {
      damage(present, bytes.slice(at: present, length: 0), "the rest of the message is not there", &form)
    } else if present < bytes.byteCount {
      form.padding(present, bytes.slice(at: present, length: bytes.byteCount - present))
    }
    form.end()
    requests.remember(bytes.slice(at: 0, length: present), envelope)
    families.learn(bytes.slice(at: 0, length: present), envelope)
  }

  /// Explains the message header of 16 bytes, which begins at `base`.
  mutating func header<F: Form & ~Copyable>(
    _ bytes: RawSpan, _ head: Head, _ kind: MessageKind, _ base: Int, _ form: inout F
  ) {
    value.clear()
    value.integer(UInt64(head.length))
    form.field(base, bytes.slice(at: 0, length: 4), Label("nlmsg_len"), &value)
    value.clear()
    if head.typeName.isEmpty, head.family.isEmpty {
      value.integer(UInt64(head.type))
    } else {
      value.kind = .text
      value.text.append(head.typeName)
      value.text.printable(head.family.raw)
      value.number = UInt64(head.type)
    }
    form.field(base + 4, bytes.slice(at: 4, length: 2), Label("nlmsg_type"), &value)
    value.clear()
    value.kind = .list
    let rest = kind.flags.forEach(head.flags) { name in
      if value.text.count > 0 { value.text.append(UInt8(ascii: ",")) }
      value.text.append(name)
    }
    value.rest(rest)
    form.field(base + 6, bytes.slice(at: 6, length: 2), Label("nlmsg_flags"), &value)
    value.clear()
    value.integer(UInt64(head.sequence))
    form.field(base + 8, bytes.slice(at: 8, length: 4), Label("nlmsg_seq"), &value)
    value.clear()
    value.integer(UInt64(head.portID))
    form.field(base + 12, bytes.slice(at: 12, length: 4), Label("nlmsg_pid"), &value)
  }

  /// Explains what follows the header of a message, which begins at `base` of the message around it.
  mutating func payload<F: Form & ~Copyable>(
    _ bytes: RawSpan, _ kind: MessageKind, _ base: Int, _ form: inout F
  ) {
    let payload = bytes.slice(at: 16, length: bytes.byteCount - 16)
    switch kind.content {
    case .nothing: unknown(payload, base + 16, &form)
    case .error: error(bytes, &form)
    case .done: done(bytes, &form)
    case .table(let table) where payload.byteCount < table.headerLength:
      short(payload, ofType: bytes.u16(at: 4), base + 16, &form)
    case .table(let table): top(payload, by: table, base + 16, &form)
    case .generic: generic(bytes, base, &form)
    case .structure(let length): structure(payload, headerLength: length, base + 16, &form)
    }
  }

  /// Shows bytes that do not make sense.
  mutating func damage<F: Form & ~Copyable>(
    _ offset: Int, _ bytes: RawSpan, _ why: StaticString, _ form: inout F
  ) {
    isDamaged = true
    form.damage(offset, bytes, why)
  }

  /// Explains the outermost level of a message: the fixed header of its type, then attributes.
  mutating func top<F: Form & ~Copyable>(
    _ payload: RawSpan, by table: Table, _ base: Int, _ form: inout F
  ) {
    let level = walker.begin(payload, by: table)
    if current.isEmpty { current.append(table) } else { current[0] = table }
    nest(payload, by: table, level, base, &form)
  }

  /// Explains a payload that is shorter than the fixed header: in a request `struct rtgenmsg`, which has only a family,
  /// else damage.
  private mutating func short<F: Form & ~Copyable>(
    _ payload: RawSpan, ofType type: UInt16, _ base: Int, _ form: inout F
  ) {
    let isRequest = type & Verb.mask == Verb.get
    if isRequest, payload.byteCount == 0 { return }
    guard isRequest, payload.byteCount <= 4 else {
      return damage(base, payload, "too short for the header of its type", &form)
    }
    _ = walker.begin(payload, by: OtherTables.general)
    let family = payload.slice(at: 0, length: 1)
    let table = OtherTables.general
    field(table[0], nil, family, family, by: table, .unknown, base, &form)
    if payload.byteCount > 1 { form.padding(base + 1, payload.slice(at: 1, length: payload.byteCount - 1)) }
  }

  /// Explains an event of NETLINK_KOBJECT_UEVENT, which is text and not a netlink message.
  private mutating func event<F: Form & ~Copyable>(_ bytes: RawSpan, _ form: inout F) {
    form.begin(Head(envelope: envelope), .other)
    var offset = 0
    while offset < bytes.byteCount {
      let text = bytes.slice(at: offset, length: bytes.byteCount - offset).untilNUL
      let length = min(text.byteCount + 1, bytes.byteCount - offset)
      value.clear()
      value.kind = .text
      value.text.printable(text)
      form.field(offset, bytes.slice(at: offset, length: length), Label("uevent"), &value)
      offset += length
    }
    form.end()
  }
}
