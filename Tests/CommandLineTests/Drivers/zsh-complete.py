"""Types a line into an interactive zsh, presses TAB, then return. The command itself reports.

usage: zsh-complete.py SCRIPT SOURCED TEXT      (SOURCED: 1 to source the script, 0 to autoload it)
"""
import atexit, os, pty, select, shutil, sys, tempfile, time

script, sourced, text = sys.argv[1], sys.argv[2] == "1", sys.argv[3]
home = tempfile.mkdtemp()
atexit.register(shutil.rmtree, home, ignore_errors=True)
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(HOME=home, ZDOTDIR=home, TERM="dumb", PS1="")
    os.execvp("zsh", ["zsh", "-f", "-i"])

seen = b""


def until(mark):
    global seen
    deadline = time.monotonic() + 60
    while mark not in seen:
        if time.monotonic() > deadline or not select.select([fd], [], [], 60)[0]:
            sys.exit("no answer from zsh: %r" % seen)
        seen += os.read(fd, 65536)
    seen = seen.split(mark, 1)[1]


directory = os.path.dirname(os.path.abspath(script))
load = "" if sourced else "fpath=('%s' $fpath); " % directory
load += "autoload -Uz compinit; compinit -u -d %s/dump; " % home
load += "source '%s'; " % script if sourced else ""
os.write(fd, (load + "PS1='REA''DY> '\n").encode())
until(b"READY> ")
os.write(fd, (text + "\t").encode() + b"\nprint DO''NE\n")
until(b"DONE")
os.write(fd, b"exit\n")
