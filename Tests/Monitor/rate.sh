#!/usr/bin/env bash
# 200,000 IPv4 routes added at full speed while nlctl monitor and ip monitor both read: nothing is lost
# without a word, nlctl prints no slower than ip, and its memory is what the mirror takes.
#
# usage: rate.sh NLCTL [ROUTES]
set -u
nlctl=$1
routes=${2:-200000}
work=$(mktemp -d)
name=rate-$$
trap 'ip netns delete $name 2> /dev/null; rm -rf "$work"' EXIT
failed=0

set -e
ip netns add $name
ip -n $name link add v0 type veth peer name w0
ip -n $name link set v0 up
ip -n $name link set w0 up
ip -n $name address add 10.255.0.1/24 dev v0
python3 - "$routes" > "$work/batch" << 'END'
import sys
for n in range(int(sys.argv[1])):
    print(f"route add {11 + (n >> 16)}.{n >> 8 & 255}.{n & 255}.0/32 via 10.255.0.9")
END
set +e

# Resident memory in kB, and processor time in ticks.
memory() { awk "/$2/ {print \$2}" "/proc/$1/status"; }
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }

# The output is counted as it is written, so that the disk has no part in it.
mkfifo "$work/ours" "$work/theirs"
python3 "$(dirname "$0")/count.py" < "$work/ours" > "$work/ours.count" &
count_ours=$!
python3 "$(dirname "$0")/count.py" < "$work/theirs" > "$work/theirs.count" &
count_theirs=$!
ip netns exec $name "$nlctl" monitor route --initial --json > "$work/ours" 2> "$work/said" &
ours=$!
ip netns exec $name ip monitor route > "$work/theirs" 2> "$work/theirs.said" &
theirs=$!
sleep 1
before=$(memory $ours VmRSS)
ip -n $name -batch "$work/batch" || failed=1
# Both have read all there is when neither works any more.
last=-1
while now="$(ticks $ours) $(ticks $theirs)"; [ "$now" != "$last" ]; do last=$now; sleep 1; done
after=$(memory $ours VmRSS)
peak=$(memory $ours VmHWM)
ticks_ours=$(ticks $ours)
ticks_theirs=$(ticks $theirs)
kill $ours $theirs
wait $ours
wait $count_ours $count_theirs
read -r printed seconds lost synthesized < "$work/ours.count"
read -r printed_theirs seconds_theirs _ < "$work/theirs.count"
hertz=$(getconf CLK_TCK)
python3 - << END
routes, printed, lost, synthesized = $routes, $printed, $lost, $synthesized
seconds, theirs, seconds_theirs = $seconds, $printed_theirs, $seconds_theirs
print(f"nlctl: {printed} lines in {seconds:.2f} s, {printed / seconds:.0f}/s; "
      f"processor {$ticks_ours / $hertz:.2f} s; lost {lost}, made good {synthesized}")
print(f"ip: {theirs} lines in {seconds_theirs:.2f} s, {theirs / seconds_theirs:.0f}/s; "
      f"processor {$ticks_theirs / $hertz:.2f} s")
print(f"memory: {$before} kB before, {$after} kB after, {$peak} kB at most: "
      f"{($after - $before) * 1024 / routes:.0f} bytes a route, {($peak - $before) * 1024 / routes:.0f} at most")
END
cat "$work/said"
sed 's/^/ip said: /' "$work/theirs.said" | head -3
if [ "$((printed - lost))" -lt 0 ] || { [ "$lost" -eq 0 ] && [ "$printed" -lt "$routes" ]; }; then
  echo "FAILED: events are missing without a word"
  failed=1
fi
exit $failed
