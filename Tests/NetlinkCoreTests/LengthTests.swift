import NetlinkCore
import Testing
import NetlinkWire

#if canImport(Glibc)
  import Glibc
#endif

/// Numbers at the edge of what their types hold.
@Suite struct Lengths {
  @Test("Messages are found in more than 2 GiB of bytes too")
  func large() throws {
    let size = 3 << 30
    // MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE: only what is touched takes memory.
    let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, 0x4022, -1, 0)
    try #require(unsafe memory != MAP_FAILED)
    defer { unsafe munmap(memory, size) }
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: memory, count: size)
    // One that ends past 2 GiB, another behind it, and a length that is no int's.
    let first = Int(Int32.max) - 7
    for (offset, length) in [(0, UInt32(first)), (first, 20), (first + 20, 0x8000_0010)] {
      unsafe bytes.storeBytes(of: length.littleEndian, toByteOffset: offset, as: UInt32.self)
    }
    var messages = Messages(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(bytes)))
    var lengths: [Int] = []
    while let message = messages.next() { lengths.append(message.bytes.byteCount) }
    #expect(lengths == [first, 20])
    #expect(messages.remainingByteCount == size - first - 20)
  }

  @Test("A wait of any length is no overflow")
  func waits() {
    let cancellation = Cancellation()
    cancellation.cancel()
    for milliseconds in [Int.max, Int.max / 2, Int.min, -1] {
      #expect(Poll.wait(for: -1, milliseconds, cancellation, nil) == .cancelled)
    }
  }
}
