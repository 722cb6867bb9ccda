# Forwarding entries in every table that has them: bridge with VLANs, VXLAN with next hops, dummy.
# needs: bridge vxlan dummy macvlan vlan
# records: fdb neigh
batch <<'END'
link add br0 type bridge vlan_filtering 1
link add p0 type dummy
link add p1 type dummy
link set p0 master br0
link set p1 master br0
link set br0 up
link set p0 up
link set p1 up
nexthop add id 50 via 192.0.2.90 fdb
nexthop add id 51 group 50 fdb
link add x0 type vxlan id 100 dstport 4789 local 192.0.2.1
link add x1 type vxlan id 101 dstport 4790 local 2001:db8::1
link add x2 type vxlan external vnifilter dstport 4791
link set x0 master br0
END
vlan() { one bridge vlan add "$@"; }
vlan dev p0 vid 5-9
vlan dev p1 vid 5
fdb() { one bridge fdb append "$@"; }
fdb 02:aa:00:00:00:01 dev p0 master static vlan 5
fdb 02:aa:00:00:00:02 dev p0 master dynamic vlan 6
fdb 02:aa:00:00:00:03 dev p0 master local
fdb 02:aa:00:00:00:04 dev p1 master sticky static
fdb 02:aa:00:00:00:05 dev p1 master extern_learn dynamic
fdb 02:aa:00:00:00:06 dev p0 self
fdb 02:aa:00:00:00:07 dev x0 dst 192.0.2.77
fdb 02:aa:00:00:00:08 dev x0 dst 192.0.2.78 port 5555 vni 300 via p0
fdb 00:00:00:00:00:00 dev x0 dst 192.0.2.79
fdb 00:00:00:00:00:00 dev x0 dst 192.0.2.80
fdb 02:aa:00:00:00:09 dev x1 dst 2001:db8::77
fdb 02:aa:00:00:00:0a dev x0 self router dst 192.0.2.81
fdb 02:aa:00:00:00:0b dev x2 dst 192.0.2.82 src_vni 7 vni 8
one bridge fdb add 02:aa:00:00:00:0c dev x0 self nhid 51
one bridge fdb add 02:aa:00:00:00:0d dev x0 master static
