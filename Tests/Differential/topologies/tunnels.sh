# IP in IP: ipip, sit, ip6tnl.
# needs: ipip sit ip6tnl dummy
# records: link:ipip link:sit link:ip6tnl
[ ! -e /proc/sys/kernel/modprobe ] || "$(cat /proc/sys/kernel/modprobe)" -a fou fou6 2> /dev/null
batch <<'END'
link add d0 type dummy
link add a0 type ipip remote 192.0.2.9 local 192.0.2.1 dev d0 ttl 7 tos 0x10 mode any
link add a1 type ipip remote 192.0.2.10 nopmtudisc mode ipip tos inherit
link add a2 type ipip external
link add s0 type sit remote 192.0.2.9 local 192.0.2.1 dev d0 ttl 64 mode ip6ip
link add s1 type sit local 192.0.2.2 ttl 77 6rd-prefix 2001:db8::/32 6rd-relay_prefix 198.51.100.0/24
link add s2 type sit local 192.0.2.3 ttl 64 isatap
link add s3 type sit remote 192.0.2.11 mode any nopmtudisc
link add s4 type sit remote 192.0.2.12 mode ipip tos 0x20
link add x0 type ip6tnl remote 2001:db8::9 local 2001:db8::1 dev d0 mode ip6ip6 encaplimit 3 hoplimit 9 tclass 0x10 flowlabel 0x12345
link add x1 type ip6tnl remote 2001:db8::a mode ipip6 encaplimit none tclass inherit flowlabel inherit dscp inherit
link add x2 type ip6tnl remote 2001:db8::b mode any allow-localremote
link add x3 type ip6tnl external
END
try <<'END'
link add a3 type ipip remote 192.0.2.13 fwmark 0x55
link add a4 type ipip remote 192.0.2.14 mode mplsip
link add a5 type ipip remote 192.0.2.15 encap fou encap-sport auto encap-dport 5555 encap-csum
link add s5 type sit remote 192.0.2.16 mode mplsip
link add s6 type sit remote 192.0.2.17 encap gue encap-sport 6666 encap-dport 5556 encap-remcsum
link add s7 type sit remote 192.0.2.18 fwmark 7
link add x4 type ip6tnl remote 2001:db8::c fwmark inherit
link add x5 type ip6tnl remote 2001:db8::d fwmark 0x66
link add x6 type ip6tnl remote 2001:db8::e encap gue encap-sport auto encap-dport 5555
link add s8 type sit external
END
