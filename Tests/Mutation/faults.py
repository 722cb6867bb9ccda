"""The list of faults, and how a place of the source gets its switch.

A list is a text file for each module under `faults`. A fault is

    [name]
    file: NetlinkCore/Verdict.swift
    | guard code < 0, code >= {{-4095 ==> -4094}} else { return .malformed }

The lines behind the bars must stand in the file exactly once; what is before the first word of the first line does not
count. One part in double braces is what changes:

    {{right ==> wrong}}           an expression
    {{do: right ==> wrong}}       statements; nothing behind the arrow drops them
    {{text: right ==> wrong}}     any text; FAULT in the wrong text is the condition that the fault is on

`equivalent: REASON` marks a fault that changes nothing visible; it is neither built nor run. `second` marks one that
was written after the tests that its kind led to.
"""
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODULES = [
    "NetlinkWire", "NetlinkCore", "Rtnetlink", "NetlinkMirror", "Select", "Render", "Explain", "CommandLine", "nlctl",
    "Netlink",
]


class ListError(Exception):
    pass


class Fault:
    def __init__(self, module, name, place):
        self.module, self.name, self.place = module, name, place
        self.file = self.equivalent = None
        self.second = False
        self.lines = []

    @property
    def path(self):
        return os.path.join("Sources", self.file)

    def parts(self):
        """What stands in the source before, in and after the change, its kind, and the wrong text."""
        text = "\n".join(self.lines)
        found = re.fullmatch(r"(.*?)\{\{(do: |text: )?(.*?) ==>(.*?)\}\}(?!\})(.*)", text, re.S)
        if not found:
            raise ListError(f"{self.place}: [{self.name}] has no part {{{{right ==> wrong}}}}")
        before, kind, right, wrong, after = found.groups()
        return before, (kind or "").strip(": "), right, wrong.strip(), after

    def find(self, source):
        """Where the change begins and ends in the file's text."""
        before, _, right, _, after = self.parts()
        wanted = before + right + after
        count = source.count(wanted)
        if count != 1:
            raise ListError(f"{self.place}: [{self.name}] stands {count} times in Sources/{self.file}, not once")
        start = source.index(wanted) + len(before)
        return start, start + len(right)

    def switched(self, number):
        """The text with a switch in the place of the right one."""
        _, kind, right, wrong, _ = self.parts()
        if kind == "text":
            return wrong.replace("FAULT", f"isFault({number})")
        if kind == "do":
            if not wrong:
                return f"if !isFault({number}) {{ {right} }}"
            return f"if isFault({number}) {{ {wrong} }} else {{ {right} }}"
        return f"(isFault({number}) ? ({wrong}) : ({right}))"


def read_list(module):
    path = os.path.join(HERE, "faults", module + ".txt")
    faults = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            place = f"faults/{module}.txt:{number}"
            if line.startswith("["):
                faults.append(Fault(module, line.strip("[] "), place))
            elif not line.strip() or line.startswith("#"):
                continue
            elif not faults:
                raise ListError(f"{place}: no fault begins here")
            elif line.startswith("|"):
                text = line[2:]
                faults[-1].lines.append(text if faults[-1].lines else text.lstrip())
            elif line.startswith("file: "):
                faults[-1].file = line[6:].strip()
            elif line.startswith("equivalent: "):
                faults[-1].equivalent = line[12:].strip()
            elif line.strip() == "second":
                faults[-1].second = True
            else:
                raise ListError(f"{place}: '{line}' is not understood")
    return faults


def read_all():
    """All faults; an error where a name is there twice, a place is not in the source exactly once, or two overlap."""
    faults = [fault for module in MODULES for fault in read_list(module)]
    sources, places, problems, names = {}, {}, [], set()
    for fault in faults:
        key = (fault.module, fault.name)
        if key in names:
            problems.append(f"{fault.place}: [{fault.name}] is there twice")
        names.add(key)
        try:
            if not fault.file:
                raise ListError(f"{fault.place}: [{fault.name}] names no file")
            if fault.file not in sources:
                with open(os.path.join(ROOT, fault.path), encoding="utf-8") as file:
                    sources[fault.file] = file.read()
            start, stop = fault.find(sources[fault.file])
            for other, first, end in places.setdefault(fault.file, []):
                if start < end and first < stop and not (fault.equivalent or other.equivalent):
                    raise ListError(f"{fault.place}: [{fault.name}] overlaps [{other.name}]")
            places[fault.file].append((fault, start, stop))
        except OSError as error:
            problems.append(f"{fault.place}: {error.strerror}: {fault.path}")
        except ListError as error:
            problems.append(str(error))
    if problems:
        raise ListError("\n".join(problems))
    return faults
