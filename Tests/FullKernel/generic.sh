# shellcheck shell=bash
# Sourced by recording.sh: objects that are asked for by generic netlink and by other protocols than NETLINK_ROUTE.
ip link set lo up
ip link add d0 type dummy
ip address add 192.0.2.1/24 dev d0
ip link set d0 up
ip link add br0 type bridge mcast_snooping 1
ip link add d1 type dummy
ip link set d1 master br0
ip link set d1 up
ip link set br0 up
ip link add w0 type wireguard
(umask 077; wg genkey > /run/key)
wg set w0 listen-port 51820 private-key /run/key peer "$(wg genkey | wg pubkey)" allowed-ips 198.51.100.0/24,2001:db8::/32 \
    endpoint 192.0.2.9:51820 persistent-keepalive 25
ip link set w0 up
for module in l2tp_core l2tp_netlink l2tp_eth l2tp_ip fou macsec mptcp_diag tcp_diag udp_diag unix_diag netlink_diag \
    tipc taskstats netdevsim nf_tables nfnetlink; do
    "$(cat /proc/sys/kernel/modprobe)" $module 2> /dev/null
done
ip l2tp add tunnel tunnel_id 3000 peer_tunnel_id 4000 encap udp local 192.0.2.1 remote 192.0.2.9 udp_sport 5000 udp_dport 6000
ip l2tp add session tunnel_id 3000 session_id 1000 peer_session_id 2000
ip fou add port 5555 ipproto 4
ip link add link d0 ms0 type macsec
ip macsec add ms0 tx sa 0 pn 1 on key 01 81818181818181818181818181818181
ip mptcp endpoint add 192.0.2.1 signal
ip xfrm state add src 192.0.2.1 dst 192.0.2.9 proto esp spi 0x100 reqid 1 mode tunnel enc 'cbc(aes)' 0x00112233445566778899aabbccddeeff
ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out tmpl src 192.0.2.1 dst 192.0.2.9 proto esp reqid 1 mode tunnel
echo '7 1' > /sys/bus/netdevsim/new_device 2> /dev/null

generic_questions() {
    asked genl ctrl list
    asked genl ctrl get name nlctrl
    asked wg show all dump
    asked devlink dev show
    asked devlink port show
    asked devlink dev info
    asked devlink health show
    asked devlink resource show netdevsim/netdevsim7
    asked ethtool d0
    asked ethtool -k d0
    asked ethtool -g eni7np1
    asked ethtool -c eni7np1
    asked ethtool --show-fec eni7np1
    asked ss -tuanx
    asked nft list ruleset
    asked tc -d qdisc show
    asked tc -d class show dev d0
    asked tipc nametable show
    asked bridge mdb add dev br0 port d1 grp 239.1.1.1 permanent
    asked bridge mdb get dev br0 grp 239.1.1.1
    asked bridge mdb del dev br0 port d1 grp 239.1.1.1
    ip link set d0 down
    ip link del ms0
    ip l2tp del tunnel tunnel_id 3000
}
