# GRE over IPv6: plain, Ethernet, ERSPAN.
# needs: ip6gre ip6gretap ip6erspan dummy
# records: link:ip6gre link:ip6gretap link:ip6erspan
[ ! -e /proc/sys/kernel/modprobe ] || "$(cat /proc/sys/kernel/modprobe)" fou6 2> /dev/null
batch <<'END'
link add d0 type dummy
link add g0 type ip6gre remote 2001:db8::9 local 2001:db8::1 dev d0 hoplimit 9 encaplimit 3 tclass 0x10 flowlabel 0x12345 key 7 seq csum
link add g1 type ip6gre remote 2001:db8::a encaplimit none tclass inherit flowlabel inherit dscp inherit ikey 1 okey 2
link add g2 type ip6gre external
link add t0 type ip6gretap remote 2001:db8::9 local 2001:db8::1 dev d0 hoplimit 33 iseq
link add e0 type ip6erspan seq key 10 local 2001:db8::1 remote 2001:db8::9 erspan_ver 1 erspan 100
link add e1 type ip6erspan seq key 11 local 2001:db8::1 remote 2001:db8::a erspan_ver 2 erspan_dir egress erspan_hwid 7
link add e2 type ip6erspan external
END
try <<'END'
link add g3 type ip6gre remote 2001:db8::b allow-localremote
link add g4 type ip6gre remote 2001:db8::c fwmark 0x77
link add g5 type ip6gre remote 2001:db8::d fwmark inherit
link add t2 type ip6gretap remote 2001:db8::e encap fou encap-sport auto encap-dport 5555 encap-udp6-csum
link add t3 type ip6gretap remote 2001:db8::f hoplimit 0
END
