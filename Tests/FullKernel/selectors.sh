# shellcheck shell=bash
# What selectors are about that small kernels lack: VRFs, VLANs in a forwarding database, labels, addresses
# of every state. Sourced in private namespaces of network and mounts of the emulated kernel.
set -eu
mount -t tmpfs none /run && mkdir -p /run/netns
for module in mpls_router mpls_iptunnel; do "$(cat /proc/sys/kernel/modprobe)" $module; done
set_to() { local value=$1 path; shift; for path; do echo "$value" >"$path"; done; }
set_to 0 /proc/sys/net/ipv6/conf/{all,default}/{accept_dad,router_solicitations}
set_to 1 /proc/sys/net/ipv6/conf/default/addr_gen_mode

# VRFs: their ports, rules and routes.
ip link set lo up
ip link add red type vrf table 1001
ip link add blue type vrf table 1002
ip link set red up
ip link set blue up
for name in d0 d1 d2; do ip link add $name type dummy; ip link set $name up; done
ip link set d0 master red
ip link set d1 master blue
ip address add 10.0.0.1/24 dev d0
ip address add 10.0.1.1/24 dev d1
ip address add 10.0.2.1/24 dev d2
ip address add 2001:db8:d2::1/64 dev d2
ip neighbour add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud permanent
ip neighbour add 10.0.2.9 lladdr 02:00:00:00:00:29 dev d2 nud permanent protocol 5
ip neighbour add proxy 10.0.2.99 dev d2
ip nexthop add id 1 via 10.0.0.2 dev d0
ip nexthop add id 2 via 10.0.2.2 dev d2

# A bridge that keeps VLANs apart.
ip link add br0 type bridge vlan_filtering 1
for name in p0 p1; do
    ip link add $name address 02:bb:00:00:00:0${name#p} type dummy; ip link set $name master br0 up; done
ip link set br0 up
bridge vlan add dev p0 vid 5-9
bridge fdb add 02:aa:00:00:00:01 dev p0 master static vlan 5
bridge fdb add 02:aa:00:00:00:02 dev p0 master static vlan 6
bridge fdb add 02:aa:00:00:00:03 dev p1 master static

# Labels, and routes into them.
set_to 1000 /proc/sys/net/mpls/platform_labels
set_to 1 /proc/sys/net/mpls/conf/d2/input
ip -f mpls route add 100 as 200/300 via inet 10.0.2.2 dev d2
ip -f mpls route add 101 via inet6 2001:db8:d2::2 dev d2 proto bird
ip -f mpls route add 102 nexthop as 200 via inet 10.0.2.2 dev d2 nexthop as 300 via inet 10.0.1.2 dev d1
ip -f mpls route add 103 dev lo
ip route add 20.0.0.0/16 encap mpls 100/200 via 10.0.2.2
ip route add 20.1.0.0/16 via 10.0.2.2 metric 5
ip route add unreachable 20.2.0.0/16 metric 5
ip route add prohibit 20.3.0.0/16
ip route add throw 20.4.0.0/16
ip route add 20.5.0.0/16 vrf red via 10.0.0.2

# Addresses: a duplicate, one that is not known to be good yet, and what comes of privacy.
ip link add v0 type veth peer name v1
set_to 1 /proc/sys/net/ipv6/conf/v1/accept_dad
ip link set v0 up
ip link set v1 up
ip address add 2001:db8:f::1/64 dev v0 nodad
ip address add 2001:db8:f::1/64 dev v1
for _ in {1..300}; do ip -6 address show dev v1 dadfailed | grep -q inet6 && break; sleep 0.1; done
ip -6 address show dev v1 dadfailed | grep -q inet6
ip link add w0 type veth peer name w1
set_to 1 /proc/sys/net/ipv6/conf/w0/{accept_dad,optimistic_dad}
set_to 2 /proc/sys/net/ipv6/conf/w0/use_tempaddr
ip address add 2001:db8:e::1/64 dev w0 optimistic
ip address add 2001:db8:e::2/64 dev w0
ip link add s0 type veth peer name s1
echo 2001:db8::5ec7 >/proc/sys/net/ipv6/conf/s0/stable_secret
set_to 2 /proc/sys/net/ipv6/conf/s0/{use_tempaddr,addr_gen_mode}
ip link set s1 up
ip link set s0 up
ip address add 2001:db8:c::1/64 dev s0 mngtmpaddr
set +eu
