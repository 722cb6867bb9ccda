# Properties that every link has, on the kinds that need no module.
# needs: veth bridge ifb macvlan
# records: link:all
batch <<'END'
link set lo up
link add v0 numtxqueues 4 numrxqueues 2 txqueuelen 77 mtu 1400 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11
link set v0 up
link set v1 up promisc on allmulticast on
link property add dev v0 altname a-second-name-that-is-longer-than-sixteen altname third
link set v1 group 77
link add m0 type veth peer name m1
link add i0 index 4242 type ifb
link set i0 up multicast off arp off
link add i1 type ifb
link set i1 txqueuelen 0
link add link m0 name i2 type macvlan
link set i2 protodown on
link set i2 protodown_reason 3 on
link set m0 up
link add n0 type veth peer name n1
netns add other
link set n1 netns other
link set v0 state dormant
END
try <<'END'
link set v1 gso_max_size 30000 gso_max_segs 44
link set v1 gro_max_size 40000
link set v1 gso_ipv4_max_size 31000 gro_ipv4_max_size 32000
link set v1 addrgenmode random
link set i1 addrgenmode none
link set i2 protodown_reason 12 on
link set v0 mode dormant
END
ip link set n0 down
ip link set v0 alias $'the "first" one, with\ttab'
