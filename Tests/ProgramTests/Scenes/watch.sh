# Devices whose lists are watched, in private namespaces of network and mounts. Who sources this sets -e: a command
# that fails ends the scene.
for name in all default; do echo 1 >/proc/sys/net/ipv6/conf/$name/disable_ipv6; done
ip link set lo up
for number in 1 2 3; do ip link add v$number type veth peer name p$number; done
for number in 1 2 3; do ip link set v$number up; ip link set p$number up; done

# Runs a command on a terminal of so many columns and rows; its status and the modes of the terminal go into files.
watch() {
  export TMUX_TMPDIR=$PWD
  # A server of its own: the one before may not have ended yet.
  screens=$((screens + 1))
  server() { tmux -L "watch$screens" -f /dev/null "$@"; }
  rm -f before after status
  server new-session -d -x "$1" -y "$2" \
    "stty -g >before; env -u NO_COLOR TERM=screen $3; echo \$? >status; stty -g >after; echo '<<END>>'; cat"
}

# The same, as a job of a shell: after it was stopped, Return takes it up again.
job() {
  export TMUX_TMPDIR=$PWD
  screens=$((screens + 1))
  server() { tmux -L "watch$screens" -f /dev/null "$@"; }
  rm -f before between after status stopped
  server new-session -d -x "$1" -y "$2" "bash -mc 'stty -g >before; env -u NO_COLOR TERM=screen $3; echo \$? >stopped
    stty -g >between; echo \"<<STOPPED>>\"; read; fg >/dev/null; echo \$? >status; stty -g >after; echo \"<<END>>\"; cat'"
}

# Waits until a line of the screen has, or no line has, what a pattern says; of `marks` and `unmarked`, with colours.
sees() { until shows '' "$1"; do sleep 0.05; done; }
misses() { while shows '' "$1"; do sleep 0.05; done; }
marks() { until shows -e "$1"; do sleep 0.05; done; }
unmarked() { while shows -e "$(printf '\033')"'\[7m'; do sleep 0.05; done; }
shows() {
  server has-session || exit 1
  server capture-pane $1 -p | grep -q -e "$2"
}

# The screen, whether it is the other one, and what came of the command.
screen() { server capture-pane -p; }
alternate() { server display -p '#{alternate_on}'; }
ended() {
  until [ -s after ]; do
    server has-session || return 1
    sleep 0.05
  done
  sees '<<END>>'
  alternate
  cat status
  cmp before after && screen
  server kill-server
}
