public import NetlinkCore
internal import NetlinkWire
internal import Rtnetlink

/// An object of the kernel: its message, and the names of the devices that it refers to.
///
/// It owns its message and reads from it whatever is asked for. Immutable; thread-safe. OVS: none.
public struct NetlinkObject: Sendable {
  /// What kind of object it is.
  public let kind: ObjectKind
  /// The kernel's message, whole.
  public let message: OwnedMessage
  /// The devices of its namespace, as far as they are known.
  let names: DeviceNames

  /// The object that a message speaks of; nil for any other message, and where its fixed header is cut off. The
  /// devices in it have no names then, only numbers.
  public init?(_ message: OwnedMessage) { self.init(message, DeviceNames.none) }

  init?(_ message: OwnedMessage, _ names: DeviceNames) {
    guard let kind = ObjectKind(of: message) else { return nil }
    guard message.withMessage({ kind.type.isWhole($0) }) else { return nil }
    self.kind = kind
    self.message = message
    self.names = names
  }

  /// What tells it from all others of its namespace: the key that events carry, such as `link/2`. Computed at each
  /// call.
  public var key: String {
    var key: [UInt8] = []
    message.withMessage { kind.type.appendKey(of: $0, to: &key) }
    return String(decoding: key, as: UTF8.self)
  }

  /// Everything that is known of it, as a tree. Rendered at each call, some ten microseconds: keep it where several
  /// fields are read.
  public var value: Value {
    Renderer.write(message, kind.type, names) { text in
      var reader = JSONReader(text)
      return reader.value()
    }
  }

  /// The same without values that change by themselves: counters, ages.
  var steadyValue: Value {
    Renderer.write(message, kind.type, names, skipsVolatile: true) { text in
      var reader = JSONReader(text)
      return reader.value()
    }
  }

  /// Everything that is known of it, as JSON in one line: that of `nlctl` and, where `ip` shows the thing, of `ip -j`.
  public func json() -> String { Renderer.write(message, kind.type, names) { $0.string } }

  /// One field, by the path that `nlctl fields` and `ObjectKind.fields` list; nil when the object does not have it.
  /// Costs as much as `value`.
  public subscript(path: String) -> Value? { value[path] }

  /// The value of an attribute at the message's own level, as bytes; nil when it has none.
  public subscript(attribute: AttributeName) -> [UInt8]? {
    message.attribute(attribute.number, headerLength: kind.type.table.headerLength)
  }
}

extension NetlinkObject: Hashable, CustomStringConvertible {
  /// Whether both are the same message. Names of devices do not matter.
  public static func == (one: NetlinkObject, other: NetlinkObject) -> Bool { one.message == other.message }

  /// Hashes the message.
  public func hash(into hasher: inout Hasher) { hasher.combine(message) }

  /// As JSON.
  public var description: String { json() }
}

/// An object of one kind, with properties for the usual fields; all others are found by their path.
///
/// `Link`, `Address`, `Route`, `Neighbour`, `Rule` and `NextHop` are such. They own their message. Immutable;
/// thread-safe. OVS: none.
@dynamicMemberLookup
public protocol TypedObject: Sendable, Hashable, CustomStringConvertible {
  /// What kind of object it is.
  static var objectKind: ObjectKind { get }
  /// The object behind it: its message, its key, its fields.
  var object: NetlinkObject { get }
  /// The same object with properties; nil when it is of another kind.
  init?(_ object: NetlinkObject)
}

extension TypedObject {
  /// The same object with properties; nil when there is none, or one of another kind: `Link(change.object)`.
  public init?(_ object: NetlinkObject?) {
    guard let object else { return nil }
    self.init(object)
  }

  /// What every object has: `message`, `key`, `value`.
  public subscript<Member>(dynamicMember path: KeyPath<NetlinkObject, Member>) -> Member {
    object[keyPath: path]
  }

  /// One field, by the path that `nlctl fields` lists, such as `linkinfo.info_data.id`; nil when the object does not
  /// have it. Costs as much as `value`.
  public subscript(path: String) -> Value? { object[path] }

  /// The value of an attribute at the message's own level, as bytes; nil when it has none.
  public subscript(attribute: AttributeName) -> [UInt8]? { object[attribute] }

  /// Everything that is known of it, as JSON in one line.
  public func json() -> String { object.json() }

  /// As JSON.
  public var description: String { object.json() }
}

extension TypedObject {
  /// The text in an attribute, up to a NUL.
  func text(_ name: AttributeName) -> String? {
    self[name].map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The integer in an attribute, whatever its width.
  func number<Number: FixedWidthInteger>(_ name: AttributeName, _: Number.Type) -> Number? {
    self[name].flatMap { $0.raw.unsigned }.map { Number(truncatingIfNeeded: $0) }
  }

  func address(_ name: AttributeName) -> IPAddress? { self[name].flatMap { IPAddress($0) } }

  func linkAddress(_ name: AttributeName) -> LinkAddress? {
    self[name].flatMap { $0.isEmpty ? nil : LinkAddress($0) }
  }

  /// The byte of the fixed header at `offset`.
  func header8(_ offset: Int) -> UInt8 { object.message.withMessage { $0.payload.u8(at: offset) } }

  func header16(_ offset: Int) -> UInt16 { object.message.withMessage { $0.payload.u16(at: offset) } }

  func header32(_ offset: Int) -> UInt32 { object.message.withMessage { $0.payload.u32(at: offset) } }

  /// The family in the first byte of the header.
  var headerFamily: AddressFamily { AddressFamily(rawValue: header8(0)) }

  /// The name of a device that it speaks of by number.
  func name(of index: UInt32?) -> String? { index.flatMap { object.names.name(of: $0) } }
}
