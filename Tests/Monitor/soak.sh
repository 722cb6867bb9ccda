#!/usr/bin/env bash
# The same changes again and again: the monitor must not grow. As root, where namespaces can be made.
#
# usage: soak.sh NLCTL SECONDS
set -u
here=$(cd "$(dirname "$0")" && pwd)
nlctl=$1
seconds=$2
work=$(mktemp -d)
name=soak-$$
trap 'ip netns delete $name 2> /dev/null; rm -rf "$work"' EXIT

set -e
ip netns add $name
for n in 0 1 2 3; do
  ip -n $name link add v$n type veth peer name w$n
  ip -n $name link set v$n up
  ip -n $name link set w$n up
  ip -n $name address add 192.0.$n.1/24 dev v$n
done
"$here/churn.py" 2000 3 > "$work/batch"
set +e
# Of the address sanitizer's own the resident memory tells little: it keeps what was freed, and frees for later
# use. So there it is asked, whenever that memory has grown by a tenth, how much the program holds.
export ASAN_OPTIONS="quarantine_size_mb=1:thread_local_quarantine_size_kb=64:heap_profile=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
ip netns exec $name "$nlctl" monitor link addr route rule nexthop --json --rcvbuf 256k --fault overflow:5000 \
  >> "$work/events" 2> "$work/said" &
monitor=$!
resident() { awk '/VmRSS/ {print $2}' /proc/$monitor/status; }
if grep -q __asan_init "$nlctl"; then
  held() { awk '/^Live Heap Allocations/ { last = $4 } END { print int(last / 1024) }' "$work/said"; }
else
  held() { resident; }
fi
round=0
SECONDS=0
while [ $SECONDS -lt "$seconds" ] && kill -0 $monitor 2> /dev/null; do
  ip -n $name -force -batch "$work/batch" > /dev/null 2>&1
  # What the churn added is taken away, so that every round is like the last.
  { for table in 100 101 102; do echo "route flush table $table"; done; echo "route flush root 10.0.0.0/8"; } \
    | ip -n $name -force -batch - > /dev/null 2>&1
  while ip -n $name rule delete table 100 2> /dev/null || ip -n $name rule delete table 101 2> /dev/null \
    || ip -n $name rule delete table 102 2> /dev/null; do :; done
  round=$((round + 1))
  # What it has not got round to is memory too, so it is let catch up.
  mark=10.255.$((round / 250)).$((round % 250))
  ip -n $name route add unreachable $mark
  until grep -qF "$mark" "$work/events" || ! kill -0 $monitor 2> /dev/null; do sleep 0.05; done
  # A dump after a loss may show the mark while older notifications still wait: until it has nothing to do.
  before=
  until now=$(cut -d ' ' -f 14,15 /proc/$monitor/stat 2> /dev/null); [ "$now" = "$before" ]; do
    before=$now
    sleep 0.3
  done
  ip -n $name route delete unreachable $mark
  : > "$work/events"
  echo "$SECONDS $(held) $(resident)" >> "$work/memory"
done
kill -TERM $monitor
wait $monitor
status=$?
grep '^nlctl: ' "$work/said"
grep -A 100000 -m 1 -E '==ERROR|FATAL' "$work/said"
echo "$round rounds of $(wc -l < "$work/batch") changes, exit status $status"
# What it held at most in each fifth of the time: in the first two it gets all the memory that it needs;
# from then on it keeps it, a tenth and 2 MiB aside, or, where only the moments count, a dump's bytes.
python3 - "$work/memory" "$seconds" "$(grep -c __asan_init "$nlctl")" << 'END' && [ $status -eq 0 ] || { echo FAILED; exit 1; }
import sys
samples = [tuple(map(int, line.split())) for line in open(sys.argv[1], encoding="ascii") if len(line.split()) == 3]
fifth = max(1, int(sys.argv[2]) / 5)
def most(column):
    return [max((s[column] for s in samples if n * fifth <= s[0] < (n + 1) * fifth), default=0) for n in range(5)]
print("kB held at most in each fifth of the time:", *most(1))
print("kB resident at most:", *most(2))
held = most(1)
settled = max(held[:2])
room = 16384 if sys.argv[3] != "0" else 2048
sys.exit(len(samples) < 10 or max(held[2:]) > settled + settled // 10 + room)
END
