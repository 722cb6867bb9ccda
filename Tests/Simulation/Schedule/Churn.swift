/// Makes operations happen one after another, each at its opportunity.
final class Churn {
  private let kernel: SimulatedKernel
  private let operations: [Operation]
  private var next = 0
  private var gap: Int
  private var random: Random

  init(_ kernel: SimulatedKernel, _ operations: [Operation], seed: UInt64) {
    self.kernel = kernel
    self.operations = operations
    gap = operations.first?.gap ?? 0
    random = Random(seed ^ 0xc4)
  }

  /// Whether all have happened.
  var isOver: Bool { next >= operations.count }

  /// An opportunity: what is still to be done under a lock goes on, or not; then come the operations that
  /// are due.
  func pass() {
    for namespace in kernel.namespaces where namespace.isBusy && random.chance(40) { namespace.finishOne() }
    if gap > 0 {
      gap -= 1
      return
    }
    while next < operations.count {
      operations[next].run(kernel)
      next += 1
      gap = next < operations.count ? operations[next].gap : 0
      if gap > 0 { return }
    }
  }

  /// Lets all happen that is left.
  func finish() {
    while !isOver {
      gap = 0
      pass()
    }
    for namespace in kernel.namespaces { namespace.finish() }
  }
}
