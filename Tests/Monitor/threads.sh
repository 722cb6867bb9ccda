#!/usr/bin/env bash
# The program's own threads under the thread sanitizer: the one that receives for the monitor, under
# changes of everything four ways and while it is stopped and ended, and the one that receives ahead of a
# large dump, read to its end, given up half-way and written to a closed pipe. As root.
#
# usage: threads.sh NLCTL-BUILT-WITH-SANITIZER [CHANGES]
set -u
here=$(cd "$(dirname "$0")" && pwd)
nlctl=$1
changes=${2:-3000}
if [ -z "${INSIDE:-}" ]; then
  INSIDE=1 exec unshare -n -m sh -c \
    'mount -t tmpfs tmpfs /run && mount -t sysfs sysfs /sys && exec "$0" "$@"' "$0" "$@"
fi
# A report ends the program with a status that nothing else has.
export TSAN_OPTIONS="halt_on_error=1 exitcode=66${TSAN_OPTIONS:+ $TSAN_OPTIONS}"
grep -q __tsan_init "$nlctl" || { echo "FAILED: $nlctl was not built with the thread sanitizer"; exit 1; }
failed=0
fail() { echo "FAILED: $*"; failed=1; }

"$here/equality.sh" "$nlctl" "$changes" || fail "equality"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
routes=60000
ip link set lo up
seq 0 $((routes - 1)) | awk '{ printf "route add 10.%d.%d.%d/32 dev lo\n", $1 / 65536, $1 / 256 % 256, $1 % 256 }' \
  | ip -batch -
for format in --json --oneline; do
  "$nlctl" route dump "$format" > "$work/out" 2> "$work/errors" || fail "route dump $format: $? $(cat "$work/errors")"
  # All of them, or the sanitizer looked at half a thread.
  found=$(grep -c '10\.' "$work/out")
  [ "$found" -eq $routes ] || fail "route dump $format: $found of $routes routes"
  for _ in 1 2 3 4 5; do
    "$nlctl" route dump "$format" 2> "$work/errors" | head -n 1 > /dev/null
    status=${PIPESTATUS[0]}
    [ "$status" -eq 0 ] && [ ! -s "$work/errors" ] || fail "closed pipe: $status $(cat "$work/errors")"
  done
done
threads=$(strace -f -c -e trace=clone,clone3 -o "$work/calls" env TSAN_OPTIONS=report_bugs=0 "$nlctl" route dump \
  > /dev/null && awk '/clone/ { total += $4 } END { print total + 0 }' "$work/calls")
# One is the sanitizer's own.
[ "$threads" -ge 2 ] || fail "no thread was started to receive ahead"
[ $failed -eq 0 ] && echo "ok: no report of the thread sanitizer"
exit $failed
