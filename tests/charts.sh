#!/bin/bash
# Timelines and charts of counts in a browser: 1, 20, 57 and 500 documents, every kind of bar, and hostile ones. The sanitized build only has to
# write the same bytes. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
STYRDOK=${STYRDOK:-$PWD/build/styrdok}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# write FILE ARGUMENTS..
write() {
	"$STYRDOK" "${@:2}" >"$work/$1" 2>"$work/unread" || [ $? -eq 1 ] || exit 1 # 1: something is unread
	[[ $STYRDOK == *sanitize* ]] || return 0
	if build/styrdok "${@:2}" | cmp - "$work/$1"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# timeline NAME OPTIONS..: of the register $work/NAME, and what it is to show.
timeline() {
	write "timeline-$1.svg" graph --timeline --repo "$work/$1" "${@:2}"
	write "$1.json" graph --format json --repo "$work/$1" "${@:2}"
}

# stats NAME REGISTER OPTIONS..
stats() {
	write "stats-$1.svg" stats --format svg --repo "$work/$2" "${@:3}"
	write "stats-$1.json" stats --format json --repo "$work/$2" "${@:3}"
}

for name in corpus 1 20; do mkdir "$work/$name" && cp -R docs-corpus "$work/$name/" || exit 1; done
python3 tests/golden.py "$work" timeline/kinds timeline/hostile && mv "$work"/timeline/* "$work" || exit 1
git init -q "$work/500" && build/generate 500 | git -C "$work/500" fast-import --quiet && git -C "$work/500" checkout -q main || exit 1
timeline corpus --on 2008-07-01
timeline 1 --on 2008-07-01 --depth 0 telefonpolicy-1996
timeline 20 --on 2008-07-01 --topic it --lang en
timeline kinds --on 2006-01-01
timeline hostile --on 2008-07-01
timeline 500 --on 2015-01-01
stats day corpus --on 2008-07-01
stats years corpus --on 2013-06-01 --over time
stats many 500 --on 2026-01-01 --over time --by body
stats types 500 --on 2015-01-01 --by type --lang en
stats hostile hostile --on 2008-07-01

if [[ $STYRDOK != *sanitize* ]]; then
	node tests/browser/charts.mjs "$work" >"$work/log"
	read -r more _ less _ < <(tail -n 1 "$work/log")
	[[ $more =~ ^[0-9]+$ && $less =~ ^[0-9]+$ ]] || more=0 less=1
	sed '$d' "$work/log"
	passed=$((passed + more)) failed=$((failed + less))
fi
echo "$passed passed, $failed failed"
exit $((failed > 0))
