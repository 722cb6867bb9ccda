#!/usr/bin/env bash
# What the kernel deletes or changes without a word: the monitor says it, with the cause, and a consumer
# of its events ends with the kernel's state. As root, where namespaces can be made.
#
# usage: silent.sh NLCTL [ROW]
set -u
here=$(cd "$(dirname "$0")" && pwd)
nlctl=$1
only=${2:-}
work=$(mktemp -d)
name=silent-$$
trap 'ip netns delete $name 2> /dev/null; rm -rf "$work"' EXIT
failed=0
number=0

# v0 with 20 IPv4 and 20 IPv6 routes through gateways of its subnets; v1 with a next hop object and routes
# by it.
scene() (
  ip netns delete $name 2> /dev/null
  set -e
  ip netns add $name
  ip -n $name -batch - << 'END'
link add v0 type veth peer name w0
link add v1 type veth peer name w1
link set lo up
link set v0 up
link set w0 up
link set v1 up
link set w1 up
address add 192.0.2.1/24 dev v0
address add 2001:db8:1::1/64 dev v0 nodad
address add 198.51.100.1/24 dev v1
address add 2001:db8:2::1/64 dev v1 nodad
route add 2001:db8:200::/64 via 2001:db8:1::9 src 2001:db8:2::1
nexthop add id 7 via 198.51.100.9 dev v1
nexthop add id 8 via 192.0.2.9 dev v0
nexthop add id 9 group 7/8
route add 10.101.0.0/16 nhid 7
route add 10.102.0.0/16 nhid 7
route add 10.103.0.0/16 nhid 7
route add 10.104.0.0/16 nhid 9
route add 10.106.0.0/16 nexthop via 192.0.2.9 nexthop via 198.51.100.9
END
  { for n in $(seq 20); do
      echo "route add 10.$n.0.0/16 via 192.0.2.9"
      echo "route add 2001:db8:$((100 + n))::/64 via 2001:db8:1::9"
    done; } | ip -n $name -batch -
)

# row NAME PATTERN COUNT COMMAND...: after COMMAND, COUNT objects or more have a synthesized event that
# matches PATTERN, and the consumer's picture is the kernel's.
row() {
  local what=$1 pattern=$2 count=$3 found tries=0
  shift 3
  number=$((number + 1))
  [ -z "$only" ] || [ "$only" -eq $number ] || return
  scene
  [ $? -eq 0 ] || { echo "FAILED: $what: the scene cannot be made"; exit 1; }
  ip netns exec $name "$nlctl" monitor link addr route rule nexthop --initial --json > "$work/events" &
  local monitor=$!
  until grep -q initial-end "$work/events" 2> /dev/null; do sleep 0.1; done
  ip -n $name "$@" || { echo "FAILED: $what: ip $*"; failed=1; }
  # Only a watchdog gives up.
  while :; do
    found=$(grep '"synthesized":true' "$work/events" | grep -E "$pattern" | grep -oE '"key":"[^"]*"' | sort -u | wc -l)
    [ "$found" -lt "$count" ] && [ $tries -lt 200 ] || break
    tries=$((tries + 1))
    sleep 0.1
  done
  # What comes after the rows is compared too: the monitor says that it is idle by saying nothing.
  tries=0
  until ip netns exec $name "$here/consumer.py" "$nlctl" "$work/events" > "$work/said" 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 120 ] || break
    sleep 0.5
  done
  kill -INT $monitor
  wait $monitor || { echo "FAILED: $what: exit status"; failed=1; }
  if [ "$found" -lt "$count" ]; then
    echo "FAILED: $what: $found of $count"
    failed=1
  elif [ $tries -ge 120 ]; then
    echo "FAILED: $what: the consumer's picture is not the kernel's"
    cat "$work/said"
    failed=1
  else
    echo "ok: $what ($found)"
  fi
}

route4='"event":"delete","object":"route","key":"route/inet/'
linkdown='"event":"change","object":"route","key":"route/inet/.*"cause":"(carrier|link-down)","changed":\{.*linkdown'
row "IPv4 routes go as their link is set down" "$route4.*\"cause\":\"link-down\"" 22 link set v0 down
row "IPv4 routes go with the address of their link" "$route4.*\"cause\":\"addr-delete\"" 20 \
  address del 192.0.2.1/24 dev v0
row "IPv4 routes become linkdown as the carrier goes" "$linkdown" 20 link set w0 down
row "IPv4 routes go with their next hop" "$route4.*\"cause\":\"nexthop-delete\"" 3 nexthop del id 7
row "a next hop goes as its link is set down" \
  '"event":"delete","object":"nexthop","key":"nexthop/7".*"cause":"link-down"' 1 link set v1 down
row "IPv4 routes go with their link" "$route4.*\"cause\":\"link-(delete|down)\"" 20 link del v0
row "an IPv6 route loses the source that is deleted elsewhere" \
  '"event":"[a-z]*","object":"route","key":"route/inet6/254/2001:db8:200::.*"cause":"addr-delete"' 1 \
  address del 2001:db8:2::1/64 dev v1
row "an IPv4 route by a group of next hops loses the one whose link is set down" \
  '"event":"[a-z]*","object":"route","key":"route/inet/254/10.104.0.0.*"cause":"link-down"' 1 link set v1 down
exit $failed
