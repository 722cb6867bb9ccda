# VLANs: both protocols, every flag, priority maps.
# needs: vlan veth bridge
# records: link:vlan
batch <<'END'
link add l0 type veth peer name l1
link add br0 type bridge
link add link l0 name a0 type vlan id 5
link add link l0 name a1 type vlan id 4094 protocol 802.1ad reorder_hdr off gvrp off loose_binding on
link add link l0 name a2 type vlan id 7 gvrp on mvrp on ingress-qos-map 1:2 3:4 7:99 egress-qos-map 0:7 12:5
link add link br0 name a3 type vlan id 8 bridge_binding on
link add link a0 name a4 type vlan id 0
link set l0 up
link set l1 up
link set a1 up
END
