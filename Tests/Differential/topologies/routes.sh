# IPv4 and IPv6 routes: types, scopes, tables, protocols, metrics, hops.
# needs: veth
# records: route
set_to 1 /proc/sys/net/ipv6/conf/all/forwarding
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
address add 2001:db8:1::1/64 dev v2 nodad
route add default via 10.0.0.2
route add default via 10.0.0.3 metric 100 proto dhcp src 10.0.0.1
route add 20.0.0.0/8 via 10.0.0.2 proto static metric 20
route add 20.0.0.1 dev v0 scope link
route add 20.1.0.0/16 dev v0 scope 100 proto 77
route add 20.2.0.0/16 via 10.9.9.9 dev v0 onlink
route add 20.3.0.0/16 via inet6 2001:db8::99 dev v0
route add 20.4.0.0/16 via 10.0.0.2 table 1234
route add 20.4.0.0/16 via 10.0.0.2 table 4000000000
route add 20.5.0.0/16 via 10.0.0.2 tos 0x10
route add 20.6.0.0/16 via 10.0.0.2 realm 3/4
route add 20.6.1.0/24 via 10.0.0.2 realm 7
route add blackhole 20.7.0.0/16
route add unreachable 20.8.0.0/16 metric 9
route add prohibit 20.9.0.0/16
route add throw 20.10.0.0/16 table 200
route add local 20.11.0.1 dev lo table local
route add broadcast 20.11.0.255 dev v0 table local
route add multicast 224.5.0.0/16 dev v0
route add anycast 20.11.0.9 dev v0 table local
route add 20.13.0.0/16 via 10.0.0.2 mtu lock 1400 advmss lock 1300 rto_min 200ms window 5000 rtt 300ms rttvar 150ms ssthresh 77 cwnd lock 40 initcwnd 11 initrwnd 12 reordering 5 hoplimit 33 quickack 1 congctl reno features ecn
route add 20.14.0.0/16 via 10.0.0.2 mtu 1333 hoplimit lock 7 fastopen_no_cookie 1
route add 20.15.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop via 10.0.1.2 weight 256 nexthop dev v0
route add 20.16.0.0/16 nexthop via 10.8.8.8 dev v0 onlink nexthop via inet6 2001:db8::7 dev v0 weight 9
route add 20.17.0.0/16 proto bird nexthop via 10.0.0.2 realm 5 nexthop via 10.0.1.3
route append 20.0.0.0/8 via 10.0.0.4 proto static metric 20
route add 20.18.0.0/16 via 10.0.0.2 ttl-propagate enabled
END
batch -6 <<'END'
route add default via 2001:db8::2
route add default via 2001:db8::3 metric 2000 pref high
route add 2001:db8:100::/48 via 2001:db8::2 proto static pref low
route add 2001:db8:101::/48 dev v0 metric 5 src 2001:db8::1
route add 2001:db8:102::/48 from 2001:db8:55::/64 via 2001:db8::2
route add 2001:db8:103::/48 via 2001:db8::2 expires 6000
route add 2001:db8:104::/48 via fe80::77 dev v0 onlink
route add blackhole 2001:db8:105::/48
route add unreachable 2001:db8:106::/48 metric 77
route add prohibit 2001:db8:107::/48 table 5555
route add throw 2001:db8:108::/48 table 5555
route add 2001:db8:109::/48 via 2001:db8::2 mtu lock 1400 advmss 1111 hoplimit 9 initcwnd 3
route add 2001:db8:10a::/48 nexthop via 2001:db8::2 weight 7 nexthop via 2001:db8:1::2 weight 2
route add 2001:db8:10b::/48 nexthop via fe80::1 dev v0 nexthop via fe80::1 dev v2
route add anycast 2001:db8::abcd dev v0 table local
route add local 2001:db8::dddd dev lo table local
route add multicast ff05::/16 dev v0 table local
route append 2001:db8:100::/48 via 2001:db8:1::9 proto static
END
try <<'END'
route add 20.21.0.0/16 via 10.0.0.2 rtt lock 300ms
route add 20.20.0.0/16 via 10.0.0.2 features tcp_usec_ts
route add 20.0.0.0/24 via 10.0.0.2 proto kernel scope global
END
