# IPsec: vti, vti6 and xfrm interfaces, and routes into them.
# needs: vti vti6 xfrm dummy
# records: link:vti link:vti6 link:xfrm route
batch <<'END'
link add d0 type dummy
link set d0 up
address add 10.0.0.1/24 dev d0
link add v0 type vti local 192.0.2.1 remote 192.0.2.9 ikey 1.2.3.4 okey 77 dev d0
link add v1 type vti local 192.0.2.1 remote 192.0.2.10 key 5
link add w0 type vti6 local 2001:db8::1 remote 2001:db8::9 ikey 8 okey 9 dev d0
link add x0 type xfrm dev d0 if_id 0x42
link add x1 type xfrm external
link add x2 type xfrm if_id 4294967295
link set x1 mtu 1400
link set x1 up
END
# ip loses the word after such an encapsulation, so that it comes last.
try <<'END'
link set v1 type vti local 192.0.2.1 remote 192.0.2.10 key 5 fwmark 0x99
link add w1 type vti6 local 2001:db8::1 remote 2001:db8::a fwmark 0x77
route add 20.0.0.0/16 dev x1 encap xfrm if_id 7
route add 20.1.0.0/16 dev x1 encap xfrm if_id 8 link_dev d0
route add 2001:db8:700::/48 dev x1 encap xfrm if_id 9
END
