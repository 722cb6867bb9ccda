# What is listed but not followed: settings of IP, ids of namespaces, multicast addresses, VLANs and groups of bridges.
# needs: bridge dummy vxlan veth
# records: netconf maddr nsid vlan mdb
for name in red blue; do ip netns add "$name"; done
ip netns set red 7
ip netns set blue 0
batch <<'END'
link set lo up
link add br0 type bridge vlan_filtering 1 mcast_snooping 1 mcast_vlan_snooping 1 vlan_stats_enabled 1 vlan_stats_per_port 1
link add br1 type bridge mcast_querier 1 mcast_igmp_version 3 mcast_mld_version 2
link add p0 type dummy
link add p1 type veth peer name q1
link add p2 type dummy
link add x0 type vxlan external dstport 4789
link set p0 master br0
link set p1 master br0
link set x0 master br0
link set p2 master br1
link set x0 type bridge_slave vlan_tunnel on
link set br0 up
link set br1 up
link set p0 up
link set p1 up
link set q1 up
link set p2 up
link set x0 up
addr add 192.0.2.1/24 dev p0
addr add 2001:db8::1/64 dev p0 nodad
END
vlan() { one bridge vlan add "$@"; }
vlan dev p0 vid 10-20
vlan dev p0 vid 30 pvid untagged
vlan dev p1 vid 10 untagged
vlan dev br0 vid 10-12 self
vlan dev x0 vid 10
vlan dev x0 vid 10 tunnel_info id 1000
vlan dev x0 vid 11-12
vlan dev x0 vid 11-12 tunnel_info id 1011-1012
one bridge vlan set dev p0 vid 20 state blocking
one bridge vlan set dev p1 vid 10 mcast_router 2 mcast_max_groups 5
one bridge vlan global set dev br0 vid 10 mcast_snooping 1 mcast_querier 1 mcast_igmp_version 3
mdb() { one bridge mdb add "$@"; }
mdb dev br0 port p0 grp 239.1.1.1 permanent vid 10
mdb dev br0 port p0 grp 239.1.1.2 src 192.0.2.9 permanent vid 10
mdb dev br0 port p1 grp 239.1.1.3 permanent filter_mode include source_list 192.0.2.5,192.0.2.6 proto static vid 10
mdb dev br0 port p1 grp ff0e::1:2:3 temp vid 10
mdb dev br0 port br0 grp 239.1.1.9 temp vid 10
mdb dev br0 port p0 grp 33:33:00:00:00:99 permanent vid 10
mdb dev br1 port p2 grp ff0e::9 temp
one ip link set p2 type bridge_slave mcast_router 2
echo 1 >/proc/sys/net/ipv4/conf/p0/forwarding
echo 2 >/proc/sys/net/ipv4/conf/p0/rp_filter
echo 1 >/proc/sys/net/ipv4/conf/p0/proxy_arp
echo 1 >/proc/sys/net/ipv6/conf/p0/ignore_routes_with_linkdown
mdb dev x0 port x0 grp 239.1.1.7 permanent dst 198.51.100.1 src_vni 1000 dst_port 4790 via p0
