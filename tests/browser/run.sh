#!/bin/sh
# Runs the browser tests: run.sh SERVER_BINARY INDEX_DIRECTORY
#
# The index is one of the demonstration corpus. Needs node 18 or later, Debian's chromium, and once before:
# `npm ci` in this folder. KIOSQUE_SCREENSHOTS names a folder for pictures of the pages.
set -eu

if [ $# -ne 2 ]; then
    echo "usage: run.sh SERVER_BINARY INDEX_DIRECTORY" >&2
    exit 2
fi
server=$1
index=$2
folder=$(cd "$(dirname "$0")" && pwd)

# The other site of the embedding test: its address must be told to the server before it is up.
site_port=$(node -e 'const s = require("net").createServer();
s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });')

log=$(mktemp)
"$server" --index "$index" --port 0 --cors "http://127.0.0.1:$site_port" 2>"$log" &
server_pid=$!
trap 'kill "$server_pid" 2>/dev/null || true; wait "$server_pid" 2>/dev/null || true; rm -f "$log"' EXIT
trap 'exit 1' INT TERM

tries=0
until url=$(grep -o 'http://127\.0\.0\.1:[0-9]*/' "$log"); do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$server_pid" 2>/dev/null; then
        echo "the server did not start:" >&2
        cat "$log" >&2
        exit 1
    fi
    sleep 0.1
done

cd "$folder"
export KIOSQUE_URL="$url" KIOSQUE_SITE_PORT="$site_port"
# One after the other: both drive a browser.
node --test embedding_test.mjs
node --test page_test.mjs
