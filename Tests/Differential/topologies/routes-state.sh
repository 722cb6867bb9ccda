# Routes whose state the kernel has changed: link down, dead hops, no carrier.
# needs: veth
# records: route
set_to 1 /proc/sys/net/ipv4/conf/all/ignore_routes_with_linkdown /proc/sys/net/ipv6/conf/all/ignore_routes_with_linkdown
batch <<'END'
link add v0 type veth peer name v1
link add v2 type veth peer name v3
link set v0 up
link set v1 up
link set v2 up
link set v3 up
address add 10.0.0.1/24 dev v0
address add 10.0.1.1/24 dev v2
address add 2001:db8::1/64 dev v0 nodad
address add 2001:db8:1::1/64 dev v2 nodad
nexthop add id 5 via 10.0.1.2 dev v2
nexthop add id 6 via 10.0.0.2 dev v0
nexthop add id 7 group 5/6
route add 20.0.0.0/8 nexthop via 10.0.0.2 nexthop via 10.0.1.2
route add 21.0.0.0/8 via 10.0.1.2
route add 22.0.0.0/8 nhid 7
route add 2001:db8:100::/48 nexthop via 2001:db8::2 nexthop via 2001:db8:1::2
link set v3 down
END
