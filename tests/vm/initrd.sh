#!/bin/busybox sh
# The guest's first program: loads what the disk needs, mounts it, hands over to systemd.
busybox=/bin/busybox
$busybox mount -t proc proc /proc
$busybox mount -t sysfs sys /sys
$busybox mount -t devtmpfs dev /dev
while read -r module; do $busybox insmod "/modules/$module"; done </modules/order
until [ -b /dev/vda ]; do $busybox sleep 0.1; done
$busybox mount -t ext4 -o noatime /dev/vda /root
$busybox umount /proc /sys /dev
exec $busybox switch_root /root /lib/systemd/systemd
