# shellcheck shell=bash
# settled: waits until the kernel has told of every carrier that came or went. It does so by a work queue, up to a second
# later, and only then marks routes as `linkdown`: each device that is up has a carrier if and only if its state says so.
settled() {
    local tries
    for ((tries = 0; tries < 250; tries++)); do
        ip -o link show up | awk '
            { state = ""; for (i = 4; i < NF; i++) if ($i == "state") { state = $(i + 1); break } }
            $3 ~ /LOWER_UP/ && state ~ /DOWN$/ || $3 !~ /LOWER_UP/ && state == "UP" { late = 1 }
            END { exit late }' && return
        sleep 0.02
    done
}
