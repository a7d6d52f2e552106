# What run, test and bench share: the private environment and the system libraries.
# To be sourced by bash; `here` is the top folder of the project.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment="$here/.venv"
python="$environment/bin/python"

# A start from source is two seconds slower where no byte code may be kept.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*" >&2; }

# Shared objects that Qt opens, with the Debian package of each: to run at all, and for a real screen.
to_run="libgthread-2.0.so.0=libglib2.0-0 libEGL.so.1=libegl1 libGL.so.1=libgl1 libdbus-1.so.3=libdbus-1-3
        libfontconfig.so.1=libfontconfig1 libxkbcommon.so.0=libxkbcommon0"
for_screen="libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-cursor.so.0=libxcb-cursor0
            libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0
            libxcb-xkb.so.1=libxcb-xkb1 libxcb-image.so.0=libxcb-image0 libxcb-randr.so.0=libxcb-randr0
            libxcb-render-util.so.0=libxcb-render-util0 libxcb-xinerama.so.0=libxcb-xinerama0"
programs_for_tests="Xvfb=xvfb xauth=xauth pdftoppm=poppler-utils soffice=libreoffice-calc-nogui"

find_python() {
    # Print the first interpreter that is new enough; a sentence and exit 2 where there is none.
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    say "Travel Desk needs Python 3.11 or newer, and none was found." \
        "Install it (Debian and Ubuntu: sudo apt-get install python3 python3-venv) and start again."
    exit 2
}

quietly() {
    # Run a command; what it says is shown only when it fails.
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    [ $status = 0 ] || tail -n 20 "$log" >&2
    rm -f "$log"
    return $status
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_updated=
apt_install() {
    # Install the packages named; fails where apt does.
    say "Installing: $*"
    [ -n "$apt_updated" ] || quietly apt-get update || return 1
    apt_updated=yes
    quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

make_environment() {
    # Bring the private environment in line with a lock ("run" or "test"); quick when it already is.
    local lock="$here/packaging/requirements/$1.txt" stamp="$environment/installed-$1.txt"
    [ -x "$python" ] && cmp -s "$lock" "$stamp" && return
    local base
    base=$(find_python) || exit 2
    if [ ! -x "$python" ]; then
        rm -rf "$environment"
        if ! "$base" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            may_install && apt_install python3-venv || {
                say "This Python cannot make environments. Run: sudo apt-get install -y python3-venv"
                exit 2
            }
        fi
        say "Making the private environment in .venv (once; this takes a minute or two) ..."
        "$base" -m venv "$environment" || exit 2
    fi
    if ! quietly "$python" -m pip install --disable-pip-version-check --require-hashes -r "$lock"; then
        say "The libraries could not be installed. Check the network or the package settings of this" \
            "machine (pip config list) and start again; nothing is left half done."
        exit 2
    fi
    cp "$lock" "$stamp"
}

missing_libraries() {
    # Print the Debian packages of the shared objects in $1 that the loader does not find.
    local known pair
    known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null) || return 0
    for pair in $1; do
        case "$known" in
        *"${pair%%=*} "*) ;;
        *) printf '%s ' "${pair#*=}" ;;
        esac
    done
}

missing_programs() {
    # Print the Debian packages of the programs in $1 that are not there.
    local pair
    for pair in $1; do
        command -v "${pair%%=*}" >/dev/null 2>&1 || printf '%s ' "${pair#*=}"
    done
}

system_libraries() {
    # See to the libraries of the system; $1 is "window" where a window will be opened.
    local stamp="$environment/libraries-found" missing
    [ -e "$stamp" ] && return
    [ "$(uname -s)" = Linux ] || return 0
    missing="$(missing_libraries "$to_run $for_screen")"
    if [ -n "$missing" ] && may_install; then
        # shellcheck disable=SC2086  # one word a package
        apt_install $missing || true
        missing="$(missing_libraries "$to_run $for_screen")"
    fi
    if [ -z "$missing" ]; then
        : >"$stamp"
        return
    fi
    say "System libraries are missing. On Debian and Ubuntu run: sudo apt-get install -y ${missing% }"
    if [ "$1" = window ] && [ -n "$(missing_libraries "$to_run")" ]; then
        exit 2
    fi
}

build_translations() {
    # Compile the catalogs that are newer than what was built from them.
    local source
    for source in "$here"/resources/translations/*.po; do
        [ -e "$source" ] || continue
        if [ ! -e "${source%.po}.mo" ] || [ "$source" -nt "${source%.po}.mo" ]; then
            "$python" "$here/packaging/translations.py" compile || exit 2
            return
        fi
    done
}
