import Testing

@testable import CommandLine

/// Every line that completion can build is one that the parser takes.
@Suite struct EveryLineTests {
  /// Values of a kind: every word that is offered, else some that the expectation names.
  private static func values(_ kind: ValueKind) -> [String] {
    if !kind.words.isEmpty { return kind.words }
    return switch kind {
    case .none, .color, .choice, .object, .followed, .group, .family, .transport: []
    case .device, .pattern: ["eth0", "veth*"]
    case .interface: ["eth0"]
    case .named(let limit): ["main", "0", "\(limit)"]
    case .range(let limit): ["0", "\(limit)", "1..2", "..1", "1..", "0..\(limit)"]
    case .number(let low, let high): ["\(low)", "\(high)"]
    case .mark: ["0x10", "1..15", "0x10/0xff"]
    case .prefix, .destination: ["192.0.2.0/24", "2001:db8::1", "default"]
    case .address: ["192.0.2.1", "2001:db8::1"]
    case .hardware: ["52:54:00:12:34:56"]
    case .dsfield: ["0x10", "0x10..0x20", "AF11"]
    case .realm: ["7", "3/4", "cosmos"]
    case .duration: ["500ms", "10s", "2m", "1h"]
    case .size: ["65536", "256K", "8M"]
    case .list: ["a", "a,b"]
    case .netns: ["blue", "./blue", "1"]
    case .file: ["./file"]
    case .text: ["word"]
    }
  }

  /// What must stand in a line of this command besides, and the words that name the command.
  private struct Place {
    let scope: CompletionScope
    let words: [String]
    let command: Command

    init?(_ scope: CompletionScope) {
      self.scope = scope
      let words = scope.path.split(separator: " ").map(String.init)
      let found = CommandTable.commands.first {
        $0.path == scope.path || ($0.follows && $0.path == words[0])
      }
      guard let found else { return nil }
      self.words = words
      command = found
    }

    /// The operand and the inputs that are due, but for the one that is tried.
    func rest(without name: String = "") -> [String] {
      var rest: [String] = []
      if command.operand?.isRequired == true, words.count == command.path.split(separator: " ").count {
        let kind = command.operand?.value ?? .text
        rest.append(command == CommandTable.neighGet ? "192.0.2.1" : EveryLineTests.values(kind).first ?? "x")
      }
      for row in command.requiredInputs where row.name != name {
        rest += [row.name, EveryLineTests.values(row.value).first ?? ""]
      }
      // What an option needs beside it.
      switch name {
      case "speed": rest += ["--from", "x"]
      case "protocol" where words[0] == "monitor": rest += ["--mcgroup", "1"]
      default: break
      }
      return rest
    }
  }

  private static let places = CompletionScope.all.compactMap { Place($0) }

  private static func fault(_ words: [String]) -> String? {
    do throws(UsageError) {
      _ = try Parser.parse(words)
      return nil
    } catch {
      return error.message
    }
  }

  @Test("There are places in the scopes of completion for all commands")
  func places() {
    #expect(Self.places.count == CompletionScope.all.count)
    #expect(Self.places.reduce(0) { $0 + $1.scope.rows.count } > 200)
  }

  /// What a line may not be for reasons that the kinds of values do not tell.
  private static func isLeftOut(_ place: Place, _ row: OptionRow, _ name: String, _ value: String)
    -> Bool
  {
    switch (place.words, row.name) {
    // The words of `route` come first in `monitor`, `address` is an object there, `--protocol` the option.
    case (["monitor"], "kind"), (["monitor", "all"], "kind"): name == "type"
    case (let words, "address") where words[0] == "monitor": name == "address"
    case (let words, "proto") where words[0] == "monitor": name == "protocol"
    // The question has one value, and one of the destination's family.
    case (["route", "get"], "tos"), (["route", "get"], "dsfield"): value.contains("..")
    case (["route", "get"], "from"): value.contains(":")
    default: false
    }
  }

  @Test("Each option and selector of each command is taken, in each spelling, with each kind of value")
  func rows() {
    var tried = 0
    for place in Self.places {
      for row in place.scope.rows {
        let rest = place.rest(without: row.name)
        var spellings: [[String]] = []
        let values = row.value.isRequired ? Self.values(row.value) : [""]
        for name in [row.name] + row.aliases {
          for value in values where !Self.isLeftOut(place, row, name, value) {
            let given = row.value.isRequired ? [value] : []
            spellings.append(["--\(name)"] + given)
            if row.value.isRequired { spellings.append(["--\(name)=\(value)"]) }
            if row.isBare { spellings.append([name] + given) }
            if row.isNegatable {
              spellings.append(["--not-\(name)"] + given)
              spellings.append(["not", name] + given)
            }
            if let letter = row.letter { spellings.append(["-\(letter)"] + given) }
          }
        }
        for spelling in spellings {
          tried += 1
          let line = place.words + rest + spelling
          let fault = Self.fault(line)
          #expect(fault == nil, "\(line)")
        }
      }
    }
    #expect(tried > 1500)
  }

  @Test("Each global option is taken before, between and after the words of a command")
  func globals() {
    for row in CompletionScope.globals where ![.help, .version].contains(row.effect) {
      for value in row.value.isRequired ? Self.values(row.value) : [""] {
        let given = row.value.isRequired ? [value] : []
        for name in ["--\(row.name)"] + (row.letter.map { ["-\($0)"] } ?? []) {
          let option = [name] + given
          let object = ["mpls": "route", "bridge": "neigh"][value] ?? "route"
          for line in [option + [object, "dump"], [object] + option + ["dump"], [object, "dump"] + option] {
            #expect(Self.fault(line) == nil, "\(line)")
          }
        }
      }
    }
  }

  @Test("Any number of selectors of an object stand beside one another, in any order")
  func many() {
    var generator = Lottery(seed: 7)
    for _ in 0..<2_000 {
      guard let place = Self.places.randomElement(using: &generator), place.words.last == "dump" else {
        continue
      }
      var line = place.words
      var selectors = 0
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        guard let row = place.scope.selectors.randomElement(using: &generator) else { continue }
        if row.isNegatable, Bool.random(using: &generator) { line.append("not") }
        line.append(([row.name] + row.aliases).randomElement(using: &generator) ?? row.name)
        if row.value.isRequired { line.append(Self.values(row.value).randomElement(using: &generator) ?? "") }
        selectors += 1
      }
      do throws(UsageError) {
        #expect(try Parser.parse(line).selectors.count == selectors, "\(line)")
      } catch {
        Issue.record("\(line): \(error.message)")
      }
    }
  }

  @Test("Every word that leads on to a command is understood as that command")
  func steps() {
    for step in CompletionScope.steps where step.to.contains(" ") || step.from.isEmpty {
      guard let place = Self.places.first(where: { $0.scope.paths.contains(step.to) }) else { continue }
      for word in step.words {
        let line = (step.from.isEmpty ? [] : step.from.split(separator: " ").map(String.init)) + [word]
        #expect(Self.fault(line + place.rest()) == nil, "\(line)")
      }
    }
  }
}

/// Numbers that are the same in each run.
struct Lottery: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
