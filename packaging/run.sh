#!/bin/bash
# From a fresh checkout to the running app: prepares the machine, finds or starts Docker, starts it.
# usage: bash packaging/run.sh ARGUMENT...     the arguments go to `planctongui run`
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/say.sh
. packaging/engine.sh

APP=(.venv/bin/planctongui run "$@")

# Docker refuses users outside its group. Whoever is in it talks to it as root would: so we ask.
join_docker_group() {
    local me
    me=$(id -un)
    if ! getent group docker | grep -qE "[:,]$me(,|\$)"; then
        [ -t 0 ] || die "Docker refuses you: $me is not in the group docker." \
            "Its members can do on this machine what root can. If you agree, join it and try again:" \
            "sudo adduser $me docker"
        printf '%s\n' "Docker refuses you: $me is not in the group docker." \
            "Its members can do on this machine what root can." >&2
        read -r -p "Shall $me join it? [y/N] " answer
        case $answer in [yY]*) ;; *) die "Without it no pilot can start." ;; esac
        as_root adduser -q "$me" docker
        say "you are in the group docker now; log in anew once for it to count everywhere"
    fi
    # Sessions learn of a new group at login; until then this run gets it from sg.
    APP=(sg docker -c "exec $(printf '%q ' "${APP[@]}")")
}

# Runs the app and hands signals on, once, whoever they were sent to: the app has a session of its
# own, so the terminal's keys do not reach it a second time. All of its group gets them, since sg
# stays in front of the app and passes none on.
run_app() {
    local app rc=0
    setsid env --default-signal=INT,QUIT "${APP[@]}" <&0 9>&- &
    app=$!
    trap 'kill -INT -- "-$app" 2>/dev/null || true' INT
    trap 'kill -TERM -- "-$app" 2>/dev/null || true' TERM HUP
    # A signal ends `wait` early; what the app itself ended with is there once it is gone.
    while kill -0 "$app" 2>/dev/null; do wait "$app" || true; done
    wait "$app" || rc=$?
    while kill -0 -- "-$app" 2>/dev/null; do sleep 0.1; done
    trap '' INT TERM HUP
    return "$rc"
}

bash packaging/prepare.sh run
trap end_engine EXIT
state=0
start_engine || state=$?
case $state in
    0) ;;
    3) join_docker_group ;;
    5) say "Docker is there but does not answer; the app will say when it does" ;;
esac
run_app
