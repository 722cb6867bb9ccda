import Glibc

// The switch of the faults. `mutate` puts this file into every module of its copy of the sources; nothing of it is in
// the program. NLCTL_FAULT has the number of the one fault that is on. With NLCTL_FAULT_TRACE, the number of each place
// that is reached is appended to that file, so that `mutate` knows which tests can notice which fault.

private let chosen: Int = getenv("NLCTL_FAULT").flatMap { Int(String(cString: $0)) } ?? -1
private let trace: String? = getenv("NLCTL_FAULT_TRACE").map { String(cString: $0) }
private let reached = {
  let places = UnsafeMutablePointer<Bool>.allocate(capacity: 4096)
  places.initialize(repeating: false, count: 4096)
  return UInt(bitPattern: places)
}()

/// Whether the fault of this number is on.
@usableFromInline
func isFault(_ number: Int) -> Bool {
  if let trace, let places = UnsafeMutablePointer<Bool>(bitPattern: reached), !places[number] {
    places[number] = true
    let descriptor = open(trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    if descriptor >= 0 {
      let line = Array("\(number)\n".utf8)
      _ = write(descriptor, line, line.count)
      close(descriptor)
    }
  }
  return number == chosen
}
