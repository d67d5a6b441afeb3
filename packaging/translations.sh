#!/bin/bash
# Brings resources/translations up to the source: collects all texts, keeps what is translated, and
# compiles it. What is new stands there as unfinished; translate it with Qt Linguist or an editor.
# usage: bash packaging/translations.sh [FOLDER of the .ts files]
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/say.sh

FOLDER=${1:-resources/translations}
for tool in pylupdate5 lrelease; do
    command -v "$tool" >/dev/null ||
        die "There is no $tool." "Install: pyqt5-dev-tools qttools5-dev-tools (make prepare-test)."
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 packaging/texts.py >"$work/texts.py"
for ts in "$FOLDER"/*.ts; do
    pylupdate5 -noobsolete "$work/texts.py" -ts "$ts" 2>"$work/log" || {
        cat "$work/log" >&2
        die "pylupdate5 failed."
    }
    # Lines of a generated file would differ with every change of any text.
    sed -i '/<location /d' "$ts"
    lrelease -silent "$ts" -qm "${ts%.ts}.qm"
done
