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

ip netns add $name
for n in 0 1 2 3; do
  ip -n $name link add v$n type veth peer name w$n
  ip -n $name link set v$n up
  ip -n $name link set w$n up
  ip -n $name address add 192.0.$n.1/24 dev v$n
done
"$here/churn.py" 2000 3 > "$work/batch"
ip netns exec $name "$nlctl" monitor link addr route rule nexthop --json --rcvbuf 256k --fault overflow:5000 \
  > /dev/null 2> "$work/said" &
monitor=$!
resident() { awk '/VmRSS/ {print $2}' /proc/$monitor/status; }
round=0
early=0
SECONDS=0
while [ $SECONDS -lt "$seconds" ] && kill -0 $monitor 2> /dev/null; do
  ip -n $name -force -batch "$work/batch" > /dev/null 2>&1
  # What the churn added is taken away, so that every round is like the last.
  { for table in 100 101 102; do echo "route flush table $table"; done; echo "route flush root 10.0.0.0/8"; } \
    | ip -n $name -force -batch - > /dev/null 2>&1
  while ip -n $name rule delete table 100 2> /dev/null || ip -n $name rule delete table 101 2> /dev/null \
    || ip -n $name rule delete table 102 2> /dev/null; do :; done
  round=$((round + 1))
  # By a fifth of the time it has all the memory that it needs.
  [ $early -ne 0 ] || [ $SECONDS -lt $((seconds / 5)) ] || early=$(resident)
done
late=$(resident)
kill -TERM $monitor
wait $monitor
status=$?
cat "$work/said"
echo "$round rounds of 2000 changes: $early kB early, $late kB late, exit status $status"
# The address sanitizer keeps what was freed for a while; its leak check makes the exit status.
[ $status -eq 0 ] && [ -n "$late" ] && [ "$late" -le $((early + early / 4 + 16384)) ] || { echo FAILED; exit 1; }
