import CNetlink

/// The versions of what the program was built with and runs with.
enum Versions {
  /// `libmnl 1.0.4 (libmnl.so.0.2.0), Linux 6.12.63 headers`: the library at build time, the file in use, the kernel's
  /// headers at build time.
  static var line: String {
    let headers = cnl_headers_version()
    let parts = [headers >> 16, headers >> 8 & 255, headers & 255].map { String($0) }
    return "\(libmnl), Linux \(parts.joined(separator: ".")) headers"
  }

  private static var libmnl: String {
    var name = [CChar](repeating: 0, count: 64)
    let count = name.count
    unsafe name.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe cnl_libmnl(start, count)
    }
    let file = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let version = unsafe cnl_libmnl_built_with() else { return file }
    return unsafe "libmnl \(String(cString: version)) (\(file))"
  }
}
