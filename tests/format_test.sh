#!/bin/sh
# Every C++ file is laid out as clang-format does: format_test.sh SOURCE_FOLDER
set -eu
cd "$1"
if ! command -v clang-format >/dev/null 2>&1; then
    echo "skipped: no clang-format on this machine; scripts/test installs it"
    exit 77
fi
find base text reading index indexer search canary api front server tests fuzz bench -name '*.[ch]pp' -not -path '*/node_modules/*' \
    -exec clang-format --dry-run --Werror {} +
