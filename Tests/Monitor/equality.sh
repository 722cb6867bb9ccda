#!/usr/bin/env bash
# Consumer equality: whatever happens, who applies the JSON Lines of the monitor ends with what a fresh
# dump shows. To be run as root where netlink may be churned: Tests/FullKernel/fullkernel run -- …
#
# usage: equality.sh NLCTL [CHANGES]
set -u
here=$(cd "$(dirname "$0")" && pwd)
nlctl=$1
changes=${2:-3000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# The scene: four pairs of devices, all up, with addresses.
scene() {
  ip netns delete monitored 2> /dev/null
  ip netns add monitored
  for n in 0 1 2 3; do
    ip -n monitored link add v$n type veth peer name w$n
    ip -n monitored link set v$n up
    ip -n monitored link set w$n up
    ip -n monitored address add 192.0.$n.1/24 dev v$n
    ip -n monitored address add 2001:db8:ff$n::1/64 dev v$n nodad
  done
  ip -n monitored link set lo up
}

# Waits until the monitor has said all it has to say: a loss is made good, and what it still means to look
# at, two seconds later at most, is looked at.
quiet() {
  local before=-1 now=0
  while now=$(stat -c %s "$work/events"); [ "$before" != "$now" ] || lossy; do
    before=$now
    sleep 4
  done
}

# Whether the last loss has not been made good.
lossy() {
  [ "$(grep -oE '"event":"(lost|resync-end)"' "$work/events" | tail -n 1)" = '"event":"lost"' ]
}

# run NAME CHURN-FUNCTION [MONITOR-OPTION...]
run() {
  local name=$1 churn=$2
  shift 2
  scene
  ip netns exec monitored "$nlctl" monitor link addr route rule nexthop --initial --json "$@" \
    > "$work/events" 2> "$work/said" &
  local monitor=$!
  until grep -q initial-end "$work/events" 2> /dev/null; do sleep 0.1; done
  $churn "$monitor"
  quiet
  echo "== $name"
  if ! ip netns exec monitored "$here/consumer.py" "$nlctl" "$work/events"; then failed=1; fi
  kill -INT "$monitor"
  wait "$monitor"
  local status=$?
  cat "$work/said"
  if [ $status -ne 0 ]; then
    echo "FAILED: the monitor's exit status is $status"
    failed=1
  fi
  case $name in
    *overflow* | *stopped*)
      if ! grep -q '"event":"lost"' "$work/events"; then
        echo "FAILED: nothing was lost, so nothing was proved"
        failed=1
      fi ;;
  esac
}

full_speed() {
  "$here/churn.py" "$changes" 1 | ip -n monitored -force -batch - > /dev/null 2>&1
}

stopped() {
  "$here/churn.py" "$changes" 2 > "$work/batch"
  ip -n monitored -force -batch "$work/batch" > /dev/null 2>&1 &
  local ip=$!
  sleep 0.3
  kill -STOP "$1"
  wait $ip
  kill -CONT "$1"
}

run "full speed" full_speed
run "overflow: small buffer" full_speed --rcvbuf 8k
run "stopped reader, small buffer" stopped --rcvbuf 64k
run "overflow at every fifth receive" full_speed --fault overflow:5
exit $failed
