# shellcheck shell=bash
# Finds Docker answering, or starts it; read in by run.sh, and run as root to guard a daemon.
#
# With systemd the service is started and stays. Without it a daemon of our own is started, guarded
# by `engine.sh guard`: it ends as soon as the one who asked for it is gone, however that happened.

ENGINE_LOG=build/dockerd.log
ENGINE_START_S=60
ENGINE_END_S=60
ENGINE_GUARD=

ping_engine() { /usr/bin/python3 packaging/ping_engine.py; }

# Waits until the engine answers, or tells why not by the status of ping_engine.
await_engine() {
    local deadline=$((SECONDS + ENGINE_START_S)) state
    while true; do
        state=0
        ping_engine || state=$?
        case $state in 0 | 3) return "$state" ;; esac
        # A guard that is gone will not bring a daemon any more.
        [ -z "$ENGINE_GUARD" ] || kill -0 "$ENGINE_GUARD" 2>/dev/null || return "$state"
        [ "$SECONDS" -lt "$deadline" ] || return "$state"
        sleep 0.2
    done
}

# Starts what is needed; afterwards the engine answers (0) or refuses this user (3).
start_engine() {
    local state=0
    ping_engine || state=$?
    if [ "$state" -ne 4 ]; then
        return "$state"
    elif [ -d /run/systemd/system ]; then
        say "starting Docker"
        as_root systemctl start docker ||
            die "Docker does not start." "Look why: systemctl status docker"
        state=0
        await_engine || state=$?
        [ "$state" -eq 0 ] || [ "$state" -eq 3 ] ||
            die "Docker was started but does not answer." "Look why: journalctl -u docker -n 30"
    else
        guard_engine
        state=0
        await_engine || state=$?
        if [ "$state" -ne 0 ] && [ "$state" -ne 3 ]; then
            tail -n 15 "$ENGINE_LOG" >&2
            die "Docker does not start." "The lines above say why; all of it is in $ENGINE_LOG."
        fi
    fi
    return "$state"
}

# Starts a daemon under a guard that lives as long as the pipe at file descriptor 9 is open.
guard_engine() {
    local pipe
    say "starting a Docker daemon for as long as the program runs (log: $ENGINE_LOG)"
    as_root true
    pipe=$(mktemp -u) && mkfifo -m 600 "$pipe"
    as_root setsid -w /bin/bash packaging/engine.sh guard <"$pipe" >"$ENGINE_LOG" 2>&1 &
    ENGINE_GUARD=$!
    exec 9>"$pipe"
    rm -f "$pipe"
}

# Lets the guard end its daemon, and waits for that.
end_engine() {
    [ -n "$ENGINE_GUARD" ] || return 0
    exec 9>&-
    wait "$ENGINE_GUARD" || true
    ENGINE_GUARD=
}

# --- as root from here on ---------------------------------------------------------------------

# Some machines without systemd leave control groups to whoever needs them.
mount_control_groups() {
    grep -qs ' /sys/fs/cgroup' /proc/mounts || mount -t cgroup2 cgroup2 /sys/fs/cgroup
}

# guard_daemon OPTION...: a daemon until standard input ends (0), or until it dies by itself (1).
guard_daemon() {
    local daemon state
    dockerd "$@" </dev/null &
    daemon=$!
    trap 'end_daemon "$daemon"; exit 0' TERM
    while kill -0 "$daemon" 2>/dev/null; do
        state=0
        read -r -t 1 || state=$?
        [ "$state" -le 128 ] || continue # the second is over, the pipe is still open
        end_daemon "$daemon"
        return 0
    done
    return 1
}

# end_daemon PID: asks, then insists. Pilots that are held make it take its time.
end_daemon() {
    local deadline=$((SECONDS + ENGINE_END_S))
    kill -TERM "$1" 2>/dev/null || true
    while kill -0 "$1" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
    kill -KILL "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

guard() {
    # The one who asked decides when it is over; the keys of its terminal do not.
    trap '' INT QUIT HUP
    PATH=$PATH:/usr/sbin:/sbin
    mount_control_groups || true
    guard_daemon && return
    # A daemon that has worked and died is for the app to tell. One that did not come up may have
    # met a kernel without address translation, which the demo's pilots do not need.
    [ "$SECONDS" -lt "$ENGINE_START_S" ] || return 1
    echo "planctongui: once more, without firewall rules"
    guard_daemon --iptables=false --ip6tables=false
}

if [ "${1:-}" = guard ] && [ "${BASH_SOURCE[0]}" = "$0" ]; then
    guard
fi
