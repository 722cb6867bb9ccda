# Duplicate address detection: failed and tentative addresses, temporary ones.
# needs: veth
# records: addr
set_to 1 /proc/sys/net/ipv6/conf/{all,default}/accept_dad
set_to 2 /proc/sys/net/ipv6/conf/default/use_tempaddr
batch <<'END'
link add v0 type veth peer name v1
link set v0 up
link set v1 up
address add 2001:db8::1/64 dev v0 nodad
address add 2001:db8::1/64 dev v1
address add 2001:db8:1::1/64 dev v1 mngtmpaddr
address add fd00::1/64 dev v0 nodad mngtmpaddr valid_lft 9000 preferred_lft 8000
END
# Detection takes about two seconds; a failed address stays "tentative dadfailed".
for _ in {1..100}; do
    [ -z "$(ip -6 address show tentative -dadfailed 2> /dev/null | grep inet6)" ] && break; sleep 0.1; done
