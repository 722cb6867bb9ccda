import CommandLine
import Render
import Rtnetlink
import NetlinkWire

/// The devices that a selector matches, while devices come, go and are renamed.
///
/// Results are cached until any device changes. One thread.
final class DevicePatterns: @unchecked Sendable {
  private let comparison: SelectorRule.Comparison
  private let known: Devices
  private var patterns = NamePatterns()
  private var verdicts: [UInt32: Bool] = [:]
  private var version = 0

  init(_ comparison: SelectorRule.Comparison, _ known: Devices) {
    self.comparison = comparison
    self.known = known
  }

  func add(_ pattern: NamePattern) { patterns.add(pattern) }

  /// Whether the selector matches the device.
  func matches(_ index: UInt32) -> Bool {
    if version != known.version {
      version = known.version
      verdicts.removeAll(keepingCapacity: false)
    }
    if let verdict = verdicts[index] { return verdict }
    let verdict =
      switch comparison {
      case .vrf: known.isVRF(index) && has(index)
      case .ports: has(known.master(of: index))
      case .portsOfVRF: known.isVRF(known.master(of: index)) && has(known.master(of: index))
      default: has(index)
      }
    verdicts[index] = verdict
    return verdict
  }

  /// Whether one of the device's names matches.
  private func has(_ index: UInt32) -> Bool {
    known.has(index) { patterns.matches($0) }
  }
}

/// The devices of certain kinds. If a device has no kind, its hardware type counts.
final class DeviceKinds: @unchecked Sendable {
  private let known: Devices
  private var patterns = NamePatterns()

  init(_ patterns: [NamePattern], _ known: Devices) {
    self.known = known
    for pattern in patterns { self.patterns.add(pattern) }
  }

  func has(_ index: UInt32) -> Bool {
    guard known.has(index) else { return false }
    let kind = known.kind(of: index)
    if !kind.isEmpty { return patterns.matches(kind) }
    guard let type = known.interfaces.type(of: index), let name = HardwareType.name(of: type) else {
      return false
    }
    return patterns.matches(name)
  }
}
