extension Simulation {
  /// Seeds whose schedules once showed a fault, of the mirror or of a mirror without one of its rules.
  package static let keptSeeds: [UInt64] = [
    0
  ]
}
