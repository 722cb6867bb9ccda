#!/usr/bin/env bash
# What the kernel deletes or changes without a word: the monitor says it, with the cause. To be run as
# root where netlink may be used: Tests/FullKernel/fullkernel run -- silent.sh NLCTL
set -u
nlctl=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# row NAME PATTERN COUNT COMMAND...: after COMMAND, at least COUNT synthesized events match PATTERN.
row() {
  local name=$1 pattern=$2 count=$3 found tries=0
  shift 3
  ip netns delete silent 2> /dev/null
  ip netns add silent
  ip -n silent link add v0 type veth peer name w0
  ip -n silent link set v0 up
  ip -n silent link set w0 up
  ip -n silent address add 192.0.2.1/24 dev v0
  ip -n silent link add d0 type dummy
  ip -n silent link set d0 up
  ip -n silent address add 198.51.100.1/24 dev d0
  for n in 1 2 3 4 5; do ip -n silent route add 10.$n.0.0/16 via 192.0.2.9; done
  ip -n silent nexthop add id 7 via 198.51.100.9 dev d0
  for n in 1 2 3; do ip -n silent route add 10.10$n.0.0/16 nhid 7; done
  ip netns exec silent "$nlctl" monitor link addr route nexthop --initial --json > "$work/events" &
  local monitor=$!
  until grep -q initial-end "$work/events"; do sleep 0.1; done
  ip -n silent "$@"
  # The watchdog alone decides when to give up.
  while :; do
    found=$(grep '"synthesized":true' "$work/events" | grep -cE "$pattern")
    [ "$found" -lt "$count" ] && [ $tries -lt 100 ] || break
    tries=$((tries + 1))
    sleep 0.1
  done
  kill -INT $monitor
  wait $monitor
  if [ "$found" -ge "$count" ]; then
    echo "ok: $name ($found)"
  else
    echo "FAILED: $name: $found of $count"
    failed=1
  fi
}

delete='"event":"delete","object":"route","key":"route/inet/'
row "routes go with their link being set down" "$delete.*\"cause\":\"link-down\"" 5 link set v0 down
row "a next hop goes with its link being set down" \
  '"event":"delete","object":"nexthop".*"cause":"link-down"' 1 link set d0 down
row "routes go with the last address of their link" "$delete.*\"cause\":\"addr-delete\"" 5 \
  address del 192.0.2.1/24 dev v0
row "routes become linkdown with the carrier" \
  '"event":"change","object":"route".*"cause":"(carrier|link-down)","changed":\{.*"new":\["linkdown"\]' 5 \
  link set w0 down
row "routes go with their next hop" "$delete.*\"cause\":\"nexthop-delete\"" 3 nexthop del id 7
row "routes go with their link" "$delete.*\"cause\":\"link-(delete|down)\"" 5 link del v0
exit $failed
