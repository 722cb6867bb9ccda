extension Simulation {
  /// Seeds whose schedules once showed a fault, of the mirror or of a mirror without one of its rules.
  package static let keptSeeds: [UInt64] = [
    // Faults found: IPv6 routes of legs that go while asked for, repeated by a walk that began again, gone with a link
    // whose lock was held; routes by a group of next hops; a barrier before each try; tries that were merged; `wait
    // --gone` after a loss.
    405_928, 290_992, 341_603, 343_155, 255_448, 14_903, 516, 102_718,
    // Mutants found: witness, dump-witness, barrier, queue, places.
    42, 512, 689, 3, 1,
  ]
}
