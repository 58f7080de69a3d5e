# What the scripts of this folder share; sourced, never run. The caller sets `name`.

say() { printf '%s: %s\n' "$name" "$*"; }
fail() {
    printf '%s: %s\n' "$name" "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo ${CI:+-n} "$@"; fi
}
# Root and CI need not be asked; others are, with the names of the packages, and where nobody can answer it is a no.
may_install() {
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || return 1
    [ -z "${CI:-}" ] || return 0
    [ -t 0 ] || return 1
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
