# ipvlan and ipvtap: each mode and flag.
# needs: ipvlan ipvtap dummy
# records: link:ipvlan link:ipvtap
batch <<'END'
link add d0 type dummy
link add d1 type dummy
link add d2 type dummy
link add d3 type dummy
link add link d0 name i0 type ipvlan mode l2 private
link add link d1 name i1 type ipvlan mode l3 vepa
link add link d2 name i2 type ipvlan mode l3s bridge
link add link d3 name t0 type ipvtap mode l2 bridge
link set d0 up
link set i0 up
END
