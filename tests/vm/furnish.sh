#!/bin/bash
# Furnishes the guest: its users, the way in, and no service that only takes time.
# For: build.sh. usage: bash tests/vm/furnish.sh ROOT PUBLIC_KEY
#
# owner is in the group docker, stranger is not, rootless has pilots by Podman without any of that.
set -euo pipefail
ROOT=$1 KEY=$2
in_guest() { chroot "$ROOT" "$@"; }
file() { mkdir -p "$(dirname "$ROOT$1")" && cat >"$ROOT$1"; }

echo guest >"$ROOT/etc/hostname"
printf '127.0.0.1 localhost guest\n' >"$ROOT/etc/hosts"
: >"$ROOT/etc/machine-id"
file /etc/systemd/network/10-fixed.network <<END
[Match]
Name=en* eth*
[Network]
Address=10.0.2.15/24
LinkLocalAddressing=no
END
file /etc/ssh/sshd_config.d/fast.conf <<END
UseDNS no
END
# Emulated on a busy machine, services may take minutes.
file /etc/systemd/system.conf.d/patient.conf <<END
[Manager]
DefaultTimeoutStartSec=900
END
# Pilots of the local head node need no network, so Docker needs no bridge and no firewall.
file /etc/docker/daemon.json <<END
{"bridge": "none", "iptables": false, "ip6tables": false}
END

allow_in() {
    install -d -m 700 "$ROOT$1/.ssh"
    install -m 600 "$KEY" "$ROOT$1/.ssh/authorized_keys"
}
allow_in /root
for name in owner stranger rootless; do
    in_guest useradd -m -s /bin/bash "$name"
    allow_in "/home/$name"
    in_guest chown -R "$name:" "/home/$name/.ssh"
done
in_guest usermod -aG docker owner
mkdir -p "$ROOT/var/lib/systemd/linger" && touch "$ROOT/var/lib/systemd/linger/rootless"

in_guest systemctl -q enable systemd-networkd ssh docker
in_guest systemctl -q mask \
    apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap \
    fstrim.timer systemd-timesyncd systemd-networkd-wait-online systemd-pstore systemd-binfmt getty@tty1 \
    podman podman.socket podman-auto-update podman-auto-update.timer podman-restart \
    podman-clean-transient
