# Bridges and ports with every option away from its default.
# needs: bridge veth
# records: link:bridge link:bridge_slave
batch <<'END'
link add br0 address 02:00:00:00:00:01 type bridge
link add br1 type bridge stp_state 1 forward_delay 400 hello_time 150 max_age 900 ageing_time 12345 priority 4096 group_fwd_mask 8 group_address 01:80:c2:00:00:05 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1
link add p0 type veth peer name q0
link add p1 type veth peer name q1
link add p2 type veth peer name q2
link set p0 master br0
link set p1 master br1
link set p2 master br1
link set q0 up
link set q1 up
link set br0 up
link set br1 up
link set p0 up
link set p1 up
link set p1 type bridge_slave priority 5 cost 33 hairpin on guard on root_block on fastleave on learning off flood off proxy_arp on proxy_arp_wifi on mcast_flood off mcast_to_unicast on group_fwd_mask 16 neigh_suppress on vlan_tunnel off isolated on bcast_flood off mcast_router 2
END
try <<'END'
link set br1 type bridge mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_elasticity 8 mcast_hash_max 1024 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 200 mcast_membership_interval 30000 mcast_querier_interval 20000 mcast_query_interval 15000 mcast_query_response_interval 1100 mcast_startup_query_interval 3100 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2
link set br1 type bridge no_linklocal_learn 1
link set br1 type bridge fdb_max_learned 500
link set br1 type bridge vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 5 vlan_stats_enabled 1
link set br1 type bridge mcast_vlan_snooping 1
link set p1 type bridge_slave locked on mab on learning on
link set p1 type bridge_slave neigh_vlan_suppress on
link set p1 type bridge_slave backup_port p2
link set p1 type bridge_slave backup_nhid 10
END
one bridge vlan add dev p1 vid 15-19 tunnel_info id 15-19
one bridge fdb add 02:aa:00:00:00:01 dev p0 master static
one bridge fdb add 02:aa:00:00:00:02 dev p0 master sticky dynamic
one bridge fdb add 02:aa:00:00:00:03 dev br0 self local
one bridge fdb add 02:aa:00:00:00:04 dev q0 self
one bridge fdb add 02:aa:00:00:00:05 dev p1 master extern_learn static
