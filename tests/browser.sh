#!/bin/bash
# What is drawn, in a browser and in the programs that read our other formats: pictures of 1, 20, 57 and 500 documents, and of hostile ones; and the site.
# The sanitized build only has to write the same bytes. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
STYRDOK=${STYRDOK:-$PWD/build/styrdok}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# register NAME COMMAND..: a register in $work/NAME, made by the command in that folder.
register() {
	mkdir -p "$work/$1" && (cd "$work/$1" && "${@:2}") || exit 1
}

copy() { cp -R "$1/." .; }
generate() { git init -q . && "$OLDPWD/build/generate" "$1" | git fast-import --quiet && git checkout -q main; }

# draw NAME OPTIONS..: in every format; the sanitized build and the other write the same.
draw() {
	local name=$1 format file
	shift
	for format in svg dot json mermaid; do
		file=$work/$name.${format/mermaid/mmd}
		"$STYRDOK" graph --repo "$work/$name" --format "$format" "$@" >"$file" 2>"$work/unread" || [ $? -eq 1 ] || exit 1 # 1: something is unread
		[ -z "$sanitized" ] || judge "$name.$format: the same bytes" cmp <(build/styrdok graph --repo "$work/$name" --format "$format" "$@") "$file"
	done
}

# judge LABEL COMMAND..
judge() {
	local label=$1 complaint
	shift
	if complaint=$("$@" 2>&1) && [ -z "$complaint" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n    %s\n' "$label" "$complaint"
	fi
}

# count_of COMMAND..: its last line is "N passed, N failed".
count_of() {
	local more less
	"$@" >"$work/log"
	read -r more _ less _ < <(tail -n 1 "$work/log")
	[[ $more =~ ^[0-9]+$ && $less =~ ^[0-9]+$ ]] || more=0 less=1
	sed '$d' "$work/log"
	passed=$((passed + more)) failed=$((failed + less))
}

passed=0 failed=0 sanitized=
[[ $STYRDOK != *sanitize* ]] || sanitized=yes
OLDPWD=$PWD
register corpus mkdir docs-corpus
cp -R docs-corpus/. "$work/corpus/docs-corpus"
cp -R "$work/corpus" "$work/1"
cp -R "$work/corpus" "$work/20"
register 500 generate 500
python3 tests/golden.py "$work/cases" graph/hostile graph/formats graph/circle || exit 1
register hostile copy "$work/cases/graph/hostile"
register statuses copy "$work/cases/graph/formats"
register circle copy "$work/cases/graph/circle"
draw 1 --on 2008-07-01 --depth 0 it-program-2008
draw 20 --on 2008-07-01 it-program-2008
draw corpus --on 2008-07-01
draw 500 --on 2015-01-01
draw hostile --on 2009-01-01
draw statuses --on 2009-01-01
draw circle --on 2009-01-01
rm "$work/500.mmd" # beyond what Mermaid draws in some seconds

# Graphviz reads it without a word, and shows a hostile title as it is.
shown_by_dot() { timeout 60 dot -Tsvg "$1" >"$1.txt"; }
for name in 1 20 corpus hostile statuses circle; do
	judge "$name.dot: accepted by dot" shown_by_dot "$work/$name.dot"
done
judge 'hostile.dot: a title through dot' grep -cqF '&quot;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;]]&gt;' "$work/hostile.dot.txt"
judge 'hostile.dot: backslashes through dot' grep -cqF ' \N \l %%' "$work/hostile.dot.txt"

if [ -z "$sanitized" ]; then
	node tests/browser/hostile.mjs "$work/hostile-texts" >"$work/log"
	for site in corpus hostile-texts; do
		"$STYRDOK" site --repo "$work/$site" "$work/$site-site" >"$work/unread" 2>&1 || [ $? -eq 1 ] || exit 1
	done
	count_of node tests/browser/graph.mjs "$work"
	count_of node tests/browser/site.mjs "$work/corpus-site" "$work/hostile-texts-site"
fi
echo "$passed passed, $failed failed"
exit $((failed > 0))
