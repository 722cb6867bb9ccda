# GRE over IPv4: plain, Ethernet, ERSPAN.
# needs: gre gretap erspan dummy
# records: link:gre link:gretap link:erspan
[ ! -e /proc/sys/kernel/modprobe ] || "$(cat /proc/sys/kernel/modprobe)" fou 2> /dev/null
batch <<'END'
link add d0 type dummy
link add g0 type gre remote 192.0.2.9 local 192.0.2.1 dev d0 ttl 7 tos 0x10 ikey 1.2.3.4 okey 77 iseq oseq icsum ocsum
link add g1 type gre remote 192.0.2.10 nopmtudisc tos inherit
link add g2 type gre external
link add g3 type gre local 192.0.2.1 key 4294967295 ttl 255
link add t0 type gretap remote 192.0.2.9 local 192.0.2.1 dev d0 key 5 csum
link add t1 type gretap external
link add t2 type gretap remote 192.0.2.11 ignore-df nopmtudisc
link add e0 type erspan seq key 10 local 192.0.2.1 remote 192.0.2.9 erspan_ver 1 erspan 123
link add e1 type erspan seq key 11 local 192.0.2.1 remote 192.0.2.10 erspan_ver 2 erspan_dir egress erspan_hwid 17
link add e2 type erspan seq key 12 local 192.0.2.1 remote 192.0.2.11 erspan_ver 2 erspan_dir ingress erspan_hwid 3 dev d0
link add e3 type erspan external
END
try <<'END'
link add g4 type gre remote 192.0.2.12 fwmark 0x55
link add t3 type gretap remote 192.0.2.13 encap fou encap-sport auto encap-dport 5555 encap-csum encap-remcsum
link add g5 type gre remote 192.0.2.14 encap gue encap-sport 6666 encap-dport 5556 encap-udp6-csum
link add e4 type erspan seq key 13 local 192.0.2.1 remote 192.0.2.12 erspan_ver 0
END
