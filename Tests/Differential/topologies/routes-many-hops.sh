# Routes with more next hops than a first small dump buffer can hold.
# needs: veth
# records: route
batch <<'END'
link add v0 type veth peer name v1
link set v0 up
link set v1 up
address add 10.0.0.1/16 dev v0
address add 2001:db8::1/64 dev v0 nodad
END
legs4='' legs6=''
for n in {1..240}; do
    legs4+=" nexthop via 10.0.1.$n weight $((n % 7 + 1))"
    [ "$n" -gt 60 ] || legs6+=" nexthop via 2001:db8::1:$n"
done
# ip asks for all tables with a buffer that the default route does not fit, and prints none.
export IP_LOSES=route
# Too many words for a batch.
# shellcheck disable=SC2086
ip route add default$legs4 || echo "FAILED: 240 next hops"
# shellcheck disable=SC2086
ip -6 route add 2001:db8:100::/48$legs6 || echo "FAILED: 60 next hops"
