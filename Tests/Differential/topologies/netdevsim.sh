# A simulated network card: virtual functions, port names, a parent device.
# needs: lab netdevsim
# records: link:all
echo '10 2' > /sys/bus/netdevsim/new_device || echo 'FAILED: no simulated device'
echo 3 > /sys/bus/netdevsim/devices/netdevsim10/sriov_numvfs || echo 'FAILED: no virtual functions'
card=$(ip -o -d link show | sed -n 's/^[0-9]*: \([^:@]*\).* parentbus netdevsim.*/\1/p' | head -n 1)
echo "link set $card name sim0" | batch
try <<'END'
link set sim0 vf 0 mac 02:00:00:00:00:77
link set sim0 vf 0 vlan 10 qos 3
link set sim0 vf 1 vlan 11 qos 2 proto 802.1ad
link set sim0 vf 1 spoofchk on
link set sim0 vf 1 trust on
link set sim0 vf 1 state enable
link set sim0 vf 2 state disable
link set sim0 vf 2 max_tx_rate 200 min_tx_rate 100
link set sim0 vf 2 rate 300
link set sim0 vf 2 query_rss on
link set sim0 up
address add 10.0.0.1/24 dev sim0
route add 20.0.0.0/8 via 10.0.0.2
link add link sim0 name ms0 type macsec offload mac
END
"$python" "$here/hold.py" xdp sim0 || echo 'refused: xdp'
