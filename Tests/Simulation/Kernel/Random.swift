/// Numbers from one seed: SplitMix64, whose whole state is one number.
struct Random {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below `bound`.
  mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

  /// True in `percent` of 100 cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of several.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// One of several, each as often as its weight says.
  mutating func weighted<Value>(_ values: [(Value, Int)]) -> Value {
    var left = below(values.reduce(0) { $0 + $1.1 })
    for (value, weight) in values {
      if left < weight { return value }
      left -= weight
    }
    return values[0].0
  }
}
