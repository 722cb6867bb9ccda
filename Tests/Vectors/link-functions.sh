# Virtual functions and programs of a simulated device, and a CAN bus on a pseudo-terminal.
# needs: lab module:netdevsim module:slcan
python3 - <<'END' &
import fcntl, os, pty, struct, termios, time, tty
master, slave = os.openpty()
tty.setraw(slave)
fcntl.ioctl(slave, termios.TIOCSETD, struct.pack("i", 17))  # N_SLCAN
time.sleep(300)
END
echo "1 1" > /sys/bus/netdevsim/new_device
sleep 1
device=$(ls /sys/bus/netdevsim/devices/netdevsim1/net)
ip link set "$device" name sim0
mountpoint -q /sys/kernel/debug || mount -t debugfs none /sys/kernel/debug
# FUNCTIONS: how many virtual functions the device has.
echo "${FUNCTIONS:-4}" > /sys/kernel/debug/netdevsim/netdevsim1/max_vfs
echo "${FUNCTIONS:-4}" > /sys/bus/netdevsim/devices/netdevsim1/sriov_numvfs
batch <<'END'
link set can0 type can bitrate 500000 restart-ms 0
link set sim0 vf 0 mac 02:11:22:33:44:55
link set sim0 vf 1 vlan 100 qos 3 proto 802.1ad
link set sim0 vf 2 max_tx_rate 1000 min_tx_rate 100
link set sim0 vf 2 spoofchk on
link set sim0 vf 3 trust on
link set sim0 vf 3 state disable
link set sim0 vf 1 query_rss on
END
# A program that lets everything pass, for the generic hook and, offloaded, for the hardware's.
python3 - <<'END'
import ctypes, os, socket, struct
libc = ctypes.CDLL(None, use_errno=True)
index = socket.if_nametoindex("sim0")
code = struct.pack("=BBhi", 0xb7, 0, 0, 2) + struct.pack("=BBhi", 0x95, 0, 0, 0)
for name, device, flags in ((b"pass", 0, 2), (b"hardware", index, 8)):
    instructions, licence = ctypes.create_string_buffer(code), ctypes.create_string_buffer(b"GPL")
    request = struct.pack("=IIQQIIQII16sI", 6, 2, ctypes.addressof(instructions), ctypes.addressof(licence),
                          0, 0, 0, 0, 0, name, device)
    program = libc.syscall(321, 5, ctypes.create_string_buffer(request, 128), len(request))
    nest = struct.pack("=HHiHHI", 8, 1, program, 8, 3, flags)
    body = struct.pack("=BxHiII", 0, 0, index, 0, 0) + struct.pack("=HH", 4 + len(nest), 43 | 0x8000) + nest
    link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    link.send(struct.pack("=IHHII", 16 + len(body), 19, 5, 1, 0) + body)
    error = struct.unpack_from("=i", link.recv(4096), 16)[0]
    if error:
        print(f"refused: XDP {name.decode()}: {os.strerror(-error)}")
END
