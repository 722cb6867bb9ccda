import Render
import Select
import Rtnetlink
import NetlinkWire

/// One of the ways to show a message, or to say what matches it, for as long as one likes.
public final class Renderer {
  /// The ways there are.
  public enum Kind: Sendable, Equatable {
    case json
    case indented
    case fields
    case matches
    case columns
    case text(Int)
  }

  /// All ways.
  public static let kinds: [Kind] =
    [.json, .indented, .fields, .matches, .columns] + styles.indices.map { .text($0) }

  /// Plain, details, details on a terminal, all on one line, counters, aligned, coloured, numeric.
  private static let styles: [TextStyle] = {
    var styles = [TextStyle](repeating: TextStyle(), count: 8)
    for index in 1..<4 {
      styles[index].hasDetails = true
      styles[index].hasCounters = true
    }
    styles[2].isAligned = true
    styles[2].isColored = true
    styles[2].width = 80
    styles[3].isOneLine = true
    styles[4].hasCounters = true
    styles[5].isAligned = true
    styles[6].isColored = true
    styles[7].isNumeric = true
    return styles
  }()

  private let kind: Kind
  private var walker = Walker()
  private var json = JSON(interfaces: Asked.interfaces, system: Asked.names)
  private var pretty = PrettyJSON()
  private var text: Text
  private var ofObjects = [OfObject?](repeating: nil, count: Asked.all.count)

  /// What depends on the type of object.
  private final class OfObject {
    var fields: FilteredJSON
    var columns: Text
    var matches: [MatchBox] = []

    init(_ kind: Kind, _ asked: Asked) {
      fields = FilteredJSON(JSON(interfaces: Asked.interfaces, system: Asked.names), fields: asked.fields)
      columns =
        kind == .columns
        ? Text(fields: asked.fields, interfaces: Asked.interfaces, system: Asked.names)
        : Text(interfaces: Asked.interfaces, system: Asked.names)
      if kind == .matches { matches = asked.criteria.map(MatchBox.init) }
    }
  }

  private final class MatchBox {
    var match: Match
    init(_ criterion: Match.Criterion) { match = Match([criterion]) }
  }

  /// A renderer that has seen no message.
  public init(_ kind: Kind) {
    self.kind = kind
    var style = TextStyle()
    if case .text(let index) = kind { style = Renderer.styles[index] }
    text = Text(interfaces: Asked.interfaces, system: Asked.names, style: style)
  }

  /// What is shown of one message.
  public func write(_ bytes: RawSpan) -> [UInt8] {
    let message = Message(bytes)
    let type = ObjectType.of(message) ?? ObjectType.other(of: message.type) ?? .link
    switch kind {
    case .json, .indented:
      json.buffer.truncate(to: 0)
      json.object(message, by: type.table, &walker)
      if kind == .json { return copy(json.buffer) }
      var indented = GrowingBytes()
      pretty.write(json.buffer, to: &indented)
      return copy(indented)
    case .text:
      text.buffer.truncate(to: 0)
      text.object(message, by: type.table, type.layout(of: message), &walker)
      text.finish()
      return copy(text.buffer)
    case .fields:
      let object = parts(of: type)
      object.fields.buffer.truncate(to: 0)
      _ = object.fields.object(message, by: type.table, &walker)
      return copy(object.fields.buffer)
    case .columns:
      let object = parts(of: type)
      object.columns.buffer.truncate(to: 0)
      object.columns.object(message, by: type.table, type.layout(of: message), &walker)
      return copy(object.columns.buffer)
    case .matches:
      var verdicts: [UInt8] = []
      for box in parts(of: type).matches {
        verdicts.append(box.match.matches(message, by: type.table, &walker) ? 49 : 48)
      }
      return verdicts
    }
  }

  private func copy(_ buffer: borrowing GrowingBytes) -> [UInt8] { buffer.raw.array }

  private func parts(of type: ObjectType) -> OfObject {
    let index = Asked.all.firstIndex { $0.type.table == type.table } ?? 0
    if let known = ofObjects[index] { return known }
    let made = OfObject(kind, Asked.all[index])
    ofObjects[index] = made
    return made
  }
}
