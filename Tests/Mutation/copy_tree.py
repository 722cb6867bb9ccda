"""The copy of the repository in which every place of the list has its switch, and its build."""
import hashlib
import os
import shutil
import subprocess

from faults import HERE, MODULES, ROOT

WORK = os.environ.get("MUTATION_DIR") or os.path.join(ROOT, ".build-mutation")
COPY = os.path.join(WORK, "source")
BUILD = os.path.join(WORK, "build")
BUNDLE = os.path.join(BUILD, "debug", "nlctlPackageTests.xctest")


def write(name, data, mode=None):
    """Writes a file of the copy; one that did not change keeps its time, so that it is not compiled again."""
    target = os.path.join(COPY, name)
    if os.path.isfile(target):
        with open(target, "rb") as file:
            if file.read() == data:
                return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(data)
    if mode is not None:
        os.chmod(target, mode)


def switched(source, faults):
    """The text of a file with the switches of its faults, the last place first."""
    places = sorted(((fault.find(source), fault) for fault in faults), key=lambda place: place[0], reverse=True)
    end = len(source)
    for (start, stop), fault in places:
        if stop > end:
            raise SystemExit(f"{fault.place}: [{fault.name}] overlaps another fault")
        source = source[:start] + fault.switched(fault.number) + source[stop:]
        end = start
    return source


def make(faults):
    """Copies what is tracked or new, with the switches; what is no longer there goes."""
    names = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"], check=True, capture_output=True, text=True
    ).stdout.split("\n")
    names = [name for name in names if name and os.path.isfile(os.path.join(ROOT, name))]
    names.append("Sources/CNetlink/libmnl_version.c")
    by_file = {}
    for fault in faults:
        by_file.setdefault(fault.path, []).append(fault)
    for name in names:
        path = os.path.join(ROOT, name)
        if os.path.islink(path):
            target = os.path.join(COPY, name)
            if not os.path.lexists(target):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.symlink(os.readlink(path), target)
            continue
        with open(path, "rb") as file:
            data = file.read()
        if name in by_file:
            data = switched(data.decode(), by_file[name]).encode()
        elif name == "Package.swift":
            # A switch may leave a value that nothing uses.
            data = data.replace(b"  .treatAllWarnings(as: .error),\n", b"")
        write(name, data, os.stat(path).st_mode & 0o777)
    with open(os.path.join(HERE, "Fault.swift"), "rb") as file:
        switch = file.read()
    kept = set(names)
    for module in MODULES:
        name = f"Sources/{module}/Fault.swift"
        write(name, switch)
        kept.add(name)
    for folder, _, files in os.walk(COPY):
        for file in files:
            name = os.path.relpath(os.path.join(folder, file), COPY)
            if name not in kept and name.startswith(("Sources/", "Tests/")):
                os.remove(os.path.join(folder, file))


def build():
    """Builds the copy once, for all faults."""
    words = ["nice", "-n", "10", os.environ.get("SWIFT", "swift"), "build"]
    words += ["--package-path", COPY, "--scratch-path", BUILD]
    result = subprocess.run(words + ["--build-tests"], text=True, capture_output=True)
    if result.returncode != 0:
        lines = (result.stdout + result.stderr).split("\n")
        shown = [line for line in lines if "error:" in line] or lines[-30:]
        raise SystemExit("\n".join(dict.fromkeys(shown)) or "the copy was not built")


def stamp():
    """What tells one build from another."""
    digest = hashlib.sha256()
    for name in (BUNDLE, os.path.join(BUILD, "debug", "nlctl")):
        with open(name, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def remove():
    shutil.rmtree(WORK, ignore_errors=True)
