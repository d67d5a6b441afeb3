# shellcheck shell=bash
# Words and rights that the scripts beside this file share; read in by them, not run.

say() { printf 'planctongui: %s\n' "$*" >&2; }

# die SENTENCE ADVICE...: what is wrong, then what to do, a line each.
die() {
    say "$1"
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

# as_root COMMAND...: as it is for root, else by sudo, which may ask for the password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "This needs root: $*" "Run it as root, or install sudo."
    fi
}
