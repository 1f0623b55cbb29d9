#!/bin/bash
# Check every QML file against the Python types that it names: a misspelt property is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
readonly source=${1:-ui} out=build/qmllint
readonly bin=$PWD/.venv/bin

mapfile -t qml < <(find "$source" -name '*.qml' | sort)
if [ "${#qml[@]}" = 0 ]; then
    echo "qmllint: no QML yet"
    exit
fi
rm -rf "$out"
mkdir -p "$out/Kiosk"

# Every module whose classes QML sees says so by this name.
mapfile -t python < <(grep -rl --include='*.py' '^QML_IMPORT_NAME = "Kiosk"' "$source" | sort)
if [ "${#python[@]}" -gt 0 ]; then
    "$bin/pyside6-metaobjectdump" --out-file "$out/metaobjects.json" "${python[@]}"
    "$bin/pyside6-qmltyperegistrar" --generate-qmltypes="$out/Kiosk/kiosk.qmltypes" --import-name=Kiosk \
        --major-version=1 -o "$out/registration.cpp" "$out/metaobjects.json" \
        2> >(grep -v 'is used as base type but cannot be found' >&2) # Qt's own types, which qmllint does find
    printf 'module Kiosk\ntypeinfo kiosk.qmltypes\n' >"$out/Kiosk/qmldir"
fi
"$bin/pyside6-qmllint" --max-warnings 0 -I "$out" -I "$source/qml" "${qml[@]}"
echo "qmllint: ${#qml[@]} files are clean"
