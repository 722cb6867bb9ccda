internal import Glibc

extension NetlinkError: CustomStringConvertible {
  /// One readable line, lower case and without a full stop: `link vx42: no such device (ENODEV)`.
  ///
  /// What was asked for stands before the colon, or what was being done; then the kernel's own words where it has
  /// some, the attribute that it objects to by its name where that is known, and the name of the error number.
  public var description: String {
    "\(subject ?? operation.description): \(words { self.extendedAcknowledgement?.names(of: $0) })"
  }

  /// The part behind the colon; `name` turns a path of attribute numbers into words, nil where it cannot.
  package func words(_ name: ([UInt16]) -> String?) -> String {
    let digits = { (path: [UInt16]) in path.map { "#\($0)" }.joined(separator: ".") }
    return words(placing: { ack in
      if !ack.path.isEmpty { return " at \(name(ack.path) ?? digits(ack.path))" }
      guard let missing = ack.missingAttribute else { return "" }
      let path = ack.missingAttributeNest + [missing]
      return ", missing \(name(path) ?? digits(path))"
    })
  }

  /// The same; `place` says where in the request the kernel points to.
  package func words(placing place: (ExtendedAcknowledgement) -> String) -> String {
    switch kind {
    case .system where errno == Errno.noMemory && operation == .dump:
      return "no memory for what is held (ENOMEM)"
    case .kernel, .system: break
    case .overflow: return "the kernel dropped messages for want of room (ENOBUFS)"
    case .truncated(let needed): return "a message of \(needed) bytes did not fit (EMSGSIZE)"
    case .malformed: return "the kernel's answer is malformed (EPROTO)"
    case .stalled: return "the kernel stopped answering (ETIMEDOUT)"
    case .timedOut where operation == .receive: return "time was up (ETIMEDOUT)"
    case .timedOut: return "time was up before the kernel had answered (ETIMEDOUT)"
    case .outcomeUnknown where errno == Errno.noBuffers: return "the answer was lost (\(self.name))"
    case .outcomeUnknown:
      return "given up after it was sent; whether it was carried out is not known (\(self.name))"
    case .cancelled: return "cancelled (\(self.name))"
    case .notADump: return "the request is no dump; the kernel has carried it out (EPROTO)"
    case .headless: return "the request has no header of its family; nothing was sent (EINVAL)"
    }
    guard let ack = extendedAcknowledgement else { return ErrorNumber.words(errno) }
    var line = ack.text.map { "\"\(NetlinkError.printable($0))\"" } ?? ErrorNumber.words(errno)
    line += place(ack)
    return ack.text == nil ? line : line + " (\(self.name))"
  }

  /// The kernel's text with blanks in place of control characters, so that it stays on one line.
  private static func printable(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : Character($0) })
  }
}

extension ErrorNumber {
  /// The error number in words: `no such device (ENODEV)`.
  package static func words(_ number: Int32) -> String {
    let name = name(number) ?? String(number)
    guard let text = unsafe strerror(number) else { return name }
    let words = unsafe String(cString: text)
    guard let first = words.first, words.dropFirst().first?.isUppercase != true else {
      return "\(words) (\(name))"
    }
    return first.lowercased() + words.dropFirst() + " (\(name))"
  }
}

extension ExtendedAcknowledgement {
  /// The kernel's names of `path`, which is the path that `attributeNames` is for; nil where the request did not know
  /// them.
  fileprivate func names(of path: [UInt16]) -> String? {
    attributeNames.isEmpty ? nil : attributeNames.joined(separator: ".")
  }
}

extension Request {
  /// Adds to an error what this request knows: what was asked for, and the kernel's names of its attributes.
  package func explain(_ error: NetlinkError) -> NetlinkError {
    var error = error
    if error.subject == nil { error.subject = subject }
    if let ack = error.extendedAcknowledgement, let nameAttributes {
      let path =
        ack.path.isEmpty ? ack.missingAttribute.map { ack.missingAttributeNest + [$0] } ?? [] : ack.path
      error.extendedAcknowledgement?.attributeNames = path.isEmpty ? [] : nameAttributes(path)
    }
    return error
  }
}

extension NetlinkError {
  /// Whether the kernel had not answered in time.
  package var isSilence: Bool { kind == .timedOut || kind == .stalled }
}
