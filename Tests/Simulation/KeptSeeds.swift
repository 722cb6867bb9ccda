extension Simulation {
  /// Seeds whose schedules once showed a fault, of the mirror or of a mirror without one of its rules.
  package static let keptSeeds: [UInt64] = [
    // Faults found: IPv6 routes of legs that go while asked for, repeated by a walk that began again, gone with a link
    // whose lock was held; routes by a group of next hops; a barrier before each try; tries that were merged; `wait
    // --gone` after a loss.
    405_928, 290_992, 341_603, 343_155, 255_448, 14_903, 516, 102_718,
    // A carrier that goes is told after what it takes away; a leg that goes where an append was not known yet.
    507_215, 274_017, 475_894, 290_363, 267_676,
    // A rule whose device was renamed during its dump, or came again; time that went back between namespaces; a route too
    // large for a dump beside one that went silently, or beside as many changes as there were routes missing.
    28_778, 30_086_107, 40_007_058, 50_045_094, 7_649, 13_093, 19_908,
    // A station whose neighbour went before it was told; addresses of a device that changed under every try.
    200_291_509, 200_358_625,
    // Routes in a dump whose device went meanwhile.
    400_040_057,
    // A loss while the links were read anew after another one.
    600_023_309,
    // A next hop that went silently with its device, and was added on another one under the same number.
    6_000_232_780,
    // A route too large for a dump beside one that went silently, which was counted in its place.
    8_000_069_833,
    // Mutants found: witness, dump-witness, barrier, queue, places.
    42, 512, 689, 3, 1,
    // A group of next hops in an answer whose next hop went with its device while the table was read.
    100_009_244_323, 100_002_083_042,
    // A second loss before the queue was empty again, during a read; of a namespace, and of routes.
    100_007_843_501, 100_009_528_077,
    // A namespace that was not there when it was to be entered, while the loss was of another one's coming under its id.
    100_003_069_954, 100_003_477_809, 100_006_198_288,
    // Losses while the links of a namespace were read for the first time.
    200_000_819_005,
    // A lost addition of an identical rule, of which one was deleted before the queue was empty.
    100_004_253_988,
    // Tries that were merged: a route of a device that lost an IPv6 address, objects of one key with different values.
    100_006_093_271, 100_007_642_723, 100_007_905_989,
    // Tries that were merged: a device that went down while the last dump ran, whose route was still there at its end.
    300_020_944_961,
    // A route whose addition was lost was replaced before the queue was empty; the other one at its place was not.
    400_007_046_169,
    // A second loss between the links and the addresses, which named a link that had come meanwhile.
    601_000_096_334,
    // A route that was known and long gone stood, at its place, for one that a dump which was cut short lacked.
    700_006_010_366,
    // A group that lost a member, which was not known, between its notification and the end of the answer.
    900_005_066_147,
    // A namespace that was gone when the first notification from it was taken, and another one had its id.
    1_000_005_399_465, 1_000_006_287_120,
    // A list that gave up had not read again the alternatives at a place where a route had changed.
    1_300_000_141_352, 1_300_000_314_936,
    // A list that gave up had two rules of one key, one of which was detached from its device, and showed one.
    1_600_004_508_804,
  ]
}
