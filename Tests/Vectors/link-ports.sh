# Kinds that have ports, buses, or protection: bonds, VRFs, MACsec, HSR, CAN and the small ones.
# needs: lab dummy bond vrf macsec hsr team batadv vcan vxcan veth bridge
batch <<'END'
link add d0 type dummy
link add d1 address 02:00:00:00:01:01 type dummy
link add d2 address 02:00:00:00:01:02 type dummy
link add d3 address 02:00:00:00:01:03 type dummy
link add d4 address 02:00:00:00:01:04 type dummy
link add d5 address 02:00:00:00:01:05 type dummy
link add d6 address 02:00:00:00:01:06 type dummy
link add lacp address 02:00:00:00:02:01 type bond mode 802.3ad miimon 200 updelay 400 downdelay 600 lacp_rate fast ad_select bandwidth ad_actor_sys_prio 1000 ad_user_port_key 77 ad_actor_system 02:00:00:00:0b:01 xmit_hash_policy layer3+4 min_links 1 peer_notify_delay 400
link set lacp type bond coupled_control off
link set lacp type bond lacp_active off
link set d1 master lacp
link set d2 master lacp
link set lacp up
link set d1 type bond_slave queue_id 3
link add backup type bond mode active-backup miimon 100 primary_reselect better fail_over_mac active num_grat_arp 4 resend_igmp 3 all_slaves_active 1
link set d3 master backup
link set d4 master backup
link set backup up
link set backup type bond primary d4
link set d3 type bond_slave prio -5
link add probing type bond mode active-backup arp_interval 300 arp_ip_target 10.0.0.1,10.0.0.2 arp_validate active arp_all_targets all arp_missed_max 4
link set probing type bond ns_ip6_target fe80::1,fe80::2
link add robin type bond mode balance-rr packets_per_slave 5 lp_interval 9
link add balanced type bond mode balance-tlb tlb_dynamic_lb 0
link add red type vrf table 1234
link set d5 master red
link set red up
link add link d6 name secure type macsec sci 0123456789abcdef cipher gcm-aes-256 encrypt on replay on window 77 validate check send_sci on
link add link d6 name secure-xpn type macsec port 12 cipher gcm-aes-xpn-128
link add link d0 name secure-plain type macsec port 11 end_station on send_sci off protect off icvlen 12
link add v0 type veth peer name v1
link add v2 type veth peer name v3
link add v4 type veth peer name v5
link add prp type hsr slave1 v0 slave2 v1 proto 1
link add ring type hsr slave1 v2 slave2 v4 supervision 45 version 1 interlink v3
link add vcan0 type vcan
link add vxcan0 type vxcan peer name vxcan1
link add team0 type team
link add mesh0 type batadv
link add br0 type bridge vlan_filtering 1 mcast_querier 1 mcast_stats_enabled 1
link add p0 type veth peer name q0
link add p1 type veth peer name q1
link set p0 master br0
link set p1 master br0
link set p0 type bridge_slave group_fwd_mask 0x400c
link set p1 type bridge_slave group_fwd_mask 16 vlan_tunnel on
link set br0 up
link set p0 up
link set p1 up
link set q0 up
link set q1 up
END
for range in 5-9 20; do bridge vlan add dev p1 vid $range; done
bridge vlan add dev p1 vid 20 pvid untagged
bridge vlan add dev p1 vid 5-9 tunnel_info id 105-109
ip addr add 10.9.9.1/24 dev br0
# What the first seconds change has changed.
sleep 12
