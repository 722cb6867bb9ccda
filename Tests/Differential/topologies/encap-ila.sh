# Identifier locator addressing as an encapsulation.
# needs: veth module:ila
# records: route
batch <<'END'
link add v0 type veth peer name v1
link set v0 up
link set v1 up
address add 2001:db8::1/64 dev v0 nodad
END
try -6 <<'END'
route add 2001:db8:300::1:2:3:4/128 encap ila 2001:db8:9:8 csum-mode adj-transport ident-type luid hook-type output via 2001:db8::2
route add 2001:db8:301:0:0:2:3:4/128 encap ila 2001:db8:9:8 csum-mode neutral-map ident-type luid hook-type input via 2001:db8::2
route add 2001:db8:302:0:0:2:3:4/128 encap ila 2001:db8:9:8 csum-mode no-action ident-type luid via 2001:db8::2
route add 2001:db8:303:0:0:2:3:4/128 encap ila 2001:db8:9:8 csum-mode neutral-map-auto ident-type luid via 2001:db8::2
route add 2001:db8:304:0:2000:2:3:4/128 encap ila 2001:db8:9:8 ident-type use-format via 2001:db8::2
END
