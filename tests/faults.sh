#!/bin/bash
# Calls of the C library that fail: see tests/faults/faults.py. One in FAULTS (default 40) is failed; `make faults` fails all.
# STYRDOK is the program. Ends with "N passed, N failed".
set -u
DIR=$(mktemp -d) || exit 2
trap 'rm -rf "$DIR"' EXIT
${CC:-gcc} -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Werror -shared -fPIC -o "$DIR/faults.so" tests/faults/preload.c -ldl -lpthread || exit 2
python3 -B tests/faults/faults.py "$DIR/faults.so" "$STYRDOK" "${FAULTS:-40}"
