# HSR and PRP rings.
# needs: hsr veth
# records: link:hsr
batch <<'END'
link add a0 type veth peer name b0
link add a1 type veth peer name b1
link add a2 type veth peer name b2
link add a3 type veth peer name b3
link add a4 type veth peer name b4
link set a0 up
link set a1 up
link add h0 type hsr slave1 a0 slave2 a1 supervision 45 version 1
link add h1 type hsr slave1 a2 slave2 a3 supervision 7 proto 1
link set h0 up
END
try <<'END'
link add h2 type hsr slave1 b0 slave2 b1 interlink a4 version 0
END
