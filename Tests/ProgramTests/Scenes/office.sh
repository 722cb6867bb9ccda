# A network with something for each selector and example. Made in private namespaces of network and
# mounts; every name and address is fixed. It is the same with every kernel and every ip, so it has only
# what small kernels and ip 6.1 can make; the rest is in Tests/FullKernel/selectors.sh. Who sources this
# sets -e: a command that fails ends the scene.
mount -t tmpfs scene /run && mkdir /run/netns && ip netns add blue
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
echo 0 >/proc/sys/net/ipv6/conf/default/dad_transmits
echo 2 >/proc/sys/net/ipv6/conf/default/use_tempaddr
echo 1 >/proc/sys/net/ipv6/conf/default/addr_gen_mode
pair() { ip link add "$1" address "$3" type veth peer name "$2" address "$4"; }

ip link set lo up
pair eth0 eth0p 52:54:00:00:00:01 52:54:00:00:01:01
pair eth1 eth1p 52:54:00:00:00:02 52:54:00:00:01:02
pair veth1 veth1p 52:54:00:00:00:03 52:54:00:00:01:03
ip link add br0 address 52:54:00:00:00:10 type bridge
ip link add tun0 address 52:54:00:00:00:11 type ifb
ip link add vx7 address 52:54:00:00:00:12 type vxlan id 7 dstport 4789 local 192.0.2.10 dev eth0
ip link add far0 address 52:54:00:00:00:13 type veth peer name eth0 netns blue
for link in eth0 eth0p eth1p veth1 veth1p br0 tun0 vx7 far0; do ip link set "$link" addrgenmode none; done
ip link set eth1 mtu 9000 group 7 alias "uplink two"
ip link set eth1p mtu 9000
ip link property add dev eth0 altname enp3s0
ip link set eth1 addrgenmode none
echo 2001:db8::5ec7 >/proc/sys/net/ipv6/conf/eth1/stable_secret
for link in eth0 eth0p eth1 eth1p br0 veth1 veth1p vx7; do ip link set "$link" up; done
ip link set veth1 master br0
ip link set vx7 master br0

ip addr add 192.0.2.10/24 brd + dev eth0
ip addr add 192.0.2.11/24 dev eth0 label eth0:web
ip addr add 192.0.2.12/24 dev eth0 valid_lft 3600 preferred_lft 0
ip addr add 198.51.100.1/24 dev eth1
ip addr add 10.7.0.1/24 dev br0 scope link noprefixroute
ip addr add 239.1.2.3/32 dev eth1 autojoin
ip addr add 2001:db8::10/64 dev eth0 nodad
ip addr add 2001:db8:1::1/64 dev eth1 nodad home
ip addr add 2001:db8:2::1/64 dev eth1 nodad mngtmpaddr
echo 1 >/proc/sys/net/ipv6/conf/far0/accept_dad
ip addr add 2001:db8:9::1/64 dev far0

ip route add default via 192.0.2.1 dev eth0 proto dhcp metric 100
ip route add default via 198.51.100.254 metric 200
ip route add 10.0.0.0/8 nexthop via 192.0.2.2 weight 2 nexthop via 198.51.100.3
ip route add 10.1.0.0/16 via 192.0.2.3 table 100 proto bgp
ip route add 10.1.2.0/24 via 192.0.2.3 table 1000 proto 77 realm 3/4
ip route add blackhole 203.0.113.0/24
ip route add 10.9.0.0/16 via 192.0.2.1 tos 0x10 src 192.0.2.11 realm 5
ip route add 10.10.0.0/16 via 192.0.2.1 dev eth0 onlink
ip route add 10.11.0.0/16 encap ip id 9 dst 192.0.2.9 dev eth0
ip -6 route add default via 2001:db8::1
ip -6 route add 2001:db8:f::/48 nexthop via 2001:db8::2 nexthop via 2001:db8:1::2
ip -6 route add 2001:db8:a::/48 via 2001:db8::3 table 100
ip nexthop add id 1 via 192.0.2.1 dev eth0
ip nexthop add id 2 via 198.51.100.9 dev eth1
ip nexthop add id 4 via 192.0.2.8 fdb
ip nexthop add id 5 dev veth1
ip nexthop add id 7 dev br0
ip nexthop add id 10 group 1,3/2
ip nexthop add id 11 group 7
ip nexthop add id 20 group 4 fdb
ip nexthop add id 30 group 1/2 type resilient buckets 4
ip nexthop add id 31 group 2/5 type resilient buckets 2
ip route add 172.16.0.0/12 nhid 10

ip rule add pref 100 from 192.0.2.0/24 table 100
ip rule add pref 200 fwmark 0x10/0xff table 1000
ip rule add pref 300 iif eth1 table 100
ip rule add pref 400 to 10.9.0.0/16 oif eth0 table main
ip rule add pref 500 iif gone0 table 100
ip rule add pref 600 tos 0x10 table 100
ip -6 rule add pref 100 to 2001:db8:9::/48 table 100

ip neigh add 192.0.2.1 lladdr 52:54:00:00:00:a1 dev eth0 nud permanent
ip neigh add 192.0.2.2 lladdr 52:54:00:00:00:a2 dev eth0 nud stale
# The kernel keeps one table of neighbours for all namespaces, and where that has more than 128 it takes the failed ones
# away, unless somebody else has learnt them.
ip neigh add 192.0.2.3 dev eth0 nud failed extern_learn
ip neigh add 198.51.100.3 lladdr 52:54:00:00:00:a3 dev eth1 nud noarp
ip neigh add 10.7.0.9 lladdr 52:54:00:00:00:a9 dev br0 nud permanent protocol bgp
ip neigh add 10.7.0.8 lladdr 52:54:00:00:00:a8 dev veth1 nud permanent
ip neigh add proxy 192.0.2.99 dev eth0
bridge fdb add 52:54:00:00:00:aa dev vx7 dst 192.0.2.44
ip -6 route add 2001:db8:77::/48 from 2001:db8:1::/64 dev eth0 table 500
ip -6 route add 2001:db8:78::/48 dev eth0 table 500
. "$(dirname "${BASH_SOURCE[0]}")/../../settled.sh"
settled
