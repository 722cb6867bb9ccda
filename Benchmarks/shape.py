"""How cost grows with the work: instructions an object, over three sizes.

Instructions are counted by callgrind, so that a loaded machine changes nothing; what the kernel does is not
among them. From each count that of the same run with nothing to do is taken away, and the rest divided by
the number of objects: a figure that stays the same from size to size is a cost that grows as the work does.
Links are a sixteenth of the size.
"""

import re
import signal
import subprocess
import sys

from namespaces import Namespace

SIZES = (2_000, 8_000, 32_000)
VALGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
# A link costs some hundred times what a route does.
LINKS = 16


def collected(stderr):
    return int(re.search(r"Collected : (\d+)", stderr).group(1))


def count(space, command):
    """The instructions of a program that comes to an end."""
    run = subprocess.run(VALGRIND + command, preexec_fn=space.enter, stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(command)[:200]}: {run.stderr[-2000:]}")
    return collected(run.stderr)


def follow(space, command, change, last, stopped=False):
    """The instructions of a monitor that is told of `change`, until a line has `last` in it, and the number of
    events after those of the start. `stopped`: it sleeps meanwhile, and loses what its buffer does not hold."""
    process = subprocess.Popen(VALGRIND + command, preexec_fn=space.enter, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stdout:
        if '"initial-end"' in line:
            break
    if stopped:
        process.send_signal(signal.SIGSTOP)
    change()
    if stopped:
        process.send_signal(signal.SIGCONT)
    events = 0
    for line in process.stdout:
        if last in line:
            break
        events += 1
    else:
        raise SystemExit(f"{' '.join(command)}: ended before {last}: {process.stderr.read()[-2000:]}")
    process.send_signal(signal.SIGTERM)
    rest, errors = process.communicate()
    return collected(errors), events


class Table:
    """Rows of one table: what is done, and for each size what an object costs."""

    def __init__(self, title, unit, sizes):
        print(f"\n### {title}\n")
        print(f"| {unit} | " + " | ".join(f"{size:,}" for size in sizes) + " | last ÷ first |")
        print("| --- |" + " ---: |" * (len(sizes) + 1))
        self.rows = {}

    def add(self, name, instructions, objects):
        self.rows.setdefault(name, []).append(instructions / objects)
        print(f"{name}: {instructions:,} / {objects:,}", file=sys.stderr)

    def close(self):
        for name, figures in self.rows.items():
            print(f"| {name} | " + " | ".join(f"{figure:,.0f}" for figure in figures)
                  + f" | {figures[-1] / figures[0]:.2f} |")
        sys.stdout.flush()


def address(i):
    return f"10.{i >> 16}.{i >> 8 & 255}.{i & 255}"


def station(i):
    return f"02:00:00:{i >> 16:02x}:{i >> 8 & 255:02x}:{i & 255:02x}"


def one(space, name="d0"):
    space.batch([f"link add {name} type ifb", f"link set {name} up"])


class Filled:
    """Namespaces with `size` objects of a kind."""

    @staticmethod
    def links(size):
        space = Namespace()
        space.batch([f"link add d{i} type ifb" for i in range(size // 2)]
                    + [f"link add link d{i} name m{i} type macvlan" for i in range(size // 2)]
                    + [f"addr add {address(i)}/32 dev d{i}" for i in range(size // 2)])
        return space

    @staticmethod
    def aliases(size):
        space = Filled.links(size)
        space.batch(f"link set d{i} alias a{i}" for i in range(size // 2))
        return space

    @staticmethod
    def routes(size):
        space = Namespace()
        one(space)
        space.batch(f"route add {address(i)}/32 dev d0 metric {i + 1}" for i in range(size))
        return space

    @staticmethod
    def hops(size):
        space = Namespace()
        one(space)
        if size:
            legs = " ".join(f"nexthop via 192.0.2.{2 + leg} dev d0 onlink" for leg in range(50))
            space.batch(f"route add {address(i)}/32 {legs}" for i in range(size // 50))
        return space

    @staticmethod
    def neighbours(size):
        space = Namespace()
        one(space)
        space.batch(f"neigh add {address(i)} lladdr {station(i)} dev d0 nud permanent" for i in range(size))
        return space

    @staticmethod
    def stations(size):
        space = Namespace()
        space.batch(["link add br0 type bridge", "link set br0 up", "link add d0 type ifb",
                     "link set d0 master br0", "link set d0 up"])
        space.batch((f"fdb add {station(i)} dev d0 master static" for i in range(size)), "bridge")
        return space


    @staticmethod
    def realms(size):
        space = Namespace()
        one(space)
        space.batch(f"route add {address(i)}/32 dev d0 realms {1 + i % 255}/{1 + i // 255 % 255}" for i in range(size))
        return space

    @staticmethod
    def rules(size):
        space = Namespace()
        space.batch(f"rule add from {address(i)} to {address(i)} fwmark {i}/{0xff00ffff:#x} table 100" for i in range(size))
        return space

    @staticmethod
    def names(size):
        space = Namespace()
        one(space)
        space.batch(f"link property add dev d0 altname another-name-of-this-device-{i}" for i in range(size))
        return space


def share(fill, size):
    """How many objects there are: links are large, the kernel inserts a rule by a search, and a link has but so
    many names."""
    return size // {Filled.links: LINKS, Filled.aliases: LINKS, Filled.rules: LINKS, Filled.names: 200}.get(fill, 1)


def dumps(options):
    n = options.nlctl
    table = Table("Dumps", "instructions an object", options.sizes)
    base = {}
    jobs = [
        (Filled.links, [["link", "dump", "--tree"], ["link", "dump", "--tree", "--json"],
                        ["addr", "dump", "--json"], ["addr", "dump"], ["link", "dump", "--json"]]),
        (Filled.routes, [["route", "dump"]]),
        (Filled.hops, [["route", "dump", "--json"]]),
        (Filled.neighbours, [["neigh", "dump"]]),
        (Filled.stations, [["-f", "bridge", "neigh", "dump"]]),
        (Filled.rules, [["rule", "dump"]]),
        (Filled.names, [["link", "dump", "dev", "d0", "--json"], ["-d", "link", "dump", "dev", "d0"]]),
    ]
    for fill, commands in jobs:
        for size in (0, *options.sizes):
            space = fill(share(fill, size))
            for command in commands:
                work = count(space, [n, *command])
                name = f"`nlctl {' '.join(command)}` ({fill.__name__})"
                if size == 0:
                    base[name] = work
                else:
                    table.add(name, work - base[name], share(fill, size))
            space.close()
    table.close()


def monitor(options):
    table = Table("The monitor", "instructions an object, or a change", options.sizes)
    base, read = {}, set()
    for name, (fill, what, changes, last, *more) in scenes().items():
        if options.scenes and not any(word in name for word in options.scenes):
            continue
        program, stopped = [*more, *("ip", False)[len(more):]]
        command = [options.nlctl, "monitor", *what, "--json", "--initial"]
        first = f"first reading of {fill.__name__}: `monitor {' '.join(what)}`"
        for size in (0, *options.sizes):
            objects = share(fill, size)
            space = fill(objects)
            load = count(space, command + ["--timeout", "20s"])
            if size == 0:
                base[first] = load
            else:
                if (first, size) not in read:
                    table.add(first, load - base[first], objects)
                read.add((first, size))
                work, events = follow(space, command + ["--rcvbuf", "64K" if stopped else "1G"],
                                      lambda: space.batch(changes(objects), program), last, stopped)
                table.add(name, work - load, objects)
                print(f"  {events:,} events", file=sys.stderr)
            space.close()
    table.close()


def scenes():
    """What there is, what is followed, what is done to it, and what the last event is known by."""
    end = "203.0.113.0/24"
    more = [f"route add {end} dev d0"]
    final = ["link add last type ifb"]
    return {
        "routes come": (Filled.routes, ["route"], lambda size: [
            f"route add {address(i + (1 << 17))}/32 dev d0" for i in range(size)] + more, end),
        "routes go": (Filled.routes, ["route"], lambda size: [
            f"route del {address(i)}/32 dev d0 metric {i + 1}" for i in range(size)] + more, end),
        "routes are replaced": (Filled.routes, ["route"], lambda size: [
            f"route replace {address(i)}/32 dev d0 metric {i + 1} mtu 1400" for i in range(size)] + more, end),
        "routes go with their device's link": (Filled.routes, ["route", "link"], lambda size: [
            "link set d0 down"] + final, '"last"'),
        "routes, after a loss": (Filled.routes, ["route"], lambda size: [
            f"route del {address(i)}/32 dev d0 metric {i + 1}" for i in range(size // 2)] + [
            f"route add {address(i + (1 << 17))}/32 dev d0" for i in range(size // 2)], '"resync-end"', "ip", True),
        "neighbours change": (Filled.neighbours, ["neigh"], lambda size: [
            f"neigh replace {address(i)} lladdr {station(i + 1)} dev d0 nud permanent" for i in range(size)]
            + [f"neigh add 203.0.113.1 lladdr {station(1)} dev d0 nud permanent"], "203.0.113.1"),
        "stations go": (Filled.stations, ["neigh", "-f", "bridge"], lambda size: [
            f"fdb del {station(i)} dev d0 master" for i in range(size)]
            + ["fdb add 02:ff:ff:ff:ff:ff dev d0 master static"], "02:ff:ff:ff:ff:ff", "bridge"),
        "stations go with their bridge": (Filled.stations, ["neigh", "link", "-f", "bridge"], lambda size: [
            "link del br0"] + final, '"last"'),
        "links change": (Filled.links, ["link", "addr"], lambda size: [
            f"link set d{i} mtu 1400" for i in range(size // 2)]
            + [f"link set m{i} alias x" for i in range(size // 2)] + final, '"last"'),
        "links go up": (Filled.links, ["link", "addr"], lambda size: [
            f"link set d{i} up" for i in range(size // 2)] + [
            f"link set m{i} up" for i in range(size // 2)] + final, '"last"'),
        "links are renamed": (Filled.links, ["link", "addr"], lambda size: [
            f"link set m{i} name n{i}" for i in range(size // 2)] + [
            f"link set d{i} name e{i}" for i in range(size // 2)] + final, '"last"'),
        "links come": (Filled.links, ["link", "addr"], lambda size: [
            f"link add x{i} type ifb" for i in range(size)] + final, '"last"'),
        "links come, of a pattern": (Filled.links, ["link", "dev", "x*", "dev", "l*"], lambda size: [
            f"link add x{i} type ifb" for i in range(size)] + final, '"last"'),
        "links go": (Filled.links, ["link", "addr"], lambda size: [
            f"link del d{i}" for i in range(size // 2)] + final, '"last"'),
        "links, after a loss": (Filled.links, ["link", "addr"], lambda size: [
            f"link del m{i}" for i in range(size // 2)] + [
            f"link set d{i} mtu 1400" for i in range(size // 2)], '"resync-end"', "ip", True),
    }


def values(options):
    table = Table("Selectors of many values: one for eight objects", "instructions an object", options.sizes)
    jobs = [
        (Filled.links, "link", "dev", lambda i: f"d{i}"),
        (Filled.links, "addr", "dev", lambda i: f"d{i}"),
        (Filled.links, "link", "dev", lambda i: f"d{i}*"),
        (Filled.aliases, "link", "alias", lambda i: f"a{i}"),
        (Filled.aliases, "link", "alias", lambda i: f"a{i}*"),
        (Filled.routes, "route", "metric", lambda i: f"{2 * i + 1}"),
        (Filled.routes, "route", "root", lambda i: f"{address(2 * i)}/32"),
        (Filled.routes, "route", "match", lambda i: f"{address(2 * i)}/32"),
        (Filled.routes, "route", "exact", lambda i: f"{address(2 * i)}/32"),
        (Filled.realms, "route", "realm", lambda i: f"{1 + 8 * i % 255}/{1 + 8 * i // 255 % 255}"),
        (Filled.rules, "rule", "from", lambda i: address(i)),
        (Filled.rules, "rule", "to", lambda i: address(i)),
        (Filled.rules, "rule", "mark", lambda i: f"{i}/{0xff00ffff:#x}"),
        (Filled.neighbours, "neigh", "to", lambda i: f"{address(2 * i)}/32"),
        (Filled.neighbours, "neigh", "lladdr", lambda i: station(2 * i)),
    ]
    for fill in dict.fromkeys(job[0] for job in jobs):
        for size in options.sizes:
            objects = share(fill, size)
            space = fill(objects)
            for _, what, selector, value in [job for job in jobs if job[0] is fill]:
                chosen = [word for i in range(objects // 8) for word in (selector, value(i))]
                work = count(space, [options.nlctl, what, "dump", *chosen])
                glob = "*" if "*" in value(0) else ""
                table.add(f"`nlctl {what} dump {selector} A{glob} {selector} B{glob} …`", work, objects)
            space.close()
    table.close()


def shape(options):
    """Instructions an object, over three sizes."""
    options.sizes = [max(200, int(size * options.scale)) for size in SIZES]
    options.scenes = []
    print("\n## Linear everywhere")
    dumps(options)
    monitor(options)
    values(options)
