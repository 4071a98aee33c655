#!/usr/bin/env bash
# Prepares this clone on Debian 12+ or Ubuntu 22.04+: system packages that are missing, then `.venv`.
# Called by the Makefile; `setup.sh packages LIST…` and `setup.sh venv` also work by hand.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "not root and no sudo here. As root, run: $*"
    fi
}

# Names in the lists that no installed package has or provides (libglib2.0-0 became libglib2.0-0t64).
missing_packages() {
    dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' 2>/dev/null |
        awk '$1 == "installed" { gsub(/\([^)]*\)|,/, " "); for (i = 2; i <= NF; i++) print $i }' |
        grep -vxFf - <(sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$@") || true
}

install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "no dpkg here: install what matches these lists yourself: $*"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q install --no-install-recommends "${missing[@]}")
    if ! compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null; then
        as_root apt-get -q update
        as_root "${apt[@]}"
    elif ! as_root "${apt[@]}"; then
        say "the package lists may be old: updating them, then trying once more"
        as_root apt-get -q update
        as_root "${apt[@]}"
    fi
}

# The first Python that is new enough and can make environments. dpkg cannot tell: Debian's python3 lacks ensurepip without python3-venv.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    die "no Python 3.11 or newer that can make environments (found: $("${PYTHON:-python3}" --version 2>&1 || true)).
setup: Debian 12+, Ubuntu 24.04+: apt-get install python3 python3-venv
setup: Ubuntu 22.04: apt-get install python3.11 python3.11-venv (from universe)
setup: another Python: make setup PYTHON=/path/to/python3.11"
}

make_venv() {
    local python
    if ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$(find_python)
        say "making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
    local pip=(.venv/bin/python -m pip --disable-pip-version-check -q)
    say "installing the locked Python packages"
    "${pip[@]}" install --require-hashes -r requirements.lock
    "${pip[@]}" install --no-deps --no-build-isolation -e .
}

case "${1:-}" in
    packages) shift; install_packages "$@" ;;
    venv) make_venv ;;
    *) die "usage: setup.sh packages LIST… | venv" ;;
esac
