# Routes with IP tunnel keys and segment routing as their encapsulation.
# needs: veth
# records: route
batch <<'END'
link set lo up
link add v0 type veth peer name v1
link set v0 up
link set v1 up
address add 10.0.0.1/24 dev v0
address add 2001:db8::1/64 dev v0 nodad
route add 20.0.0.0/16 encap ip id 42 src 192.0.2.1 dst 192.0.2.4 ttl 7 tos 0x20 csum seq key via 10.0.0.2
route add 20.1.0.0/16 encap ip id 100000000000 dst 192.0.2.5 via 10.0.0.2
route add 20.2.0.0/16 encap ip6 id 43 src 2001:db8::5 dst 2001:db8::6 hoplimit 9 tc 0x10 via 10.0.0.2
route add 20.3.0.0/16 nexthop encap ip id 1 dst 192.0.2.6 via 10.0.0.2 nexthop encap ip6 id 2 dst 2001:db8::7 via 10.0.0.3 weight 5
END
try -6 <<'END'
route add 2001:db8:101::/48 encap seg6 mode encap segs 2001:db8::a,2001:db8::b dev v0
route add 2001:db8:102::/48 encap seg6 mode inline segs 2001:db8::a,2001:db8::b dev v0
route add 2001:db8:103::/48 encap seg6 mode l2encap segs 2001:db8::a dev v0
route add 2001:db8:104::/48 encap seg6 mode encap.red segs 2001:db8::a,2001:db8::b,2001:db8::c dev v0
route add 2001:db8:105::/48 encap seg6 mode l2encap.red segs 2001:db8::a,2001:db8::b dev v0
route add 2001:db8:106::/48 encap seg6 mode encap tunsrc 2001:db8::1 segs 2001:db8::a dev v0
route add 2001:db8:200::/64 encap seg6local action End dev v0
route add 2001:db8:201::/64 encap seg6local action End count dev v0
route add 2001:db8:202::/64 encap seg6local action End.X nh6 2001:db8::9 dev v0
route add 2001:db8:203::/64 encap seg6local action End.T table 100 dev v0
route add 2001:db8:204::/64 encap seg6local action End.DX2 oif v0 dev v0
route add 2001:db8:205::/64 encap seg6local action End.DX6 nh6 2001:db8::9 dev v0
route add 2001:db8:206::/64 encap seg6local action End.DX4 nh4 10.0.0.9 dev v0
route add 2001:db8:207::/64 encap seg6local action End.DT6 table 100 dev v0
route add 2001:db8:208::/64 encap seg6local action End.B6 srh segs 2001:db8::a,2001:db8::b dev v0
route add 2001:db8:209::/64 encap seg6local action End.B6.Encaps srh segs 2001:db8::a dev v0
route add 2001:db8:20a::/64 encap seg6local action End flavors psp dev v0
route add 2001:db8:20b::/64 encap seg6local action End flavors psp,usp,usd dev v0
route add 2001:db8:20c::/64 encap seg6local action End flavors next-csid lblen 48 nflen 16 dev v0
route add 2001:db8:20d::/64 encap seg6local action End.X nh6 2001:db8::9 flavors next-csid dev v0
route add 2001:db8:20e::/64 encap rpl segs fc00::1,fc00::2 dev v0
route add 2001:db8:20f::/64 encap ioam6 mode inline trace prealloc type 0x800000 ns 1 size 4 dev v0
route add 2001:db8:210::/64 encap ioam6 freq 2/9 mode encap tundst 2001:db8::7 trace prealloc type 0x800000 ns 1 size 4 dev v0
route add 2001:db8:211::/64 encap seg6local action End.X nh6 2001:db8::9 oif v0 dev v0
END
