public import NetlinkCore
internal import NetlinkMirror
internal import NetlinkWire
internal import Rtnetlink

/// A list of objects, and whether it is certain.
///
/// Immutable; thread-safe. OVS: none.
public struct ObjectList<Object: TypedObject>: RandomAccessCollection, Sendable {
  private let objects: [Object]
  /// Whether every object that was there all the time is there once. Else the table changed during every try to read
  /// it, and objects may be missing or twice.
  public let isComplete: Bool

  init(_ objects: [Object], isComplete: Bool) {
    self.objects = objects
    self.isComplete = isComplete
  }

  /// 0.
  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { objects.count }
  /// The object at a place.
  public subscript(position: Int) -> Object { objects[position] }

  /// All objects as a JSON array, one a line. Each is rendered at the call.
  public func json() -> String {
    objects.isEmpty ? "[]" : "[\n" + objects.map { $0.json() }.joined(separator: ",\n") + "\n]"
  }
}

extension NetlinkClient {
  /// A client of rtnetlink in the network namespace of each calling thread, for calls that are given no client. Opens
  /// nothing before it is used. Never cancel it.
  public static let shared = NetlinkClient()

  /// The objects that a filter chooses, as the kernel has them now. `Link.all` and its kin call this.
  ///
  /// A table that changes while it is read is read again, a few times. The names of devices are asked for, too. Blocks
  /// while the kernel has yet to answer, until the deadline at most. Throws `.kernel` where a table or family that was
  /// named is not there, `.timedOut`, `.cancelled`, or what the system says. OVS: none.
  public func list<Filter: ObjectFilter>(
    matching filter: Filter, until deadline: Deadline = .never
  ) throws(NetlinkError) -> ObjectList<Filter.Object> {
    let kind = Filter.Object.objectKind
    var held: [Snapshot] = []
    var refusal: NetlinkError?
    for request in filter.requests {
      do throws(NetlinkError) {
        held.append(try heldTable(request, kind.type, until: deadline))
      } catch {
        guard error.isAbsence else { throw error }
        refusal = error
      }
    }
    if held.isEmpty, let refusal { throw refusal }
    let names = try kind == .link ? DeviceNames(of: held) : DeviceNames(of: self, until: deadline)
    var objects: [Filter.Object] = []
    for snapshot in held {
      snapshot.forEach { message in
        guard let object = NetlinkObject(message.owned, names), let typed = Filter.Object(object),
          filter.includes(typed)
        else { return }
        objects.append(typed)
      }
    }
    return ObjectList(objects, isComplete: held.allSatisfy { $0.status.isCertain })
  }

  /// The one object that a question is about.
  func one<Object: TypedObject>(
    _ request: Request, _: Object.Type, until deadline: Deadline
  ) throws(NetlinkError) -> Object {
    var request = request
    request.isIdempotent = true
    let reply = try transact(request, until: deadline)
    let names = try DeviceNames(of: self, until: deadline)
    var found: Object?
    reply.forEach { message in
      if found == nil { found = NetlinkObject(message.owned, names).flatMap { Object($0) } }
    }
    guard let found else {
      throw NetlinkError.malformedAnswer(to: request)
    }
    return found
  }
}

extension NetlinkError {
  /// Whether the kernel says that it has no such table in this family, or no such family at all.
  var isAbsence: Bool {
    kind == .kernel
      && [Errno.noEntry, Errno.notSupported, Errno.familyNotSupported].contains(errno)
  }
}

extension DeviceNames {
  /// The devices of several tables of links.
  fileprivate convenience init(of tables: [Snapshot]) {
    var devices: [UInt32: Device] = [:]
    for table in tables { devices.merge(DeviceNames(table).devices) { $1 } }
    self.init(devices)
  }
}
