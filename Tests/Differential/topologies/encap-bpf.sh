# Routes through programs.
# needs: veth lab
# records: route
batch <<'END'
link add v0 type veth peer name v1
link set v0 up
link set v1 up
address add 10.0.0.1/24 dev v0
address add 2001:db8::1/64 dev v0 nodad
END
"$python" "$here/hold.py" routes v0 || echo 'FAILED: no routes through programs'
