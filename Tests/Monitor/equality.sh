#!/usr/bin/env bash
# Consumer equality: whatever happens, who applies the JSON Lines of the monitor ends with what a fresh
# dump shows. To be run as root, where namespaces can be made.
#
# usage: equality.sh NLCTL [CHANGES [MODE [SEED]]]    MODE: [neigh-]speed, small, stopped or fault; all
#
# Of links, addresses, routes, rules and next hops; neigh-: of neighbours and forwarding databases.
set -u
here=$(cd "$(dirname "$0")" && pwd)
nlctl=$1
changes=${2:-3000}
only=${3:-all}
seed=${4:-1}
name=equality-$$
work=$(mktemp -d)
trap 'ip netns delete $name 2> /dev/null; rm -rf "$work"' EXIT
failed=0

# The scene: four pairs of devices, all up, with addresses.
scene() (
  ip netns delete $name 2> /dev/null
  set -e
  ip netns add $name
  for n in 0 1 2 3; do
    ip -n $name link add v$n type veth peer name w$n
    ip -n $name link set v$n up
    ip -n $name link set w$n up
    ip -n $name address add 192.0.$n.1/24 dev v$n
    ip -n $name address add 2001:db8:ff$n::1/64 dev v$n nodad
  done
  ip -n $name link set lo up
  [ -n "$prefix" ] || return 0
  # Ports of a bridge, what is behind them is down: nothing is learnt, which ages by the kernel's clock.
  ip -n $name link add b0 up type bridge
  for n in 0 1 2 3; do
    ip -n $name link add p$n up type veth peer name q$n
    ip -n $name link set p$n master b0
  done
)

# Whether the last loss has not been made good.
lossy() {
  [ "$(grep -oE '"event":"(lost|resync-end)"' "$work/events" | tail -n 1)" = '"event":"lost"' ]
}

# Waits until the consumer's picture is the kernel's. The monitor looks at what it means to look at two
# seconds later at most; when the picture is another after half a minute it stays one.
agree() {
  local tries=0
  until ! lossy && ip netns exec "$name" "$here/consumer.py" "$nlctl" "$work/events" $objects > "$work/picture"; do
    tries=$((tries + 1))
    [ $tries -lt 15 ] || return 1
    sleep 2
  done
}

# run NAME MODE CHURN-FUNCTION [MONITOR-OPTION...]
run() {
  local what=$1 mode=$2 churn=$3
  shift 3
  case $only in
    all | "$prefix$mode") ;;
    *) return ;;
  esac
  scene
  [ $? -eq 0 ] || { echo "FAILED: $what: the scene cannot be made"; exit 1; }
  ip netns exec $name "$nlctl" monitor $words --initial --json "$@" > "$work/events" 2> "$work/said" &
  local monitor=$!
  until grep -q initial-end "$work/events" 2> /dev/null; do sleep 0.1; done
  $churn "$monitor"
  agree || failed=1
  echo "== $what"
  cat "$work/picture"
  kill -INT "$monitor"
  wait "$monitor"
  local status=$?
  cat "$work/said"
  if [ $status -ne 0 ]; then
    echo "FAILED: the monitor's exit status is $status"
    failed=1
  fi
  if [ "$mode" != speed ] && ! grep -q '"event":"lost"' "$work/events"; then
    echo "FAILED: nothing was lost, so nothing was proved"
    failed=1
  fi
}

# change COUNT SEED: that many changes, at full speed.
change() {
  if [ -n "$prefix" ]; then
    "$here/churn.py" $(($1 / 2)) "$2" fdb | bridge -n $name -force -batch - > /dev/null 2>&1 &
    local entries=$!
    "$here/churn.py" $(($1 / 2)) "$2" neigh | ip -n $name -force -batch - > /dev/null 2>&1
    wait $entries
  else
    "$here/churn.py" "$1" "$2" | ip -n $name -force -batch - > /dev/null 2>&1
  fi
}

full_speed() { change "$changes" "$seed"; }

# The reader is stopped for a second and more, half-way.
stopped() {
  change $((changes / 2)) "$((seed + 1))"
  kill -STOP "$1"
  change $((changes / 2)) "$((seed + 2))"
  sleep 1
  kill -CONT "$1"
}

all_modes() {
  run "$1: full speed" speed full_speed
  run "$1: overflow, small buffer" small full_speed --rcvbuf 8k
  run "$1: stopped reader, small buffer" stopped stopped --rcvbuf 64k
  run "$1: overflow at every fifth receive" fault full_speed --fault overflow:5
}

prefix='' objects='' words="link addr route rule nexthop"
all_modes "links, addresses, routes, rules, next hops"
prefix=neigh- objects=neigh words="--mcgroup neigh"
all_modes "neighbours, forwarding databases"
exit $failed
