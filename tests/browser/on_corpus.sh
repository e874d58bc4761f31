#!/bin/sh
# Indexes the corpus into a folder of its own and runs the browser tests over it, for CTest:
# on_corpus.sh BIN_FOLDER SOURCE_FOLDER. Exits with 77 (skipped) where there is no browser.
set -eu
bin=$1
source=$2
for program in chromium node; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "skipped: no $program on this machine; scripts/test installs it"
        exit 77
    fi
done
if [ ! -d "$source/tests/browser/node_modules" ]; then
    echo "skipped: tests/browser/node_modules is missing; scripts/install-browser-tests makes it"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bin/kiosque-index" --index "$folder/index" "$source/corpus"
"$source/tests/browser/run.sh" "$bin/kiosque-server" "$folder/index"
