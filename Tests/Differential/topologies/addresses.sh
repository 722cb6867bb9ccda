# Addresses: labels, peers, scopes, flags, life times, origin, anycast, multicast.
# needs: veth ifb
# records: addr
batch <<'END'
link set lo up
link add v0 type veth peer name v1
link add i0 type ifb
link add alone type ifb
link set v0 up
link set v1 up
link set i0 up
address add 10.0.0.1/24 dev v0
address add 10.0.0.2/24 brd + dev v0 label v0:second
address add 10.1.0.1/24 brd 10.1.0.77 dev v0 scope link
address add 10.2.0.1 peer 10.2.0.2/32 dev v0 scope host
address add 10.3.0.1/16 dev v0 valid_lft 5000 preferred_lft 4000
address add 10.4.0.1/16 dev v0 valid_lft 5000 preferred_lft 0
address add 10.5.0.1/24 dev v0 metric 555 noprefixroute
address add 10.6.0.1/24 dev v0 scope 100
address add 224.0.0.77/32 dev v1 autojoin
address add 10.7.0.1/31 dev v1 anycast 10.7.0.5
address add 2001:db8:1::1/64 dev v0 nodad
address add 2001:db8:2::1/64 dev v0 nodad home
address add 2001:db8:3::1/64 dev v0 nodad mngtmpaddr noprefixroute
address add 2001:db8:4::1/64 dev v0 valid_lft 5000 preferred_lft 4000
address add 2001:db8:5::1/64 dev v0 nodad valid_lft 5000 preferred_lft 0
address add 2001:db8:6::1 peer 2001:db8:6::2/128 dev v0 nodad metric 77
address add ff05::77/128 dev v0 autojoin
address add 2001:db8:8::1/64 dev v0 scope host
address add fec0::1/64 dev v0 nodad scope site
address add 2001:db8:9::9/64 dev i0
END
try <<'END'
address add 10.8.0.1/24 dev v1 proto 5
address add 10.8.1.1/24 dev v1 proto 250
address add 2001:db8:a::1/64 dev v1 nodad proto 3
address add 2001:db8:b::1/64 dev v1 optimistic
END
