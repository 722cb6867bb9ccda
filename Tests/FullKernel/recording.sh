# shellcheck shell=bash
# recording.sh OUT NAME [strace] - in namespaces of its own: builds the topology NAME, then records with tcpdump on nlmon
# what ip, bridge, others and nlctl ask and are answered, into OUT/NAME.pcap. A topology is a script of
# Tests/Differential/topologies, or `generic`, which is about generic netlink and other protocols. With `strace`, also
# what strace says of each command, as strings into OUT/NAME.strings and as dumps into OUT/NAME.dumps. What nlctl answered
# last is in OUT/NAME.1 and so on, and each question with its status in OUT/NAME.answers.
# A topology must not change what this needs afterwards.
readonly out=$1 name=$2 strace=${3:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../Differential" && pwd) held=''
python=/usr/bin/python3
trap '[ -z "$held" ] || kill $held' EXIT
# shellcheck source=Tests/Differential/prelude.sh
. "$here/prelude.sh"
# This loads modules.
# shellcheck disable=SC2046
"$python" "$here/rtnetlink.py" missing $(sed -n 's/^# needs: *//p' "$here/topologies/$name.sh" 2> /dev/null) > /run/absent
! grep -q . /run/absent || { cp /run/absent "$out/$name.absent"; exit 0; }
if [ "$name" = generic ]; then . "$here/../FullKernel/generic.sh"; else . "$here/topologies/$name.sh"; fi
# Ports of a bridge come to forward after twice its delay.
for ((tries = 0; tries < 60; tries++)); do
    bridge link show | grep -qE 'state (listening|learning)' || break
    sleep 0.2
done
settled

ip link add recorder0 type nlmon && ip link set recorder0 up || exit 1
# Each packet is written at once: into the file, and to explain, which reads while it is recorded.
{
    tcpdump -Z root -i recorder0 -n -U --immediate-mode -B 32768 -s 0 -w - 2> /run/tcpdump &
    echo $! > /run/recorder; wait
} | tee "$out/$name.pcap" | "$NLCTL" explain - > "$out/$name.live" 2> /dev/null &
until grep -q 'listening on' /run/tcpdump; do jobs -r | grep -q . || { cat /run/tcpdump; exit 1; }; sleep 0.1; done

# What strace writes of a command: whole strings of what is sent, where it cannot see that a socket is one of netlink
# (it looks in /proc), and dumps of everything.
traced() {
    local option=(-qq -e signal=none -e trace=network -s 1048576 -xx)
    echo "# $*" | tee -a "$out/$name.strings" >> "$out/$name.dumps"
    unshare -m bash -c 'mount -t tmpfs none /proc && exec "$@"' traced strace "${option[@]}" -o "|cat >> '$out/$name.strings'" "$@"
    strace "${option[@]}" -e read=all -e write=all -o "|cat >> '$out/$name.dumps'" "$@"
}

asked() {
    if [ -n "$strace" ]; then traced "$@"; else "$@"; fi > /dev/null 2>> "$out/$name.refused" < /dev/null
}

# One process asks many questions, for each takes a while to start here.
batched() {
    local program=$1 options=$2
    shift 2
    printf '%s\n' "$@" > /run/batch
    # shellcheck disable=SC2086 # a list of options
    if [ -n "$strace" ]; then
        local line
        # shellcheck disable=SC2086
        for line in "$@"; do asked "$program" $options $line; done
    else
        asked "$program" $options -force -batch /run/batch
    fi
}

batched ip '-d' 'link show' 'address show' 'route show table all' 'rule show' 'neighbour show' 'neighbour show proxy' \
    'nexthop show' 'nexthop bucket show' 'netconf show' 'maddress show' 'ntable show' 'addrlabel list' 'mroute show table all' \
    'tcp_metrics show' 'macsec show' 'fou show' 'mptcp endpoint show' 'mptcp limits show' 'l2tp show tunnel' \
    'l2tp show session' 'netns list-id' 'token list' 'route get 127.0.0.1' 'route get 198.51.100.1' \
    'link show dev nobody' 'link add type nonsense' 'route add 192.0.2.0/24 via 203.0.113.77' \
    'link set recorder0 mtu 1' 'nexthop get id 4294967295' 'stats show dev lo' 'xfrm state' 'xfrm policy'
batched ip '-6 -d' 'route show table all' 'rule show' 'neighbour show' 'route get ::1'
[ ! -d /proc/sys/net/mpls ] || batched ip '-M' 'route show' 'netconf show'
batched bridge '-d' 'link show' 'fdb show' 'vlan show' 'vlan global show' 'mdb show' 'vni show'
"$NLCTL" link get nobody > /dev/null 2>&1
"$NLCTL" route get 127.0.0.1 > /dev/null 2>&1
if [ "$name" = generic ]; then generic_questions; fi
for object in netconf nsid maddr vlan mdb; do "$NLCTL" $object dump > /dev/null 2>> "$out/$name.refused"; done
number=0
for words in {link,addr,route,rule,neigh,nexthop,bucket}' dump --json' {route,neigh}' dump' 'link dump --tree'; do
    number=$((number + 1))
    # shellcheck disable=SC2086
    "$NLCTL" $words > "$out/$name.$number" 2>> "$out/$name.refused"
    echo "$? $words" >> "$out/$name.answers"
done

# All is in the file once this is. It changes nothing.
ip link show dev end-of-record > /dev/null 2>&1
until grep -aq end-of-record "$out/$name.pcap"; do jobs -r | grep -q . || exit 1; sleep 0.1; done
kill "$(cat /run/recorder)"
wait %%
grep -E '[1-9][0-9]* packets? dropped' /run/tcpdump
exit 0
