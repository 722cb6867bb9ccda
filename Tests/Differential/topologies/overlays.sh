# Tunnels over UDP of other sorts: bareudp, gtp, amt, pfcp.
# needs: bareudp gtp amt pfcp dummy
# records: link:bareudp link:gtp link:amt link:pfcp
batch <<'END'
link add d0 type dummy
link set d0 up
address add 192.0.2.1/24 dev d0
link add u0 type bareudp dstport 6635 ethertype mpls_uc srcportmin 40000
link add u1 type bareudp dstport 6636 ethertype ipv4 multiproto
link add a0 type amt mode gateway local 192.0.2.1 discovery 192.0.2.9 dev d0
link add a1 type amt mode relay local 192.0.2.1 dev d0 relay_port 3000 max_tunnels 16
link add p0 type pfcp
END
try <<'END'
link add g0 type gtp role sgsn hsize 2048 restart_count 3
END
