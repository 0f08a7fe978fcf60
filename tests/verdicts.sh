#!/bin/bash
# What the rules say of the proposals is what a reviewer said who had not read them; and every example of every rule holds.
# Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
STYRDOK=${STYRDOK:-build/styrdok}

if ! "$STYRDOK" rules test --lang en >"${TMPDIR:-/tmp}/rules.$$" 2>&1; then
	cat "${TMPDIR:-/tmp}/rules.$$"
	echo "0 passed, 1 failed"
	rm -f "${TMPDIR:-/tmp}/rules.$$"
	exit 1
fi
rm -f "${TMPDIR:-/tmp}/rules.$$"
exec tests/verdicts.py "$STYRDOK"
