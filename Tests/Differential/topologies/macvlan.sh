# macvlan and macvtap: each mode, source addresses, flags.
# needs: macvlan macvtap veth
# records: link:macvlan link:macvtap
batch <<'END'
link add l0 type veth peer name l1
link add l2 type veth peer name l3
link add l4 type veth peer name l5
link set l0 up
link set l1 up
link add link l0 name a0 type macvlan mode private
link add link l0 name a1 type macvlan mode vepa
link add link l0 name a2 type macvlan mode bridge
link add link l2 name a3 type macvlan mode passthru nopromisc
link add link l0 name a4 type macvlan mode source macaddr add 02:cc:00:00:00:01
link set a4 type macvlan macaddr add 02:cc:00:00:00:02
link add link l0 name t0 type macvtap mode bridge
link add link l4 name t1 type macvtap mode passthru
link set a2 up
END
try <<'END'
link add link l0 name a5 type macvlan mode bridge bcqueuelen 555
link set a2 type macvlan bclim 9
link set a4 type macvlan nodst
END
