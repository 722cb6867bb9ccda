"""What programs make of captures, and what they change."""

import re
import tempfile

from commands import expect, NLCTL, run, shell
from listing import given, log, pcap, recorded, UNKNOWN


def answers_from_capture():
    with tempfile.TemporaryDirectory() as folder:
        run([NLCTL, "link", "dump", "--record", f"{folder}/file"], 0)
        got = run([NLCTL, "link", "dump", "kind", "vxlan", "--from", f"{folder}/file"], 0)
        expect("vx7" in got and "vxlan 7" in got, got)


def reads_log():
    got = given(log(UNKNOWN), "ip", "monitor", "file", "FILE")
    expect("strange" in got, got)
    expect("strange" not in given(pcap(UNKNOWN), "ip", "monitor", "file", "FILE"), "it reads captures, too")


def tshark_reads():
    got = recorded("link", "-V")
    expect(
        "vx7" in got and not re.search(r"vxlan.{0,40}\b7\b|VNI|IFLA_VXLAN", got, re.I), "it knows the tunnel's number"
    )


def pyroute2_reads():
    got = given(pcap(UNKNOWN), "pyroute2-decoder", "FILE")
    expect("strange" not in got, got)
    usage = shell("pyroute2-decoder --help 2>&1")
    expect("class" in usage.lower() or "cls" in usage.lower(), usage)


def changes(*words):
    def test():
        run(list(words), 0)
        expect("mtu 1350" in run(["ip", "link", "show", "web0"], 0), "nothing has changed")

    return test


def refuses():
    for line in ("link set web0 mtu 1350", "addr add 10.1.1.1/24 dev web0", "route add 10.8.0.0/16 dev web0"):
        run([NLCTL, *line.split()], 2)
