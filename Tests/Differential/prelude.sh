# shellcheck shell=bash
# Sourced by every topology. A topology runs in fresh network and mount namespaces (`run` makes
# them) and builds its objects with `ip`; what it asks for is written in its header:
#   # needs: KIND...        link kinds, or module:NAME, without which it is not run but reported
# batch [OPTION...]         ip commands on stdin; a refusal is a failure of the topology
# try [OPTION...]           the same, but a refusal is only reported: older kernels or tools
set -u

mount -t tmpfs none /run && mkdir -p /run/netns

commands() {
    local tag=$1 lines errors
    shift
    mapfile -t lines
    errors=$(printf '%s\n' "${lines[@]}" | ip -force "$@" -batch - 2>&1 > /dev/null) && return
    local line what=''
    while read -r line; do
        case $line in
            'Command failed -:'*) echo "$tag: ${lines[${line##*:} - 1]}: $what"; what='' ;;
            *) [ -n "$what" ] || what=$line ;;
        esac
    done <<< "$errors"
    [ -z "$what" ] || echo "$tag: $what"
}

batch() { commands 'FAILED' "$@"; }
try() { commands 'refused' "$@"; }

# set_to VALUE PATH...: kernel parameters, where they exist.
set_to() { local value=$1 path; shift; for path; do [ ! -w "$path" ] || echo "$value" > "$path" || echo "refused: $path"; done; }
