# VRFs, their ports, and what lives in them.
# needs: vrf dummy
# records: link:vrf link:vrf_slave route rule
batch <<'END'
link add red type vrf table 1001
link add blue type vrf table 4000000000
link add d0 type dummy
link add d1 type dummy
link add d2 type dummy
link set red up
link set blue up
link set d0 master red
link set d1 master blue
link set d0 up
link set d1 up
link set d2 up
address add 10.0.0.1/24 dev d0
address add 10.0.0.1/24 dev d1
address add 2001:db8::1/64 dev d0 nodad
route add 20.0.0.0/8 vrf red via 10.0.0.2
route add 21.0.0.0/8 dev red
rule add pref 7 l3mdev
neighbour add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0 nud permanent
END
set_to 1 /proc/sys/net/vrf/strict_mode
try -6 <<'END'
route add 2001:db8:500::/64 encap seg6local action End.DT4 vrftable 1001 dev d0
route add 2001:db8:501::/64 encap seg6local action End.DT6 vrftable 1001 dev d0
route add 2001:db8:502::/64 encap seg6local action End.DT46 vrftable 1001 count dev d0
END
