# A network for the lines that scripts ask ip, in private namespaces of network and mounts; the same with every
# kernel and every ip. Who sources this sets -e: a command that fails ends the scene.
mount -t sysfs sysfs /sys
mount -t tmpfs scene /run && mkdir /run/netns && ip netns add blue
for name in all default; do echo 0 >/proc/sys/net/ipv6/conf/$name/accept_dad; done
echo 1 >/proc/sys/net/ipv4/ip_forward
ip link set lo up
ip addr add 10.99.0.1/32 dev lo
ip link add eth0 type veth peer name eth0p
ip link add eth1 type veth peer name eth1p
for link in eth0 eth0p eth1 eth1p; do ip link set $link up; done
ip link set eth0 alias "uplink one"
ip link property add dev eth0 altname enp3s0
ip addr add 10.0.0.2/24 brd + dev eth0
ip addr add 10.0.0.3/24 dev eth0
ip addr add 192.168.7.5/24 dev eth0 label eth0:1
ip addr add 2001:db8::2/64 dev eth0
ip addr add fd00::5/64 dev eth0
ip addr add 2001:db8::77/64 dev eth0 valid_lft 3000 preferred_lft 2000
ip addr add 169.254.3.3/16 dev eth1 scope link
ip addr add 172.30.0.9/24 dev eth1
ip addr add 10.8.0.1 peer 10.8.0.2/32 dev eth1
ip link add br0 type bridge
ip link set br0 up
ip link add sw0 type veth peer name sw0p
ip link set sw0 master br0
ip link set sw0 up
ip link set sw0p up
ip addr add 10.5.0.1/24 dev br0
ip link add vxlan0 type vxlan id 100 dstport 4789 local 10.0.0.2 dev eth0
ip link set vxlan0 up
ip link set vxlan0 master br0
ip link add down0 type ifb

ip route add default via 10.0.0.1 proto dhcp src 10.0.0.2 metric 100
ip route add default via 192.168.7.1 dev eth0 metric 200
ip -6 route add default via fe80::1 dev eth0 proto ra metric 1024
ip route add 10.20.0.0/16 nexthop via 10.0.0.7 weight 2 nexthop via 172.30.0.1 weight 3
ip -6 route add 2001:db8:5::/48 nexthop via 2001:db8::7 nexthop via fe80::9 dev eth1
ip route add 10.21.0.0/16 via inet6 fe80::5 dev eth0
ip route add blackhole 10.66.0.0/16
ip route add unreachable 10.67.0.0/16 metric 50
ip route add 10.22.0.0/16 via 10.0.0.9 mtu 1400 proto 196 metric 1
ip route add default via 10.0.0.1 dev eth0 table 100
ip route add 10.30.0.0/24 dev eth1 table 100
ip -6 route add default via 2001:db8::1 dev eth0 table 100

ip rule add from 10.0.0.2 table 100 priority 1000
ip rule add to 10.0.0.0/8 lookup main priority 1500
ip rule add iif eth0 lookup 100 priority 1600
ip rule add fwmark 0x1/0xff lookup 100 priority 2000
ip rule add not fwmark 0xca6c table 100 priority 2100
ip -6 rule add from 2001:db8::2 lookup 100 priority 1000

ip nexthop add id 1 via 10.0.0.11 dev eth0
ip nexthop add id 2 via 172.30.0.11 dev eth1
ip nexthop add id 3 blackhole
ip nexthop add id 4 via 10.0.0.13 dev eth0
ip nexthop add id 101 group 1,10/2,20
ip nexthop add id 102 group 1/2 type resilient buckets 4 idle_timer 60
ip route add 10.40.0.0/16 nhid 101

# The kernel keeps one table of neighbours for all namespaces, and where that has more than 128 it takes stale ones
# away after this time, in seconds.
for v in 4 6; do echo 86400 >/proc/sys/net/ipv$v/neigh/eth0/gc_stale_time; done
ip neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud stale
ip neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev eth0 nud permanent
ip neigh add 10.0.0.51 lladdr 02:00:00:00:00:51 dev eth0 nud noarp
ip neigh add 10.0.0.52 dev eth0 nud failed
ip neigh add fe80::1 lladdr 02:00:00:00:00:01 dev eth0 router nud stale
ip neigh add proxy 10.0.0.77 dev eth0
