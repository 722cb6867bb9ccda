# Kinds that are no tunnels by addresses of their own.
# needs: lab ipvlan ipvtap netkit nlmon vsockmon wireguard dummy
batch <<'END'
link add lower type dummy
link set lower up
link add ipvlan-two link lower type ipvlan mode l2
link add lower-three type dummy
link add ipvlan-three link lower-three type ipvlan mode l3s private
link add lower-tap type dummy
link add ipvtap-vepa link lower-tap type ipvtap mode l3 vepa
link add netkit-three type netkit mode l3 blackhole scrub none peer forward name netkit-peer
link add nlmon0 type nlmon
link add vsockmon0 type vsockmon
link add wireguard0 type wireguard
tuntap add dev tap0 mode tap multi_queue pi vnet_hdr user root group 4242
tuntap add dev tun0 mode tun
END
try <<'END'
link add pfcp0 type pfcp
link add ovpn0 type ovpn
END
# By itself, because ip takes options of earlier lines of a batch for its own.
batch <<'END'
link add netkit-two type netkit mode l2 forward peer blackhole scrub none name netkit-two-peer
END
