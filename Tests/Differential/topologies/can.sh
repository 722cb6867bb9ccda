# CAN: a serial line turned into an interface, with its bit timing.
# needs: lab module:slcan module:can_raw
# records: link:can
"$python" "$here/hold.py" slcan &
held=$!
for _ in {1..200}; do [ -s /run/held ] && break; sleep 0.05; done
echo "link set $(cat /run/held) name can7" | batch
try <<'END'
link set can7 type can bitrate 500000
link set can7 txqueuelen 10
link set can7 up
END
