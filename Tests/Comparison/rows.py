"""README's table: questions, and of each program what README says and what tries it."""

from captures import answers_from_capture, changes, pyroute2_reads, reads_log, refuses, tshark_reads
from commands import expect, NLCTL, python, run
from following import (
    burst,
    follows,
    follows_no_json,
    names_process,
    nlctl_follows,
    PYROUTE2_FOLLOWS,
    says_nothing_of,
    silent,
    waits,
)
from listing import (
    is_json,
    is_no_json,
    lists,
    log,
    never,
    pcap,
    pyroute2_churn,
    pyroute2_lists,
    pyroute2_unknown,
    repeats_keys,
    sometimes,
    tshark_lists,
    UNKNOWN,
    unknown,
)


def rows():
    """Name, question, and of each column what README says and what tries it."""
    n = NLCTL
    starred = lambda text: (text + "*", None)
    monitor = [n, "monitor", "link", "addr", "route"]
    ip_monitor = ["stdbuf", "-oL", "ip", "monitor", "link", "address", "route"]
    return [
        (
            "lists",
            "Lists devices, addresses, routes, rules, neighbours, next hops",
            [
                ("yes", lists(n)),
                ("yes", lists("ip")),
                ("yes", lists("ip", "-j")),
                ("no next hops", pyroute2_lists),
                starred("devices, addresses"),
                starred("devices, addresses, routes, rules"),
                ("few values", tshark_lists),
            ],
        ),
        (
            "json",
            "JSON",
            [
                ("yes", is_json(n, "-j", "route")),
                ("no", is_no_json("ip", "route")),
                ("yes", is_json("ip", "-j", "route")),
                ("Python objects", lambda: expect("RTA_DST" in python("print(list(ipr.get_routes()))"), "no objects")),
                starred("yes"),
                starred("yes"),
                ("keys repeat", repeats_keys),
            ],
        ),
        (
            "unknown",
            "Shows the bytes of an attribute that it does not know",
            [
                ("yes", unknown(True, pcap(UNKNOWN), n, "-j", "link", "--from", "FILE")),
                ("no", unknown(False, log(UNKNOWN), "ip", "-d", "monitor", "file", "FILE")),
                ("no", unknown(False, log(UNKNOWN), "ip", "-d", "-j", "monitor", "file", "FILE")),
                ("its number", pyroute2_unknown),
                starred("no"),
                starred("no"),
                ("yes", unknown(True, pcap(UNKNOWN), "tshark", "-r", "FILE", "-x", "-V")),
            ],
        ),
        (
            "churn",
            "A list that changed while it was read is read again, or said to be incomplete",
            [
                ("yes", never(n, "-4", "-j", "rule")),
                ("not of rules, routes", sometimes("ip", "rule")),
                ("not of rules, routes", sometimes("ip", "-j", "rule")),
                ("no", pyroute2_churn),
                starred("no"),
                starred("no"),
                ("–", None),
            ],
        ),
        (
            "follow",
            "Follows changes",
            [
                ("text, JSON", nlctl_follows),
                ("text", follows(ip_monitor)),
                ("no JSON", follows_no_json),
                ("Python objects", follows(PYROUTE2_FOLLOWS)),
                starred("no"),
                starred("no"),
                starred("of nlmon devices"),
            ],
        ),
        (
            "silent",
            "Tells of routes that the kernel deletes without a word",
            [
                ("yes", silent(monitor, True)),
                ("no", silent(ip_monitor, False)),
                ("no", silent(ip_monitor, False)),
                ("no", silent(PYROUTE2_FOLLOWS, False)),
                ("–", None),
                ("–", None),
                ("–", None),
            ],
        ),
        (
            "loss",
            "Says that notifications were lost, and makes it good",
            [
                ("yes", burst([*monitor, "--rcvbuf", "4k"], "lost", True)),
                ("says it", burst(ip_monitor, "netlink receive error", False)),
                ("says it", burst(ip_monitor, "netlink receive error", False)),
                ("ends with an error", burst(PYROUTE2_FOLLOWS, "OSError|ENOBUFS|No buffer space")),
                ("–", None),
                ("–", None),
                ("–", None),
            ],
        ),
        (
            "who",
            "Names the process behind a change",
            [
                ("yes", names_process(monitor, True)),
                ("no", names_process(ip_monitor, False)),
                ("no", names_process(ip_monitor, False)),
                ("its port id", names_process(PYROUTE2_FOLLOWS, False)),
                ("–", None),
                ("–", None),
                ("–", None),
            ],
        ),
        (
            "wait",
            "Waits for a state",
            [
                ("yes", waits),
                ("no", says_nothing_of("wait", "ip", "help")),
                ("no", says_nothing_of("wait", "ip", "help")),
                ("no", lambda: expect("wait" not in python("print(dir(ipr))").replace("wait_", ""), "it waits")),
                starred("another program"),
                starred("no"),
                ("no", says_nothing_of("wait for", "tshark", "--help")),
            ],
        ),
        (
            "capture",
            "Reads a capture",
            [
                ("answers from it", answers_from_capture),
                ("logs of rtmon", reads_log),
                ("logs of rtmon", reads_log),
                ("by classes named by hand", pyroute2_reads),
                starred("no"),
                starred("no"),
                ("no kinds of links", tshark_reads),
            ],
        ),
        (
            "change",
            "Changes the network; shows tc and IPsec",
            [
                ("no", refuses),
                ("yes", changes("ip", "link", "set", "web0", "mtu", "1350")),
                ("yes", changes("ip", "link", "set", "web0", "mtu", "1350")),
                (
                    "yes",
                    lambda: (
                        python("ipr.link('set', index=54, mtu=1350)"),
                        expect("mtu 1350" in run(["ip", "link", "show", "web0"]), "nothing has changed"),
                    ),
                ),
                starred("yes, no"),
                starred("yes, no"),
                starred("no, yes"),
            ],
        ),
    ]
