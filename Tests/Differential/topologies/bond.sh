# Bonds: each mode, its options, ports.
# needs: bond dummy
# records: link:bond link:bond_slave
batch <<'END'
link add p0 type dummy
link add p1 type dummy
link add p2 type dummy
link add p3 type dummy
link add p4 type dummy
link add p5 type dummy
link add b0 type bond mode balance-rr packets_per_slave 5 miimon 100 updelay 200 downdelay 300 peer_notify_delay 400 use_carrier 1 resend_igmp 5 all_slaves_active 1
link add b1 type bond mode active-backup arp_interval 60000 arp_ip_target 10.0.0.9,10.0.0.10 arp_validate filter_active arp_all_targets all fail_over_mac follow num_grat_arp 3 primary_reselect better
link add b2 type bond mode balance-xor miimon 50 xmit_hash_policy vlan+srcmac
link add b3 type bond mode broadcast arp_interval 60000 arp_ip_target 10.0.0.1
link add b4 type bond mode 802.3ad miimon 100 xmit_hash_policy layer3+4 lacp_rate fast ad_select bandwidth ad_user_port_key 77 ad_actor_sys_prio 999 ad_actor_system 02:00:00:00:00:98 min_links 1
link add b5 type bond mode balance-tlb tlb_dynamic_lb 0 lp_interval 5 miimon 100 xmit_hash_policy encap2+3
link add b6 type bond mode balance-alb miimon 100
link set p0 master b1
link set p1 master b1
link set p2 master b4
link set p3 master b4
link set p4 master b0
link set p5 master b6
link set b0 up
link set b1 up
link set b4 up
link set b6 up
END
try <<'END'
link set b1 type bond primary p1
link set b1 type bond active_slave p1
link set b1 type bond ns_ip6_target 2001:db8::9,2001:db8::a
link set b1 type bond arp_missed_max 5
link set p0 type bond_slave queue_id 3
link set p0 type bond_slave prio -5
link add b7 type bond mode 802.3ad lacp_active off
link add b8 type bond mode 802.3ad coupled_control off
link add b9 type bond mode active-backup arp_interval 60000 arp_validate none
END
