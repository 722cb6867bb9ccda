import NetlinkCore
import NetlinkWire
import Testing

@testable import NetlinkMirror

/// Where a recording has the follower's steps, these decide, not the fences.
@Suite struct ReplayStepTests {
  /// A recording of a follower that knows links 3 and 4.
  private func begun() -> FencedRecording {
    var recording = FencedRecording()
    recording.note("follows", at: 1)
    recording.begin()
    recording.note("takes link", at: 70)
    recording.note("initial-end", at: 90)
    return recording
  }

  @Test("An answer counts when the follower takes it, at its time; fences behind it are those of a count")
  func times() {
    var recording = FencedRecording()
    recording.note("follows", at: 1)
    recording.begin()
    recording.placeFence(3)
    recording.meetFence(3)
    #expect(recording.replay.sink.take() == [])
    recording.note("takes link", at: 70)
    #expect(recording.replay.sink.take() == ["new link/3", "new link/4"])
    #expect(recording.replay.mirror.time.microsecondsSince1970 == 70)
    recording.note("initial-end", at: 90)
    #expect(recording.replay.sink.take() == ["initialEnd"])
    recording.note("resync-begin", at: 91)
    recording.note("resync-end", at: 92)
    #expect(recording.replay.sink.take() == ["resyncBegin", "resyncEnd"])
  }

  @Test("What the follower did not come to take is not told")
  func cut() {
    var recording = FencedRecording()
    recording.note("follows", at: 1)
    recording.begin()
    recording.replay.finish()
    #expect(recording.replay.sink.take() == ["idle"])
  }

  @Test("Of a dump that was repeated the last counts, also if what it lacks was in the one before")
  func repeated() {
    var recording = begun()
    recording.dump([3, 4, 5], 5, isInterrupted: true)
    recording.dump([3, 6], 6)
    _ = recording.replay.sink.take()
    recording.note("takes link, poll", at: 100)
    #expect(recording.replay.sink.take() == ["delete link/4 poll", "change link/3 poll", "new link/6 poll"])
  }

  @Test("An answer to which notifications were lost says nothing")
  func lost() {
    var recording = begun()
    recording.dump([3], 5)
    _ = recording.replay.sink.take()
    recording.note("takes link, overflow, lost", at: 100)
    #expect(recording.replay.sink.take() == [])
  }

  @Test("What a round did not come to is asked about in the next, for the same reason")
  func rounds() {
    var recording = begun()
    recording.notifyOfPart(3)
    recording.note("round", at: 91)
    recording.notifyOfPart(4)
    recording.note("round-end", at: 92)
    recording.note("round", at: 93)
    // The first question about link 1 only waits for the kernel.
    recording.askForLink(1, 7)
    recording.received(Written.link(1, "lo"), 7)
    recording.askForLink(3, 8)
    recording.received(Written.link(3, "a", mtu: 1400), 8)
    recording.askForLink(4, 9)
    recording.received(Written.link(4, "b", mtu: 1300), 9)
    _ = recording.replay.sink.take()
    recording.note("takes link, link-part", at: 94)
    #expect(recording.replay.sink.take() == ["change link/3 link-part", "change link/4 link-part"])
  }

  @Test("The next round asks for what is left though nothing new was heard")
  func leftOver() {
    var recording = begun()
    recording.notifyOfPart(3)
    recording.note("round", at: 91)
    recording.note("round-end", at: 92)
    recording.note("round", at: 93)
    recording.askForLink(3, 8)
    recording.received(Written.link(3, "a", mtu: 1400), 8)
    _ = recording.replay.sink.take()
    recording.note("takes link, link-part", at: 94)
    #expect(recording.replay.sink.take() == ["change link/3 link-part"])
  }

  @Test("The same notification twice is two, since a follower hears each once")
  func repeats() {
    var recording = FencedRecording(repeats: true)
    recording.note("follows", at: 1)
    recording.begin()
    recording.note("takes link", at: 70)
    _ = recording.replay.sink.take()
    for _ in 0..<2 { recording.received(Written.link(3, "a", mtu: 1400)) }
    #expect(recording.replay.sink.take() == ["change link/3", "change link/3"])
  }

  @Test("A step's text reads back; other texts say nothing")
  func texts() {
    let steps: [FollowerStep] =
      [.follows, .loses, .begun, .resyncBegin, .resyncEnd, .round, .rest]
      + Tracked.allCases.map { .answer($0, cause: nil, census: .complete, hasLost: false) }
      + Refresh.Cause.allCases.map { .answer(.routes4, cause: $0.word, census: .lacking, hasLost: true) }
      + [.answer(.links, cause: NamespaceMirror.baseline, census: .unknown, hasLost: false)]
    for step in steps { #expect(FollowerStep(text: step.text) == step, "\(step)") }
    for text in [
      "", "takes", "takes ", "takes links", "takes link, ", "takes link, why", "round, lost", "\u{e9}",
    ] {
      #expect(FollowerStep(text: Array(text.utf8)) == nil, "\(text)")
    }
  }
}
