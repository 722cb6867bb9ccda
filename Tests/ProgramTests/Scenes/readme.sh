# The network of README's examples, in private namespaces of network and mounts: two uplinks, and a bridge with the
# port of a container and a tunnel. Names, indexes and addresses are fixed. Who sources this sets -e. To look around in
# it: sudo unshare -n -m bash --rcfile Tests/ProgramTests/Scenes/readme.sh
mount -t tmpfs scene /run && mkdir /run/netns && ip netns add web
for name in all default; do
  echo 1 >/proc/sys/net/ipv6/conf/$name/disable_ipv6
  ip netns exec web sh -c "echo 1 >/proc/sys/net/ipv6/conf/$name/disable_ipv6"
done
ip link set lo up
ip link add eth0 index 52 address 52:54:00:12:34:56 type veth peer name far0 index 52 \
  address 52:54:00:00:01:52 netns web
ip link add br0 index 53 address 52:54:00:00:00:53 type bridge
ip link add web0 index 54 address 52:54:00:00:00:54 type veth peer name eth0 index 54 \
  address 52:54:00:00:01:54 netns web
ip link add vx7 index 55 address 52:54:00:00:00:55 type vxlan id 7 dstport 4789 dev eth0
ip link add wwan0 index 56 address 52:54:00:00:00:56 type veth peer name far1 index 56 \
  address 52:54:00:00:01:56 netns web
ip link set web0 master br0
ip link set vx7 master br0
for link in far0 far1 eth0; do ip -n web link set $link up; done
for link in eth0 br0 web0 vx7 wwan0; do ip link set $link up; done
# The kernel tells later that there is a carrier. A tunnel does not tell.
until [ "$(ip -o link show | grep -c ' state UP ')" -eq 4 ]; do sleep 0.02; done
ip address add 192.0.2.10/24 dev eth0
ip address add 198.51.100.20/24 dev wwan0
ip address add 10.7.0.1/24 dev br0
ip route add default via 192.0.2.1 proto dhcp metric 100
ip route add default via 198.51.100.1 proto static metric 600
ip route add 10.1.0.0/16 via 192.0.2.2 proto bgp
ip route add 10.2.0.0/16 via 192.0.2.3 proto bgp
ip route add 10.3.0.0/16 proto bgp nexthop via 192.0.2.2 weight 2 nexthop via 10.7.0.9
ip route add 10.1.0.0/16 via 10.7.0.9 table 100
ip rule add fwmark 7 table 100
ip -n web address add 10.7.0.9/24 dev eth0
ip -n web route add default via 10.7.0.1
# A daemon that deletes the addresses of wwan0 when it is told to.
"$(dirname "${BASH_SOURCE[0]}")/leased" wwan0 </dev/null >/dev/null 2>&1 &
until [ -s /run/leased.pid ]; do sleep 0.02; done
