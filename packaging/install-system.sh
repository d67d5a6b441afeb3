#!/bin/bash
# Puts the system part in place, or takes it away: the slice of all pilots and the right to hold it.
# For: a machine with systemd and Docker, as root. Not for: the app itself, which works without.
# usage: bash packaging/install-system.sh install|uninstall
#
# With DESTDIR the files go below that folder and nothing is started, as when a package is built.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/say.sh

DESTDIR=${DESTDIR:-}
SLICE=planctongui.slice
SERVICE=planctongui-rights.service
RULES=49-planctongui.rules
UNITS=/etc/systemd/system
POLKIT=/etc/polkit-1/rules.d
CHANGED=

# Only a package being built needs no root.
root() { if [ -n "$DESTDIR" ]; then "$@"; else as_root "$@"; fi; }

# put NAME FOLDER: the file as it is in packaging/system, if it is not there already.
put() {
    local to=$DESTDIR$2/$1
    if cmp -s "packaging/system/$1" "$to"; then
        say "$2/$1 is there already"
    else
        root install -D -m 644 "packaging/system/$1" "$to"
        CHANGED=yes
        say "installed $2/$1"
    fi
}

# drop NAME FOLDER: the file goes, if it is there.
drop() {
    if [ -e "$DESTDIR$2/$1" ]; then
        root rm -f "$DESTDIR$2/$1"
        CHANGED=yes
        say "removed $2/$1"
    else
        say "$2/$1 is not there"
    fi
}

on_a_live_system() {
    [ -z "$DESTDIR" ] || return 1
    [ -d /run/systemd/system ] || die "This machine does not run systemd, so there is no slice." \
        "Pilots are held through Docker here, or by their control groups when the app is root."
}

install_all() {
    if on_a_live_system; then
        getent group docker >/dev/null || die "There is no group docker; install Docker first."
        [ -e /sys/fs/cgroup/cgroup.controllers ] ||
            say "this machine has control groups v1: the slice gives a weight, holding stays Docker's"
    fi
    put "$SLICE" "$UNITS"
    put "$SERVICE" "$UNITS"
    if [ -n "$DESTDIR" ] || [ -d /etc/polkit-1 ]; then put "$RULES" "$POLKIT"; fi
    on_a_live_system || return 0
    [ -z "$CHANGED" ] || root systemctl daemon-reload
    root systemctl --quiet enable --now "$SERVICE"
    say "the slice is up; the app finds it by itself. Pilots that run move in as new ones start"
}

uninstall_all() {
    local group=/sys/fs/cgroup/$SLICE
    if on_a_live_system; then
        root systemctl --quiet disable --now "$SERVICE" 2>/dev/null || true
        # Pilots that are held this very moment must not stay so for ever.
        [ ! -e "$group/cpu.max" ] || root sh -c "cd $group && echo max >cpu.max &&
            echo 0 >cgroup.freeze && chgrp root cpu.max cgroup.freeze &&
            chmod g-w cpu.max cgroup.freeze" || true
    fi
    drop "$SERVICE" "$UNITS"
    drop "$SLICE" "$UNITS"
    drop "$RULES" "$POLKIT"
    ! on_a_live_system || root systemctl daemon-reload
}

case ${1:-} in
    install) install_all ;;
    uninstall) uninstall_all ;;
    *) die "usage: bash packaging/install-system.sh install|uninstall" ;;
esac
