# Next hop objects, groups, resilient groups, and routes that use them.
# needs: veth
# records: nexthop bucket route
batch <<'END'
link set lo up
link add v0 type veth peer name v1
link add v2 type veth peer name v3
link set v0 up
link set v1 up
link set v2 up
link set v3 up
address add 10.0.0.1/24 dev v0
address add 10.0.1.1/24 dev v2
address add 2001:db8::1/64 dev v0 nodad
nexthop add id 1 via 10.0.0.2 dev v0
nexthop add id 2 via 10.0.1.2 dev v2 proto static
nexthop add id 3 via 2001:db8::2 dev v0 proto 77
nexthop add id 4 dev v0
nexthop add id 5 blackhole
nexthop add id 6 via 10.9.9.9 dev v0 onlink
nexthop add id 7 via 10.0.0.33 fdb
nexthop add id 8 via 2001:db8::33 fdb
nexthop add id 4294967295 via 10.0.0.9 dev v0
nexthop add id 9 via fe80::5 dev v2
nexthop add id 20 group 1/2
nexthop add id 21 group 1,3/2,200 proto bird
nexthop add id 22 group 3/9
nexthop add id 23 group 7 fdb
nexthop add id 24 group 1,5/2 type resilient buckets 32 idle_timer 60 unbalanced_timer 300
route add 20.0.0.0/8 nhid 1
route add 20.1.0.0/16 nhid 20
route add 20.2.0.0/16 nhid 3
route add 20.3.0.0/16 nhid 24
route add 20.4.0.0/16 nhid 5
route add 2001:db8:100::/48 nhid 3
route add 2001:db8:101::/48 nhid 22
END
try <<'END'
nexthop add id 30 encap seg6 mode encap segs 2001:db8::9,2001:db8::8 via 2001:db8::2 dev v0
nexthop add id 31 encap ip id 42 dst 192.0.2.4 via 10.0.0.2 dev v0
nexthop add id 32 encap mpls 100/200 via 10.0.0.2 dev v0
nexthop add id 33 group 1,1000/2,2000
nexthop replace id 34 group 1/2 hw_stats on
END
