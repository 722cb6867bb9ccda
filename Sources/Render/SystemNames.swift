public import Wire

/// What resolves the numbers that files of the system name.
///
/// The program reads the files, lazily; a renderer only asks.
public protocol SystemNaming: ~Copyable {
  /// Appends the name of `value` to `buffer` and says whether there was one.
  mutating func append(_ value: UInt32, of space: SystemName, to buffer: inout ByteBuffer) -> Bool
}
