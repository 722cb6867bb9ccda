# shellcheck shell=bash
# Devices of an ordinary machine and of an unusual one, and whether their lists fit into 80 columns. Run in private
# namespaces of network and mounts of the emulated kernel.
set -eu
mount -t tmpfs none /run && mkdir -p /run/netns
ip link set lo up
ip netns add blue

# A bond of two ports, VLANs on it, a bridge over one of them.
ip link add eth0 type dummy
ip link add enp129s0f1np1v2 type dummy
ip link add bond0 type bond mode active-backup miimon 100
for name in eth0 enp129s0f1np1v2; do ip link set $name master bond0; ip link set $name up; done
ip link set bond0 up
for number in 10 20 4000; do ip link add link bond0 name bond0.$number type vlan id $number; done
ip link add br-4f0c1e5d9a22 type bridge vlan_filtering 1 stp_state 1
ip link set bond0.4000 master br-4f0c1e5d9a22
for number in 1 2 3; do
    ip link add veth4f0c1e5d9a$number type veth peer name eth0 netns blue
    ip link set veth4f0c1e5d9a$number master br-4f0c1e5d9a22
    ip link set veth4f0c1e5d9a$number up
    ip -n blue link set eth0 name eth$number
    ip -n blue link set eth$number up
done
ip link set br-4f0c1e5d9a22 up

# VRFs with devices in them.
ip link add customer-blue-1 type vrf table 1001
ip link set customer-blue-1 up
ip link set bond0.10 master customer-blue-1
ip address add 10.0.0.1/24 dev bond0.10
ip address add 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1/64 dev bond0.10 nodad
ip link set bond0.20 up
ip address add 10.0.1.1/24 dev bond0.20

# Tunnels.
ip link add vxlan100 type vxlan id 100 dstport 4789 group 239.1.1.1 dev bond0.20
ip link add vxlan16777215 type vxlan id 16777215 dstport 4789 remote 2001:db8::2 local 2001:db8::1
ip link add gretap-customer type gretap remote 198.51.100.222 local 198.51.100.111 key 4294967295
ip link add ip6tnl-customer type ip6tnl remote 2001:db8:aaaa:bbbb:cccc:dddd:eeee:2 local 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1
ip link add sit-customer-01 type sit remote 198.51.100.222 local 198.51.100.111
ip link add geneve0 type geneve id 42 remote 198.51.100.222
ip link add wg0 type wireguard
ip link add mv-customer-001 link bond0.20 type macvlan mode private
for name in vxlan100 geneve0; do ip link set $name master br-4f0c1e5d9a22; ip link set $name up; done

# Neighbours and rules.
ip neighbour add 10.0.1.9 lladdr 02:00:00:00:00:09 dev bond0.20 nud permanent
ip neighbour add 2001:db8:aaaa:bbbb:cccc:dddd:eeee:9 lladdr 02:00:00:00:00:09 dev bond0.10 router nud stale
# Addresses of the greatest length, on names of the greatest length.
ip address add 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1111/64 dev br-4f0c1e5d9a22 valid_lft 3000 preferred_lft 2000 nodad
ip neighbour add 2001:db8:aaaa:bbbb:cccc:dddd:eeee:9999 lladdr 02:00:00:00:00:0a dev br-4f0c1e5d9a22 nud permanent
ip neighbour add 2001:db8:aaaa:bbbb:cccc:dddd:eeee:9998 lladdr 02:00:00:00:00:0b dev br-4f0c1e5d9a22 router nud reachable
ip -6 rule add iif br-4f0c1e5d9a22 fwmark 0x1 lookup 1001 priority 900
ip rule add from 10.0.0.0/8 iif bond0.10 fwmark 0xdead/0xffff table 1001
ip -6 rule add from 2001:db8:aaaa::/48 lookup 1001

# A state of more letters would leave less room.
"$NLCTL" wait link --dev br-4f0c1e5d9a22 --carrier --timeout 40s >/dev/null || true
failed=0
for command in link 'link --tree' addr neigh rule '-f bridge link' '-f bridge neigh' netconf 'link --all-netns'; do
    export screen="/run/screen"
    script -qec "stty cols 80; env -u COLUMNS TERM=xterm $NLCTL --color=never $command" /dev/null </dev/null |
        tr -d '\r' >"$screen"
    # shellcheck disable=SC2086
    lines=$("$NLCTL" $command | wc -l)
    # Outside a tree, lines that begin with four blanks go on the one before.
    shown=$(grep -vc '^    ' "$screen")
    [ "$command" != 'link --tree' ] || shown=$(wc -l <"$screen")
    if [ "$shown" != "$lines" ]; then echo "$command: not $lines lines"; failed=1; fi
    # mawk would count bytes.
    if ! python3 -c 'import sys
wide = [line for line in open(sys.argv[1], encoding="utf-8") if len(line) > 81]
print(*wide, sep="", end="")
sys.exit(len(wide) > 0)' "$screen"; then
        echo "$command: lines wrap"
        failed=1
    fi
    if [ "$command" = link ] && grep -v -e ' lo ' -e ' sit' -e gre -e ip6tnl -e wg0 -e vrf -e ' master ' "$screen" |
        grep -vq '[0-9a-f][0-9a-f]:[0-9a-f][0-9a-f]:'; then
        echo "$command: link-layer addresses are left out"
        failed=1
    fi
    if [ -n "${SHOW:-}" ] || [ $failed = 1 ]; then cat "$screen"; fi
done
exit $failed
