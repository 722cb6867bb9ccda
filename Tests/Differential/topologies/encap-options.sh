# Routes whose IP encapsulation carries tunnel options.
# needs: veth lab
# records: route
# Only in the emulated kernel: Linux 6.18.44 built with FORTIFY_SOURCE oopses in ip_tun_build_state
# on such a route and dies holding the RTNL lock, which only a reboot of that machine cures.
batch <<'END'
link add v0 type veth peer name v1
link set v0 up
link set v1 up
address add 10.0.0.1/24 dev v0
END
try <<'END'
route add 20.4.0.0/16 encap ip id 44 dst 192.0.2.7 geneve_opts 1:2:00112233,3:4:44556677 via 10.0.0.2
route add 20.5.0.0/16 encap ip id 45 dst 192.0.2.8 vxlan_opts 77 via 10.0.0.2
route add 20.6.0.0/16 encap ip id 46 dst 192.0.2.9 erspan_opts 1:5:0:0 via 10.0.0.2
route add 20.7.0.0/16 encap ip id 46 dst 192.0.2.9 erspan_opts 2:0:1:9 via 10.0.0.2
END
