"""Cases that still fail, with what they wait for. Their faults are told and do not count."""

STREAMS = "a dump of IPv4 routes that prints nothing again after its order went back"
WAITING = {
    "dump-route4-metrics": STREAMS,
    "dump-route4-tables": STREAMS,
    "many-hops": "a monitor that notices the early end of its first dump",
}
