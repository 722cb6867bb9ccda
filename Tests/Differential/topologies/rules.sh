# Rules with every selector and action.
# needs: veth
# records: rule
batch <<'END'
link add v0 type veth peer name v1
link set v0 up
rule add pref 10 from 10.0.0.0/8 table 100
rule add pref 11 to 10.1.0.0/16 table 4000000000
rule add pref 12 not from 10.0.0.1 lookup main
rule add pref 13 iif v0 oif v1 table 101
rule add pref 14 iif gone table 101
rule add pref 15 fwmark 0x10/0xff table 102
rule add pref 16 fwmark 7 table 102
rule add pref 17 tos 0x10 table 103
rule add pref 18 uidrange 1000-2000 table 104
rule add pref 19 ipproto tcp sport 1000-2000 dport 80 table 105
rule add pref 20 ipproto 200 table 105
rule add pref 21 table main suppress_prefixlength 0
rule add pref 22 table main suppress_ifgroup 7
rule add pref 23 from 10.9.0.0/16 blackhole
rule add pref 24 from 10.9.1.0/24 unreachable
rule add pref 25 from 10.9.2.0/24 prohibit
rule add pref 26 from 10.9.3.0/24 goto 30000
rule add pref 27 from 10.9.4.0/24 goto 29
rule add pref 28 nop
rule add pref 29 from 10.9.5.0/24 realms 3/4 table 100
rule add pref 30 from 10.9.6.0/24 table 100 protocol static
rule add pref 31 from 10.9.7.0/24 table 100 protocol 99
rule add pref 32 tun_id 77 table 100
END
batch -6 <<'END'
rule add pref 40 from 2001:db8::/32 to 2001:db8:1::/48 table 200
rule add pref 41 not to 2001:db8:2::/48 ipproto udp dport 53-55 table 201
rule add pref 42 from 2001:db8:3::/48 unreachable
rule add pref 43 iif lo tos 0x20 table 202
END
try <<'END'
rule add pref 50 l3mdev
rule add pref 51 dscp CS6 table 100
rule add pref 52 ipproto tcp sport 0x100/0xff00 dport 0x50/0xf0 table 100
rule add pref 53 dscp 0x20/0x30 table 100
END
try -6 <<'END'
rule add pref 54 flowlabel 0x12345 table 100
rule add pref 55 flowlabel 0x12300/0xfff00 table 100
END
