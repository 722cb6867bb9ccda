# GENEVE tunnels.
# needs: geneve
# records: link:geneve
batch <<'END'
link add g0 type geneve id 100 remote 192.0.2.9 ttl 7 tos 0x10 dstport 5555 df set noudpcsum
link add g1 type geneve id 16777215 remote 2001:db8::9 ttl inherit tos inherit flowlabel 0x12345 udp6zerocsumtx udp6zerocsumrx
link add g2 type geneve external dstport 6082
link add g3 type geneve id 5 remote 192.0.2.10 ttl auto df inherit
END
try <<'END'
link add g4 type geneve id 6 remote 192.0.2.11 dstport 6083 innerprotoinherit
END
