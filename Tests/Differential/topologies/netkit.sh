# netkit pairs.
# needs: netkit
# records: link:netkit
batch <<'END'
link add k0 type netkit mode l2 forward peer blackhole name k1
END
# In one batch ip takes the mode of the first for a second one.
batch <<'END'
link add k2 type netkit mode l3 blackhole peer forward name k3
link set k0 up
link set k1 up
END
try <<'END'
link add k4 type netkit mode l3 forward scrub none peer forward scrub none name k5
END
