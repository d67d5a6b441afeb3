#!/bin/bash
# Makes a Debian or Ubuntu machine able to run planctongui, to test it as well, or to measure it
# beside others.
# For: packages of the machine and Python environments. Not for: starting Docker (engine.sh).
# usage: bash packaging/prepare.sh run|test|bench
#
# Does only what is missing: a second run asks dpkg, compares two fingerprints and is done.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/say.sh

case ${1:-} in run | test | bench) FOR=$1 ;; *) die "usage: bash packaging/prepare.sh run|test|bench" ;; esac
LOG=build/prepare.log
# The machine's own Python: another one first in PATH would not see Debian's libraries.
PYTHON=/usr/bin/python3

# Strange settings of the caller must not reach the environments made here.
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
export PIP_ROOT_USER_ACTION=ignore

RUN_PACKAGES=(
    python3 python3-pip python3-setuptools python3-wheel
    python3-pyqt5 python3-pyqt5.qtsvg python3-docker python3-psutil python3-pynput python3-keyring
    python3-secretstorage python3-jeepney python3-tomlkit python3-xlib
    busybox-static # the demo's pilot image is built from it
    qttranslations5-l10n # Qt's own words: the buttons of dialogs
    dbus           # the session bus that trays and keyrings are reached by
)
TEST_PACKAGES=(
    make xvfb openbox trayer gnome-keyring xdotool x11-utils imagemagick fonts-dejavu-core
    procps iproute2
    pyqt5-dev-tools qttools5-dev-tools # collect and compile the translations
    coop-computing-tools python3-workqueue # Work Queue's real parts
    docker-registry apache2-utils # a registry on loopback, and the passwords of a private one
    mutter kwin-wayland sway wtype # compositors without a screen, and what types in one of them
    python3-dbusmock # services on D-Bus as others know them
    # the guest with a real systemd: its disk, its kernel's modules, its emulator, the way in
    mmdebstrap e2fsprogs cpio kmod qemu-system-x86 qemu-utils seabios openssh-client
)
BENCH_PACKAGES=(
    boinc-client libboinc-app-dev gcc libc6-dev # a peer, and what a task for it is made with
)

# Daemons live where an ordinary user's PATH does not look.
has_dockerd() {
    PATH=$PATH:/usr/sbin:/sbin command -v dockerd >/dev/null
}

# Prints the packages wanted that are not installed.
missing_packages() {
    local wanted=("${RUN_PACKAGES[@]}")
    [ "$FOR" = run ] || wanted+=("${TEST_PACKAGES[@]}")
    [ "$FOR" != bench ] || wanted+=("${BENCH_PACKAGES[@]}")
    # Docker may come from elsewhere (docker-ce); Debian's package would push that one out. To run,
    # a socket is enough; the tests start a daemon of their own.
    has_dockerd || { [ "$FOR" = run ] && [ -S /var/run/docker.sock ]; } || wanted+=(docker.io)
    comm -13 \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
            sed -n 's/^installed //p' | sort -u) \
        <(printf '%s\n' "${wanted[@]}" | sort -u)
}

install_packages() {
    command -v apt-get >/dev/null || die "This machine has no apt-get, so install these yourself:" "$*"
    say "installing with apt: $*"
    local apt=(env DEBIAN_FRONTEND=noninteractive)
    # Without systemd the package would start a Docker that nobody ends.
    [ -d /run/systemd/system ] || apt+=(RUNLEVEL=1)
    apt+=(apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0)
    # A dead source of somebody else's software is no reason to stop: the installation will tell.
    as_root "${apt[@]}" update >>"$LOG" 2>&1 || say "apt-get update complained, going on (see $LOG)"
    # Newer releases have Docker's command in a package of its own.
    case " $* " in *" docker.io "*) apt-cache show docker-cli >/dev/null 2>&1 && set -- "$@" docker-cli ;; esac
    if ! as_root "${apt[@]}" install --no-install-recommends "$@" >>"$LOG" 2>&1; then
        tail -n 15 "$LOG" >&2
        die "apt could not install what is needed." \
            "The lines above say why; all of it is in $LOG." \
            "On Ubuntu the packages are in universe: sudo add-apt-repository universe"
    fi
    # The tests start registries of their own; the package's would listen on all addresses.
    case " $* " in *" docker-registry "*)
        [ ! -d /run/systemd/system ] || as_root systemctl disable --now docker-registry >>"$LOG" 2>&1 || true
        ;;
    esac
}

# pip_into ENVIRONMENT WORDS...: the machine's pip, working on that environment.
pip_into() {
    local environment=$1
    shift
    "$PYTHON" -m pip --python "$environment/bin/python" -q install --no-deps "$@" >>"$LOG" 2>&1 || {
        tail -n 15 "$LOG" >&2
        die "pip could not fill $environment." "The lines above say why; all of it is in $LOG."
    }
}

# The checkout itself, editable. Nothing is downloaded for it, so no index is asked.
pip_ourselves() {
    PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_FIND_LINKS='' \
        pip_into "$1" --no-build-isolation --editable .
}

# fingerprint FILE...: changes whenever an environment made from these files has to be made anew.
fingerprint() {
    { "$PYTHON" -VV && pwd && cat packaging/prepare.sh setup.py "$@"; } | sha256sum
}

# environment NAME STAMP FILL WORDS...: calls FILL NAME WORDS... unless STAMP says it was done.
environment() {
    local name=$1 stamp=$1/.made-$2 fill=$3 print
    shift 3
    print=$(fingerprint "$@")
    [ -x "$name/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$print" ] && return
    say "making $name (${stamp##*-})"
    rm -f "$stamp"
    "$fill" "$name" "$@"
    printf '%s\n' "$print" >"$stamp"
}

fill_run() {
    "$PYTHON" -m venv --clear --without-pip --system-site-packages "$1" >>"$LOG" 2>&1
    pip_ourselves "$1"
}

fill_test() {
    pip_into "$1" -r "$2"
}

fill_newest() {
    local name=$1 files=()
    shift
    for file; do files+=(-r "$file"); done
    "$PYTHON" -m venv --clear --without-pip "$name" >>"$LOG" 2>&1
    pip_into "$name" "${files[@]}"
    pip_ourselves "$name"
}

mkdir -p build
: >"$LOG"
mapfile -t missing < <(missing_packages)
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "planctongui needs Python 3.11; this machine has $("$PYTHON" -V)." \
        "Debian 12, Ubuntu 24.04 and later have it."

environment .venv run fill_run
if [ "$FOR" != run ]; then
    environment .venv test fill_test packaging/requirements-test.txt
    environment .venv-newest newest fill_newest packaging/requirements-{newest,check,test}.txt
fi
