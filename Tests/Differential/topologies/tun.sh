# tun and tap devices that stay without a process.
# needs: module:tun
# records: link:tun
batch <<'END'
tuntap add dev t0 mode tun
tuntap add dev t1 mode tap multi_queue pi vnet_hdr user 1000 group 27
tuntap add dev t2 mode tap one_queue user 0
tuntap add dev t3 mode tun group 4242
link set t0 up
address add 10.9.8.7 peer 10.9.8.6 dev t0
END
