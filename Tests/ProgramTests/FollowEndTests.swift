import LiveKernel
import Testing

/// What follows tables and ends by itself: `wait`, and lists that are read until nothing is outstanding.
@Suite(.enabled(if: LiveKernel.canUnshare, "\(LiveKernel.silence)"))
struct FollowEndTests {
  private func expect(_ script: String, _ expected: String) throws {
    let result = try Namespace.run(script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == expected, "\(result.errors)")
  }

  @Test("What is deleted matches no longer, so that a wait for its end is over")
  func deleted() throws {
    try expect(
      """
      ip link add v0 type ifb
      $N wait link dev v0 --gone --timeout 20s --explain >/run/told & gone=$!
      # It learns the names of the devices, reads the links, and knows them once it reads them again.
      until [ "$(grep -c NLMSG_DONE /run/told)" -ge 3 ]; do sleep 0.02; done
      ip link del v0; wait $gone && echo gone
      """, "gone\n")
  }

  @Test("Only objects of the kind that is waited for meet the condition, whatever else is of the device")
  func otherKinds() throws {
    // The links are read before the addresses, and their headers have the device in the same place.
    try expect(
      """
      ip link add v0 type ifb; ip addr add 192.0.2.1/24 dev v0
      $N wait addr dev v0 --timeout 60s -j | jq -r .local
      """, "192.0.2.1\n")
  }

  @Test("A monitor ends when the reader of its output goes, without waiting for an event")
  func readerGone() throws {
    try expect(
      """
      $N monitor --initial -j link | grep -m1 -o initial-end; echo ${PIPESTATUS[0]}
      $N monitor --initial link | grep -m1 -o initial-end; echo ${PIPESTATUS[0]}
      for how in '' --all-nsid '--protocol uevent --mcgroup 1'; do
        # Of this monitor the reader goes before it has begun to follow.
        mkfifo /run/pipe; $N monitor $how >/run/pipe & monitor=$!
        exec 3</run/pipe; exec 3<&-; wait $monitor; echo $?; rm /run/pipe
      done
      """, "initial-end\n0\ninitial-end\n0\n0\n0\n0\n")
  }

  /// Runs the program so that, from that request on, nothing it sends comes to the kernel, which then says nothing.
  private static let unheard = """
    unheard() {
      from=$1; shift
      # On a busy machine time may be up before it has sent so many.
      for limit; do
        status=0
        strace -f -o /run/trace -e trace=sendto -e inject=sendto:retval=20:when=$from+ \\
          $N $words --timeout $limit >/run/out 2>/run/errors || status=$?
        grep -q INJECTED /run/trace && break
      done
      echo $status $(cat /run/errors); grep -q INJECTED /run/trace
    }

    """

  @Test("The deadline ends what reads a table of which the kernel says nothing, whichever it is")
  func silentKernel() throws {
    // The kernel owes an answer for five seconds before that is an error of its own.
    for first in 1...6 {
      try expect(
        Self.unheard + """
          words='monitor link addr route' unheard \(first) 300ms 1s 4s
          words='wait addr dev lo --gone' unheard \(first) 300ms 1s 4s
          """,
        """
        3 nlctl: monitor: time was up before the tables had been read
        1 nlctl: wait addr: timed out

        """)
    }
  }

  @Test("The deadline ends a wait whose kernel falls silent later, too, though it looks a last time")
  func silentLater() throws {
    // Every second all tables are read again.
    try expect(
      Self.unheard + """
        words='wait addr dev lo --gone' unheard 20 3s 10s 40s
        """, "1 nlctl: wait addr: timed out\n")
  }

  @Test("A refusal is told as what it is, also when time is up")
  func refusedLate() throws {
    let result = try Namespace.run(
      """
      for words in 'wait link dev lo' 'monitor link'; do
        strace -f -o /run/trace -e trace=sendto -e inject=sendto:error=EPERM:when=1+ $N $words --timeout 0 || echo $?
      done
      """)
    #expect(result.output == "1\n1\n", "\(result.errors)")
    let said = result.errors.split(separator: "\n")
    #expect(said.count == 2 && said.allSatisfy { $0.hasSuffix("operation not permitted (EPERM)") }, "\(said)")
  }

  /// Runs the program while routes come and go, with so small a receive buffer that it loses what it is told of them,
  /// and counts the losses.
  private static let losing = """
    import ctypes, os, re, socket, struct, subprocess, sys, time
    libc = ctypes.CDLL(None, use_errno=True)

    def listener(process):
        '''A copy of the descriptor by which a process hears of changes.'''
        while process.poll() is None:
            with open('/proc/net/netlink') as file: rows = [line.split() for line in file][1:]
            inodes = {row[9] for row in rows if int(row[3], 16)}
            folder = f'/proc/{process.pid}/fd'
            for name in os.listdir(folder):
                try: target = os.readlink(f'{folder}/{name}')
                except OSError: continue
                if target.startswith('socket:[') and target[8:-1] in inodes:
                    copy = libc.syscall(438, os.pidfd_open(process.pid), int(name), 0)  # pidfd_getfd
                    if copy >= 0: return socket.socket(fileno=copy)
        sys.exit('it ended before it listened')

    def change(kind, flags):
        body = struct.pack('8BI', 2, 32, 0, 0, 254, 4, 0, 6, 0) + struct.pack('HH4B', 8, 1, 203, 0, 113, 1)
        return struct.pack('IHHII', 16 + len(body), kind, flags, 1, 0) + body

    kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    burst = b''.join(change(24, 0x401) + change(25, 1) for n in range(30))
    process = subprocess.Popen(
        ['strace', '-Df', '-o', '/run/trace', '-e', 'trace=recvmsg', *sys.argv[1:]], stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True)
    listener(process).setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 0)
    while process.poll() is None:
        kernel.send(burst)
        time.sleep(0.02)
    trace = ''
    while not re.search(rf'(?m)^{process.pid} +\\+\\+\\+ exited', trace): trace = open('/run/trace').read()
    # Who does not count losses meets a hundred before its patience of five seconds ends.
    losses = trace.count('ENOBUFS')
    print(process.returncode, 0 < losses <= 50, 'the table of IPv4 routes' in process.stderr.read())
    """

  @Test(
    "A list that is never certain and loses notification after notification is given up after a few losses")
  func losses() throws {
    try expect(
      """
      cat >/run/losing.py <<'END'
      \(Self.losing)
      END
      # Dumps that the kernel flags are not certain.
      python3 /run/losing.py $N -4 route dump --consistent --fault intr:1
      python3 /run/losing.py $N snapshot route --fault intr:1
      """, "3 True True\n3 True True\n")
  }
}
