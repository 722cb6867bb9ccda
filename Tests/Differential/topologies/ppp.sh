# A PPP unit, held by a process.
# needs: lab module:ppp_generic
# records: link:ppp
"$python" "$here/hold.py" ppp &
held=$!
for _ in {1..200}; do [ -s /run/held ] && break; sleep 0.05; done
[ -s /run/held ] || echo 'FAILED: no PPP unit'
try <<'END'
link set ppp0 mtu 1492
END
