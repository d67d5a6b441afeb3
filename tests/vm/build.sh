#!/bin/bash
# Makes the guest's disk, kernel and first file system: Debian 12 with systemd, Docker and Podman.
# For: `python -m tests.vm`, which boots it once and keeps it (machine.py). As root; no network but
# the package mirror of this machine.
# usage: bash tests/vm/build.sh FOLDER     the folder gets disk.img, vmlinuz, initrd.img, key
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/../../packaging/say.sh"

FOLDER=$(mkdir -p "$1" && cd "$1" && pwd)
ROOT=$FOLDER/root
DISK_SIZE=2G
PACKAGES=(
    systemd-sysv dbus dbus-user-session libpam-systemd polkitd udev kmod iproute2 openssh-server
    docker.io
    podman crun uidmap
    python3-docker python3-psutil python3-pynput python3-keyring python3-secretstorage
    python3-jeepney python3-tomlkit python3-xlib busybox-static
)
KERNEL=linux-image-cloud-amd64
# Modules that the first file system loads before it finds the disk, or that nobody loads later.
MODULES=(virtio_pci virtio_blk virtio_net virtio_rng)

# The mirror that this machine's own packages come from, if it is one of Debian's.
mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        sed -nE 's#^(URIs:|deb( \[[^]]*\])?) +(https?://[^ ]+/debian)/?( .*)?$#\3#p' | head -n 1 || true
}

# What apt has to know to reach it; nothing else of this machine's settings.
apt_settings() {
    apt-config dump --format '%f "%v";%n' |
        grep -E '^Acquire::(http|https|Retries|Check-Valid-Until|Check-Date)\b' || true
}

# Debian as the guest finds it. Documents and translations only take time to unpack.
install_debian() {
    local from settings=$FOLDER/apt.conf
    from=$(mirror)
    apt_settings >"$settings"
    mmdebstrap --quiet --mode=root --variant=apt --skip=cleanup/apt,cleanup/reproducible \
        --aptopt="$settings" --aptopt='Acquire::Languages "none"' \
        --aptopt='Apt::Install-Recommends "false"' \
        --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/icons/*' \
        --include="$(IFS=,; echo "${PACKAGES[*]}")" \
        bookworm "$ROOT" "deb ${from:-http://deb.debian.org/debian} bookworm main"
}

# The kernel without its package's scripts, which would make a first file system of their own.
take_kernel() {
    local name
    name=$(chroot "$ROOT" apt-cache depends "$KERNEL" | sed -nE 's/^ *Depends: (linux-image.*)/\1/p')
    (cd "$ROOT/tmp" && chroot "$ROOT" sh -c "cd /tmp && apt-get -q download $name" &&
        dpkg-deb -x linux-image*.deb . && rm linux-image*.deb)
    mv "$ROOT"/tmp/boot/vmlinuz-* "$FOLDER/vmlinuz"
    mkdir -p "$ROOT/lib/modules"
    mv "$ROOT"/tmp/lib/modules/* "$ROOT/lib/modules/"
    rm -rf "$ROOT"/tmp/* "$ROOT"/var/cache/apt/* "$ROOT"/var/lib/apt/lists/*
    depmod -b "$ROOT" "$(ls "$ROOT/lib/modules")"
}

# What mounts the disk and hands over to systemd: busybox, some modules, the file beside this one.
make_initrd() {
    local first=$FOLDER/first version module
    version=$(ls "$ROOT/lib/modules")
    mkdir -p "$first"/{bin,proc,sys,dev,root,modules}
    cp "$ROOT/bin/busybox" "$first/bin/"
    install -m 755 "$HERE/initrd.sh" "$first/init"
    for module in "${MODULES[@]}"; do
        modprobe -d "$ROOT" -S "$version" --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*/\1/p'
    done | awk '!seen[$0]++' | while read -r module; do
        cp "$module" "$first/modules/"
        basename "$module"
    done >"$first/modules/order"
    (cd "$first" && find . | cpio --quiet -o -H newc | gzip -1) >"$FOLDER/initrd.img"
}

# The disk needs no journal: it is thrown away.
make_disk() {
    local disk=$FOLDER/disk.img
    truncate -s "$DISK_SIZE" "$disk"
    mke2fs -q -t ext4 -O ^has_journal -E lazy_itable_init=1 -d "$ROOT" "$disk"
}

rm -rf "$ROOT" "$FOLDER/first"
install_debian
take_kernel
make_initrd
[ -e "$FOLDER/key" ] || ssh-keygen -q -t ed25519 -N '' -f "$FOLDER/key"
bash "$HERE/furnish.sh" "$ROOT" "$FOLDER/key.pub"
make_disk
rm -rf "$ROOT" "$FOLDER/first"
