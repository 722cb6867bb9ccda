/// What happens in one run, all of it told by a seed: how the kernel is, what it has when the follower begins,
/// and what changes after that.
struct Schedule {
  /// What a run dwells on.
  enum Theme: CaseIterable {
    case links, addresses, routes4, routes6, rules, nextHops, neighbours, stations, namespaces, everything
  }

  /// What is tried.
  enum Purpose {
    case follow, dump, wait
  }

  let seed: UInt64
  let purpose: Purpose
  var knobs: Knobs
  let theme: Theme
  var before: [Operation]
  var during: [Operation]

  init(seed: UInt64) {
    self.seed = seed
    var random = Random(seed)
    knobs = Knobs(&random)
    // Not by a draw: the schedules of the kept seeds stay what they were.
    knobs.truncates = seed % 16 == 13
    purpose = random.weighted([(.follow, 6), (.dump, 2), (.wait, 2)])
    let theme = random.pick(Theme.allCases)
    self.theme = theme
    let weights = Schedule.weights(theme)
    func operation(_ random: inout Random, gaps: [Int]) -> Operation {
      Operation(kind: random.weighted(weights), word: random.next(), gap: random.pick(gaps))
    }
    before = (0..<4).map { _ in Operation(kind: .addLink, word: random.next(), gap: 0) }
    before += (0..<4).map { _ in Operation(kind: .upOrDown, word: random.next(), gap: 0) }
    if theme == .stations {
      before.insert(Operation(kind: .addLink, word: random.next(), gap: 0), at: 0)
      before += (0..<4).map { _ in Operation(kind: .master, word: random.next(), gap: 0) }
    }
    if theme == .namespaces { before.append(Operation(kind: .addNamespace, word: random.next(), gap: 0)) }
    for _ in 0..<(10 + random.below(20)) { before.append(operation(&random, gaps: [0])) }
    let gaps = random.pick([[0, 0, 0, 1, 2], [0, 1, 2, 3, 4], [0, 0, 0, 0, 8], [0, 2, 5, 9]])
    during = (0..<(10 + random.below(30))).map { _ in operation(&random, gaps: gaps) }
  }

  private static func weights(_ theme: Theme) -> [(Operation.Kind, Int)] {
    let few: [(Operation.Kind, Int)] = [
      (.addLink, 2), (.removeLink, 1), (.renameLink, 1), (.upOrDown, 4), (.carrier, 1), (.mtu, 1),
    ]
    let routes4: [(Operation.Kind, Int)] = [
      (.addRoute4, 8), (.replaceRoute4, 3), (.appendRoute4, 4), (.removeRoute4, 6), (.addAddress, 2),
      (.removeAddress, 1), (.setNextHop, 2), (.removeNextHop, 1),
    ]
    let routes6: [(Operation.Kind, Int)] = [
      (.addRoute6, 8), (.replaceRoute6, 3), (.appendRoute6, 5), (.removeRoute6, 6), (.removeLeg6, 3),
      (.addAddress, 2), (.removeAddress, 1), (.setNextHop, 1), (.removeNextHop, 1),
    ]
    let rules: [(Operation.Kind, Int)] = [(.addRule, 8), (.copyRule, 6), (.removeRule, 10)]
    let stations: [(Operation.Kind, Int)] = [(.learn, 14), (.removeStation, 6), (.master, 5)]
    switch theme {
    case .links:
      return [
        (.addLink, 8), (.removeLink, 6), (.renameLink, 4), (.upOrDown, 5), (.carrier, 4), (.mtu, 5),
        (.group, 4), (.master, 4), (.function, 4),
      ]
    case .addresses: return few + [(.addAddress, 14), (.removeAddress, 8)]
    case .routes4: return few + routes4
    case .routes6: return few + routes6
    case .rules: return few + rules
    case .nextHops:
      return few + [
        (.setNextHop, 10), (.removeNextHop, 5), (.addRoute4, 6), (.addRoute6, 4), (.removeRoute4, 2),
      ]
    case .neighbours: return few + [(.setNeighbour, 14), (.removeNeighbour, 8)]
    case .stations: return few + stations
    case .namespaces:
      return few + [
        (.addNamespace, 3), (.removeNamespace, 2), (.addRoute4, 4), (.addAddress, 4), (.addRule, 2),
        (.removeRoute4, 2),
      ]
    case .everything:
      return few + routes4 + routes6 + rules + stations + [(.setNeighbour, 4), (.removeNeighbour, 2)]
    }
  }
}
