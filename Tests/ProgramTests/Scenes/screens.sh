# An ordinary machine: a bridge with three ports, a tunnel, a macvlan, names of fifteen bytes.
for v in /proc/sys/net/ipv6/conf/{all,default}; do echo 1 >$v/addr_gen_mode; echo 0 >$v/accept_dad; done
mount -t tmpfs none /run && mkdir /run/netns
ip netns add blue
ip link set lo up
ip link add br0 address 52:54:00:00:00:10 type bridge
for i in 1 2 3; do
  ip link add v$i address 52:54:00:00:01:0$i type veth peer name p$i address 52:54:00:00:02:0$i
  ip link set v$i master br0 up
  ip link set p$i up
done
ip link set br0 up
ip link add vx42 address 52:54:00:00:03:01 type vxlan id 42 dev p1 dstport 4789 group 239.1.1.1
ip link add mv0 link p2 address 52:54:00:00:03:02 type macvlan mode bridge
ip link add enp0s31f6-wan-a address 52:54:00:00:03:03 type veth peer name enp0s31f6-wan-b address 52:54:00:00:03:04
ip addr add 10.0.0.1/24 dev br0
ip addr add 192.0.2.9/24 brd + dev enp0s31f6-wan-a label enp0s31f6-wan-a
ip addr add 2001:db8:1234:5678:9abc:def0:1234:5678/64 dev br0 nodad
ip addr add 2001:db8::1/64 dev br0 nodad
ip route add default via 10.0.0.254
ip route add 10.9.0.0/16 nexthop via 10.0.0.2 dev br0 weight 2 nexthop via 10.0.0.3 dev br0
ip route add blackhole 10.66.0.0/16
ip -6 route add default via 2001:db8::ff dev br0
ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev br0
ip neigh add 10.0.0.3 dev br0 nud failed extern_learn
ip neigh add 2001:db8::2 lladdr 02:00:00:00:00:02 dev br0 router nud stale extern_learn
ip rule add from 10.1.0.0/16 table 100
ip nexthop add id 1 via 10.0.0.9 dev br0
ip nexthop add id 2 blackhole
ip nexthop add id 10 group 1
ip -6 rule add from 2001:db8::/32 table 100

# What a terminal of so many columns shows of a command, colours included.
screen() {
  export TMUX_TMPDIR=$PWD
  # A server of its own: the one before may not have ended yet.
  screens=$((screens + 1))
  server() { tmux -L "screen$screens" -f /dev/null "$@"; }
  server new-session -d -x "$1" -y 120 "env -u NO_COLOR TERM=screen $2; echo '<<END>>'; cat"
  until server capture-pane -p | grep -q '<<END>>'; do
    server has-session || return 1
    sleep 0.05
  done
  server capture-pane -e -p | sed '/<<END>>/,$d'
  server kill-server
}
