# Label routes, and IP routes into labels.
# needs: veth module:mpls_router module:mpls_iptunnel
# records: route nexthop
set_to 100000 /proc/sys/net/mpls/platform_labels
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
END
set_to 1 /proc/sys/net/mpls/conf/v0/input
batch -M <<'END'
route add 100 as 200/300 via inet 10.0.0.2 dev v0
route add 101 via inet6 2001:db8::2 dev v0
route add 102 nexthop as 200 via inet 10.0.0.2 nexthop as 300/301/302 via inet 10.0.1.2
route add 103 dev lo
route add 104 as 400 via inet 10.0.0.3 dev v0 proto bird
route add 105 as 0 via inet 10.0.0.2 dev v0 ttl-propagate disabled
route add 106 as 16 via inet 10.0.0.2 dev v0 ttl-propagate enabled
route add 99999 via inet 10.0.1.9 dev v2
END
try -M <<'END'
route add 107 as 200 dev v0
route add 108 as 200 via link 02:00:00:00:00:09 dev v0
END
batch <<'END'
route add 20.0.0.0/16 encap mpls 100 via 10.0.0.2
route add 20.1.0.0/16 encap mpls 100/200/300 ttl 33 via 10.0.0.2
route add 20.2.0.0/16 nexthop encap mpls 5 via 10.0.0.2 weight 2 nexthop encap mpls 6/7 via 10.0.1.2
route add 2001:db8:100::/48 encap mpls 500/600 via 2001:db8::2
nexthop add id 1 encap mpls 100/200 via 10.0.0.2 dev v0
route add 20.3.0.0/16 nhid 1
END
try -M <<'END'
route add 109 nexthop as 200 via inet 10.0.0.2 dev v0 nexthop via inet6 2001:db8::9 dev v0 nexthop dev lo
END
