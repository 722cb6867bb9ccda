# Team and B.A.T.M.A.N. devices with ports.
# needs: team batadv dummy
# records: link:team link:team_slave link:batadv link:batadv_slave
batch <<'END'
link add t0 type team
link add d0 type dummy
link add d1 type dummy
link set d0 master t0
link add m0 type batadv
link set d1 mtu 1532
link set d1 up
link set d1 master m0
link set t0 up
link set m0 up
END
try <<'END'
link add m1 type batadv ra BATMAN_V
END
