#!/usr/bin/python3
"""Numbers of kernel names, from the UAPI headers.

    headers.py [DIRECTORY...] < LINES     each line: KERNEL_NAME NUMBER
        DIRECTORY: a usr/include (default: the newest that is unpacked in the cache, then the
        machine's own, for names that one lacks)
    headers.py --covered ENUM_PREFIX... < LINES
        also lists names with the prefix that no line mentions

Exit status: 0 all agree; 1 a number differs or a name is in no header; 2 nothing to check.
"""
import glob
import os
import re
import sys

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
ENUM = re.compile(r"\benum\b\s*\w*\s*\{(.*?)\}", re.S)
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+([A-Z]\w+)[ \t]+([^\n]+?)[ \t]*$", re.M)
ALLOWED = re.compile(r"^[\w\s()+\-*<>|&~]+$")
FILES = ("linux/*.h", "linux/can/*.h", "linux/netfilter/*.h", "linux/tc_act/*.h", "asm-generic/socket.h")


def value(text, known):
    """The number that a constant expression of names and numbers says, or None."""
    text = re.sub(r"\b(0[xX][0-9a-fA-F]+|\d+)[uUlL]+\b", r"\1", text.strip())
    text = re.sub(r"\(\s*__u\d+\s*\)|\b_BITUL+\b|\bBIT\b", lambda m: "" if m[0].startswith("(") else "1<<", text)
    if not ALLOWED.match(text):
        return None
    text = re.sub(r"\b[A-Za-z_]\w*\b", lambda m: str(known.get(m[0], "?")) if not
                  re.match(r"0[xX]", m[0]) else m[0], text)
    text = re.sub(r"\b0+(?=\d)", "0o", text)
    if "?" in text:
        return None
    try:
        return int(eval(text, {"__builtins__": {}}))  # digits and operators alone are left
    except Exception:
        return None


def read(directory):
    """Names and numbers of the headers below directory."""
    known = {}
    texts = []
    for pattern in FILES:
        for path in sorted(glob.glob(os.path.join(directory, pattern))):
            with open(path, encoding="utf-8", errors="replace") as file:
                texts.append(COMMENT.sub(" ", file.read().replace("\\\n", " ")))
    for _ in range(2):  # a second time for names that a later file defines
        for text in texts:
            for name, expression in DEFINE.findall(text):
                number = value(expression, known)
                if number is not None:
                    known.setdefault(name, number)
            for body in ENUM.findall(text):
                body = re.sub(r"^[ \t]*#.*$", "", body, flags=re.M)
                following = 0
                for entry in body.split(","):
                    name, equals, expression = (part.strip() for part in entry.partition("="))
                    if not re.match(r"^\w+$", name):
                        continue
                    number = value(expression, known) if equals else following
                    if number is None:
                        following = None
                        continue
                    known[name] = number
                    following = number + 1
    return known


def directories():
    """The newest suite of the cache first, the machine's own last."""
    cache = os.environ.get("LAB_CACHE", "/var/cache/nlctl-lab")
    found = [path for suite in ("sid", "bookworm-backports")
             for path in glob.glob(f"{cache}/headers/{suite}/usr/include")]
    return found + ["/usr/include"]


def main():
    arguments = sys.argv[1:]
    prefixes = []
    if "--covered" in arguments:
        at = arguments.index("--covered")
        prefixes = arguments[at + 1:]
        arguments = arguments[:at]
    tables = [(path, read(path)) for path in arguments or directories()]
    checked = wrong = 0
    said = set()
    for line in sys.stdin:
        words = line.split()
        if len(words) != 2 or line.startswith("#"):
            continue
        name, number = words[0], int(words[1], 0)
        said.add(name)
        for path, known in tables:
            if name in known:
                checked += 1
                if known[name] != number:
                    wrong += 1
                    print(f"{name}: {number} here, {known[name]} in {path}")
                break
        else:
            wrong += 1
            print(f"{name}: in no header of {', '.join(path for path, _ in tables)}")
    for prefix in prefixes:
        for name, number in sorted(tables[0][1].items(), key=lambda item: item[1]):
            if name.startswith(prefix) and name not in said and not re.search(r"(_MAX|_UNSPEC|__)", name):
                print(f"{name} {number}: not mentioned")
    print(f"headers: {checked} numbers compared, {wrong} wrong")
    return 2 if not checked and not wrong else 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
