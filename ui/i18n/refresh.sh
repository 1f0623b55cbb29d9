#!/bin/bash
# Gather the words of QML into kiosk_en.ts and compile them all; fails while one has no English.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly bin=.venv/bin ts=ui/i18n/kiosk_en.ts
mapfile -t sources < <(find ui/qml -name '*.qml' -not -path '*/bench/*' | sort)
"$bin/pyside6-lupdate" -no-obsolete -locations none -source-language zh_CN -target-language en_US \
    "${sources[@]}" -ts "$ts"
if grep -q 'type="unfinished"' "$ts"; then
    echo "$ts: some words have no English yet:"
    grep -B1 'type="unfinished"' "$ts" | grep source
    exit 1
fi
# What the elder mode says in plainer words, and only that, is written by hand.
for file in "$ts" ui/i18n/elder_{zh,en}.ts; do
    "$bin/pyside6-lrelease" "$file" -qm "${file%.ts}.qm"
done
