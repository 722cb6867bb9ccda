# Neighbours in every state, proxies, flags, long tables' corners.
# needs: veth bridge
# records: neigh
batch <<'END'
link add v0 type veth peer name v1
link add br0 type bridge
link set v0 up
link set v1 up
link set br0 up
address add 10.0.0.1/24 dev v0
address add 2001:db8::1/64 dev v0 nodad
neighbour add 10.0.0.2 lladdr 02:dd:00:00:00:02 dev v0 nud permanent
neighbour add 10.0.0.3 lladdr 02:dd:00:00:00:03 dev v0 nud reachable
neighbour add 10.0.0.4 lladdr 02:dd:00:00:00:04 dev v0 nud stale
neighbour add 10.0.0.5 lladdr 02:dd:00:00:00:05 dev v0 nud noarp
neighbour add 10.0.0.6 dev v0 nud incomplete
neighbour add 10.0.0.7 dev v0 nud failed
neighbour add 10.0.0.8 lladdr 02:dd:00:00:00:08 dev v0 nud permanent protocol static
neighbour add 10.0.0.9 lladdr 02:dd:00:00:00:09 dev v0 nud delay
neighbour add proxy 10.0.0.50 dev v0
neighbour add proxy 10.0.0.51 dev v0 protocol 99
neighbour add 2001:db8::2 lladdr 02:dd:00:00:01:02 dev v0 router nud permanent
neighbour add 2001:db8::3 lladdr 02:dd:00:00:01:03 dev v0 nud stale
neighbour add proxy 2001:db8::50 dev v0
neighbour add 10.0.0.60 lladdr 02:dd:00:00:00:60 dev v0 extern_learn
neighbour add 10.0.0.61 lladdr 02:dd:00:00:00:61 dev v0 use nud reachable
END
try <<'END'
neighbour add 10.0.0.62 dev v0 managed
neighbour add 10.0.0.63 dev v0 managed extern_learn
neighbour add 10.0.0.64 lladdr 02:dd:00:00:00:64 dev v0 nud stale extern_valid
END
