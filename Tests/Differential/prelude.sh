# shellcheck shell=bash
# Sourced by every topology. A topology runs in fresh network and mount namespaces (`run` makes
# them) and builds its objects with `ip`; its header says what it asks for and what is recorded:
#   # needs: KIND...        link kinds, module:NAME or lab, without which it is reported, not run
#   # records: WHAT...      route, addr, ...; link:KIND, link:KIND_slave, link:all
# batch [OPTION...]         ip commands on stdin; a refusal is a failure of the topology
# try [OPTION...]           the same, but a refusal is only reported: older kernels or tools
# one COMMAND...            a single command, refusal reported
set -u

mount -t tmpfs none /run && mkdir -p /run/netns

# A marker command before each line: one that ip cannot parse ends a batch at once, and the count
# of the markers' lines tells where.
commands() {
    local tag=$1 lines errors count from=0
    shift
    mapfile -t lines
    while [ "$from" -lt "${#lines[@]}" ]; do
        {
            errors=$(printf 'link show dev lo\n%s\n' "${lines[@]:from}" |
                ip -o -force "$@" -batch - 2>&1 >&3 | sed "s/^/$tag: /")
        } 3> /run/markers
        count=$(grep -c '^1: lo: ' /run/markers)
        [ "$count" -lt $((${#lines[@]} - from)) ] || [ -n "$errors" ] || return
        local line what=''
        while read -r line; do
            line=${line#"$tag: "}
            case $line in
                'Command failed -:'*)
                    echo "$tag: ${lines[from + (${line##*:} - 1) / 2]}: $what"; what='' ;;
                *) [ -n "$what" ] || what=$line ;;
            esac
        done <<< "$errors"
        [ "$count" -lt $((${#lines[@]} - from)) ] || [ -n "$what" ] || return
        [ -z "$what" ] || echo "$tag: ${lines[from + count - 1]}: $what"
        from=$((from + count))
        [ "$count" -gt 0 ] || return
    done
}

batch() { commands 'FAILED' "$@"; }
try() { commands 'refused' "$@"; }
one() { local error; error=$("$@" 2>&1 > /dev/null) || echo "refused: $*: $(head -n 1 <<< "$error")"; }

# set_to VALUE PATH...: kernel parameters, where they exist.
set_to() { local value=$1 path; shift; for path; do [ ! -w "$path" ] || echo "$value" > "$path" || echo "refused: $path"; done; }

# A topology stands still once it is built: addresses are good at once, nobody asks for routers.
set_to 0 /proc/sys/net/ipv6/conf/{all,default}/{accept_dad,router_solicitations}

# shellcheck source=Tests/settled.sh
. "$(dirname "${BASH_SOURCE[0]}")/../settled.sh"
