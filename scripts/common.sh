# What the scripts of this folder share; sourced, never run. The caller sets `name`.

say() { printf '%s: %s\n' "$name" "$*"; }
fail() {
    printf '%s: %s\n' "$name" "$*" >&2
    exit 1
}

# As root at once. With sudo after a question; where nobody can be asked, only where sudo wants no password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null; then
        return 1
    elif [ -n "${CI:-}" ] || [ ! -t 0 ]; then
        sudo -n "$@" 2>/dev/null
    else
        sudo "$@"
    fi
}
may_install() {
    if [ "$(id -u)" = 0 ] || [ -n "${CI:-}" ] || [ ! -t 0 ]; then return 0; fi
    command -v sudo >/dev/null || return 1
    printf '%s: install with sudo apt-get: %s? [y/N] ' "$name" "$*"
    read -r answer || return 1
    case $answer in [yY]*) ;; *) return 1 ;; esac
}
install_packages() {
    command -v apt-get >/dev/null && may_install "$@" || return 1
    say "installing from the system's packages: $*"
    # shellcheck disable=SC2016 # the inner shell expands it
    as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get -q update && apt-get -qy install --no-install-recommends "$@"' sh "$@" >/dev/null
}
