# VXLAN in its forms, and its forwarding table.
# needs: vxlan veth
# records: link:vxlan fdb
batch <<'END'
link add l0 type veth peer name l1
link set l0 up
link set l1 up
address add 192.0.2.1/24 dev l0
address add 2001:db8::1/64 dev l0 nodad
link add x0 type vxlan id 100 remote 192.0.2.9 local 192.0.2.1 dev l0 dstport 4789 srcport 32768 61000 ttl 17 tos 0x10 ageing 120 maxaddress 77 nolearning proxy rsc l2miss l3miss noudpcsum udp6zerocsumrx
link add x1 type vxlan id 101 group 239.1.1.1 dev l0 dstport 8472 ttl inherit df set gbp
link add x2 type vxlan id 16777215 remote 2001:db8::9 local 2001:db8::1 dstport 4790 flowlabel 0x12345 udp6zerocsumtx
link add x3 type vxlan external dstport 4791 df inherit
link add x4 type vxlan id 104 group ff05::100 dev l0 dstport 4792
link add x5 type vxlan id 105 remote 192.0.2.55 dstport 4793 remcsumtx remcsumrx
link set x0 up
link set x1 up
END
try <<'END'
link add x6 type vxlan dstport 4794 gpe external
link add x7 type vxlan external vnifilter dstport 4795
link add x8 type vxlan id 108 dstport 4796 nolocalbypass
link add x9 type vxlan id 109 dstport 4797 ttl auto tos inherit
END
for entry in '02:bb:00:00:00:01 dev x0 dst 192.0.2.77' '02:bb:00:00:00:02 dev x2 dst 2001:db8::77' \
    '02:bb:00:00:00:03 dev x0 dst 192.0.2.78 port 5555 vni 300 via l0' \
    '00:00:00:00:00:00 dev x0 dst 192.0.2.79' '02:bb:00:00:00:05 dev x3 dst 192.0.2.80 src_vni 7 vni 8' \
    '02:bb:00:00:00:06 dev x0 router dst 192.0.2.81'; do
    # shellcheck disable=SC2086
    one bridge fdb append $entry
done
batch <<'END'
nexthop add id 50 via 192.0.2.90 fdb
nexthop add id 51 group 50 fdb
END
one bridge fdb add 02:bb:00:00:00:08 dev x1 nhid 51
