# Kinds without options, or with options that only their own tools set.
# needs: dummy nlmon vcan vxcan wireguard ifb veth vsockmon
# records: link:dummy link:nlmon link:vcan link:vxcan link:wireguard link:ifb link:veth link:vsockmon
batch <<'END'
link add d0 type dummy
link set d0 up
link add n0 type nlmon
link add c0 type vcan
link set c0 up
link add x0 type vxcan peer name x1
link add w0 type wireguard
link add i0 type ifb
link add e0 type veth peer name e1
link add k0 type vsockmon
END
