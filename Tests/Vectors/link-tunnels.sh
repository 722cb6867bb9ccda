# Tunnels of every kind, with defaults and with every option.
# needs: lab gre gretap erspan ip6gre ip6gretap ip6erspan ipip sit ip6tnl vti vti6 xfrm geneve bareudp amt gtp
"$(cat /proc/sys/kernel/modprobe)" -a fou fou6 2> /dev/null
batch <<'END'
link add lower type dummy
address add 192.0.2.1/24 dev lower
address add 2001:db8::1/64 dev lower
link set lower up
link add gre-plain type gre local 192.0.2.1
link add gre-full type gre local 192.0.2.1 remote 192.0.2.2 dev lower ttl 64 tos 0x10 ikey 1.2.3.4 okey 42 iseq oseq icsum ocsum fwmark 0x1f
link add gre-inherit type gre local 192.0.2.1 remote 192.0.2.3 nopmtudisc ttl inherit tos inherit key 0
link add gre-fou type gre local 192.0.2.1 remote 192.0.2.4 encap fou encap-sport auto encap-dport 5555 encap-csum encap-udp6-csum
link add gre-gue type gre local 192.0.2.1 remote 192.0.2.5 encap gue encap-sport 7777 encap-dport 6666 encap-remcsum
link add gretap-full type gretap local 192.0.2.1 remote 192.0.2.2 dev lower ttl 3 key 77 nopmtudisc ignore-df
link add gretap-external type gretap external
link add erspan-first type erspan local 192.0.2.1 remote 192.0.2.2 key 11 seq erspan_ver 1 erspan 123
link add erspan-second type erspan local 192.0.2.1 remote 192.0.2.3 key 12 seq erspan_ver 2 erspan_dir egress erspan_hwid 17
link add erspan-plain type erspan local 192.0.2.1 remote 192.0.2.4 key 13 erspan_ver 0
link add gre6-plain type ip6gre local 2001:db8::1 remote 2001:db8::2
link add gre6-full type ip6gre local 2001:db8::1 remote 2001:db8::3 dev lower hoplimit 9 encaplimit 7 tclass 0x3c flowlabel 0x4321 ikey 5 okey 0.0.0.6 iseq ocsum fwmark 7 allow-localremote
link add gre6-inherit type ip6gre local 2001:db8::1 remote 2001:db8::4 encaplimit none tclass inherit flowlabel inherit dscp inherit
link add gretap6-full type ip6gretap local 2001:db8::1 remote 2001:db8::5 key 9 fwmark inherit
link add gre6-external type ip6gre external
link add erspan6-first type ip6erspan local 2001:db8::1 remote 2001:db8::6 key 21 seq erspan_ver 1 erspan 99
link add erspan6-second type ip6erspan local 2001:db8::1 remote 2001:db8::7 key 22 seq erspan_ver 2 erspan_dir ingress erspan_hwid 63
link add ipip-full type ipip local 192.0.2.1 remote 192.0.2.2 dev lower ttl 5 tos 0x20 fwmark 0xff
link add ipip-any type ipip local 192.0.2.1 remote 192.0.2.3 mode any nopmtudisc
link add ipip-fou type ipip local 192.0.2.1 remote 192.0.2.4 encap fou encap-dport 4444
link add sit-plain type sit local 192.0.2.1 remote 192.0.2.2 mode ip6ip
link add sit-isatap type sit local 192.0.2.1 isatap
link add sit-any type sit local 192.0.2.1 remote 192.0.2.6 mode any ttl 33 tos inherit
link add sit-rapid type sit local 192.0.2.1 remote any dev lower ttl 64
tunnel 6rd dev sit-rapid 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.0.0/8
link add ip6tnl-plain type ip6tnl local 2001:db8::1 remote 2001:db8::2
link add ip6tnl-full type ip6tnl local 2001:db8::1 remote 2001:db8::3 dev lower mode ipip6 hoplimit 7 encaplimit 1 tclass 0xab flowlabel 0xfedcb dscp inherit fwmark 0x55
link add ip6tnl-inherit type ip6tnl local 2001:db8::1 remote 2001:db8::4 mode ip6ip6 encaplimit none tclass inherit flowlabel inherit fwmark inherit allow-localremote
link add ip6tnl-gue type ip6tnl local 2001:db8::1 remote 2001:db8::5 mode any encap gue encap-sport 1 encap-dport 2
link add ip6tnl-external type ip6tnl external
link add vti-plain type vti local 192.0.2.1 remote 192.0.2.9
link add vti-full type vti local 192.0.2.1 remote 192.0.2.2 dev lower ikey 1 okey 9.8.7.6 fwmark 3
link add vti6-full type vti6 local 2001:db8::1 remote 2001:db8::2 dev lower ikey 7 okey 8 fwmark 9
link add xfrm-id type xfrm dev lower if_id 0x2a
link add xfrm-external type xfrm external
link add geneve-four type geneve id 5 remote 192.0.2.7 ttl 9 tos 0x8 dstport 6082 df set noudpcsum
link add geneve-six type geneve id 16777215 remote 2001:db8::7 flowlabel 0xfffff ttl inherit tos inherit udp6zerocsumtx udp6zerocsumrx df inherit
link add geneve-external type geneve dstport 6099 external
link add bareudp-mpls type bareudp dstport 6635 ethertype mpls_uc srcportmin 1024 multiproto
link add bareudp-four type bareudp dstport 6636 ethertype ipv4
link add amt-relay type amt mode relay local 192.0.2.1 dev lower relay_port 2268 max_tunnels 7
link add amt-gateway type amt mode gateway local 192.0.2.1 discovery 192.0.2.9 dev lower gateway_port 2269 relay_port 2270
link add gtp-ggsn type gtp role ggsn hsize 64 restart_count 5
END
try <<'END'
link add geneve-inner type geneve id 6 remote 192.0.2.8 dstport 6083 innerprotoinherit
END
