import LiveKernel
import Testing

/// The names in files of the system.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct SystemNameTests {
  @Test(
    "Files of /etc count before those of /usr/share, and a code point has the name of the service that it is")
  func order() throws {
    // RTM_NEWRULE with FRA_PROTOCOL 150 and FRA_DSCP 8 and 9, FRA_PRIORITY 7 and 8.
    func rule(_ number: UInt8) -> String {
      let body: [UInt8] =
        [2, 0, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0] + [8, 0, 6, 0, number, 0, 0, 0] + [5, 0, 21, 0, 150, 0, 0, 0]
        + [5, 0, 25, 0, number + 1, 0, 0, 0]
      let bytes = [UInt8(16 + body.count), 0, 0, 0, 32, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + body
      return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let result = try Namespace.run(
      """
      printf '\(rule(7))\\n\\n\(rule(8))\\n' >/run/rules
      mount -t tmpfs none /usr/share; mkdir /usr/share/iproute2
      mount -t tmpfs none /etc; mkdir /etc/iproute2
      echo '150 shared' >/usr/share/iproute2/rt_protos; echo '150 own' >/etc/iproute2/rt_protos
      printf '0x20 whole\\n0x21 part\\n0x25 other\\n' >/etc/iproute2/rt_dsfield
      $N monitor rule --initial --json --from /run/rules | grep -o '"protocol":"[^"]*"\\|"dscp":"[^"]*"'
      """)
    #expect(
      result.output == """
        "protocol":"own"
        "dscp":"whole"
        "protocol":"own"
        "dscp":"9"

        """, "\(result.output)\(result.errors)")
  }
}
