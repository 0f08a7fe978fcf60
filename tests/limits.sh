#!/bin/bash
# Every default limit of registry/document/limits.def: a register exactly at the limit gives no finding, one that is one beyond it
# gives the limit's finding, at the right place, and no other. Last line: "N passed, N failed".
set -u
ROOT=$PWD
DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$DIR"' EXIT
cd "$DIR" || exit 1
passed=0 failed=0 tested=' '

limit() {
	sed -n "s/^LIMIT([a-z_]*, \"$1\", \([0-9]*\)).*/\1/p" "$ROOT/registry/document/limits.def"
}

# repeat N TEXT: the text N times (printf's escapes are understood).
repeat() {
	local text
	printf -v text '%b' "$2"
	[ "$1" -eq 0 ] || awk -v n="$1" -v text="${text//\\/\\\\}" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}

# begin [KEYS]: front matter of a document without findings, with further lines; 8 lines with none.
begin() {
	printf -- '---\nid: telefonpolicy\ntitle: Telefonpolicy\ntype: policy\ndecided: 2005-11-08\nsteward: kommunstyrelsen\n'
	printf '%s' "${1:-}"
	printf -- '---\n\n'
}

# fill N: exactly N bytes in lines of at most 64, each behind a number sign (a heading's line or a YAML comment).
fill() {
	local line='# abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghi'
	repeat $(($1 / 64)) "$line\n"
	case $(($1 % 64)) in
	0) ;;
	1) printf '\n' ;;
	*) printf '%.*s\n' $(($1 % 64 - 1)) "$line" ;;
	esac
}

# judge LIMIT PLACE [OPTION..]: the registers `at` and `beyond`, the latter's finding at PLACE.
judge() {
	local name=$1 place=$2 side found code wanted
	shift 2
	tested+="$name "
	for side in at beyond; do
		found=$("$STYRDOK" check --repo "$side" --on 2026-01-01 --lang en "$@" 2>&1)
		code=$?
		found=$(grep -a ' \[[a-z0-9.-]*\]$\|^styrdok:\|ERROR' <<<"$found" | sed 's/^\([^ ]*\): \([a-z]*\): .* \[/\1 \2 [/')
		wanted=''
		[ $side = at ] || wanted="$place error [limit.$name]"
		if [ "$found" = "$wanted" ] && [ $code -eq "$([ $side = at ] && echo 0 || echo 1)" ]; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			printf 'FAILED limit.%s, %s the limit: exit %d\n  expected: %s\n  found:    %s\n' \
				"$name" "$side" "$code" "$wanted" "${found:0:600}"
		fi
		rm -rf "$side"
	done
}

# Makes the register of one side: standard input is docs-corpus/telefonpolicy.md.
document() {
	mkdir -p "$1/docs-corpus"
	cat >"$1/docs-corpus/telefonpolicy.md"
}

# For both sides: $side, and $n, the limit or one more.
each() {
	local limit
	limit=$(limit "$1")
	for side in at beyond; do
		n=$limit
		[ $side = at ] || n=$((limit + 1))
		"$2"
	done
}

DOCUMENT=docs-corpus/telefonpolicy.md
HEAD=$(begin | wc -c)

document_bytes() { { begin; repeat $(((n - HEAD) / 32)) 'Varje stycke har sin egen text.\n'; printf '%*s' $(((n - HEAD) % 32)) '' | tr ' ' a; } | document "$side"; }
each document-bytes document_bytes
judge document-bytes $DOCUMENT:1:1

keys=$(begin | sed '1d; /^---$/,$d' | wc -c)
front_matter_bytes() { { begin "$(fill $((n - keys)); echo .)" | sed 's/^\.---$/---/'; echo Text.; } | document "$side"; }
each front-matter-bytes front_matter_bytes
judge front-matter-bytes $DOCUMENT:1:1

data_bytes() {
	{ begin; echo Text.; } | document "$side"
	mkdir "$side"/docs-corpus/vocabulary
	{ printf -- '- id: it\n'; fill $((n - 9)); } >"$side"/docs-corpus/vocabulary/topics.yaml
}
each data-bytes data_bytes
judge data-bytes docs-corpus/vocabulary/topics.yaml:1:1

# A collection with keys of its own may have others that mean nothing here, of any shape.
own_keys() {
	mkdir -p "$side"
	echo 'front-matter: {steward: steward}' >"$side"/styrdok.yaml
	{ begin "$1"$'\n'; echo Text.; } | document "$side"
}
yaml_depth() { own_keys "own: $(repeat $((n - 1)) '[')$(repeat $((n - 1)) ']')"; }
each yaml-depth yaml_depth
judge yaml-depth $DOCUMENT:7:$((5 + $(limit yaml-depth)))

# 10 keys and values, the map, the key own, and its list
yaml_nodes() { own_keys "own: [$(repeat $((n - 13)) 'a,')]"; }
each yaml-nodes yaml_nodes
judge yaml-nodes $DOCUMENT:7:$((7 + 2 * ($(limit yaml-nodes) - 13)))

# the list, the map, two keys, the id, the list of aliases
data_nodes() {
	{ begin; echo Text.; } | document "$side"
	mkdir "$side"/docs-corpus/vocabulary
	{ printf -- '- id: kommunstyrelsen\n  aliases:\n'; repeat $((n - 6)) '  - KS\n'; } >"$side"/docs-corpus/vocabulary/bodies.yaml
}
each data-nodes data_nodes
judge data-nodes docs-corpus/vocabulary/bodies.yaml:$(($(limit data-nodes) - 6 + 3)):5

# A document and a million files, as one folder of a thousand that stands a thousand times: in a revision, that is three objects.
documents() {
	local blob document thousand all rest tree
	git init -q "$side"
	blob=$(printf 'x\n' | git -C "$side" hash-object -w --stdin)
	document=$({ begin; echo Text.; } | git -C "$side" hash-object -w --stdin)
	thousand=$(seq -f "100644 blob $blob	%04g" 1000 | git -C "$side" mktree)
	all=$(seq -f "040000 tree $thousand	%05g" $(((n - 1) / 1000)))
	rest=$(seq -f "100644 blob $blob	x%04g" $(((n - 1) % 1000)))
	tree=$(printf '%s\n%s\n100644 blob %s\ttelefonpolicy.md\n' "$all" "$rest" "$document" | sed '/^$/d' | git -C "$side" mktree)
	tree=$(printf '040000 tree %s\tdocs-corpus\n' "$tree" | git -C "$side" mktree)
	git -C "$side" update-ref HEAD "$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
		GIT_COMMITTER_EMAIL=a@example.org git -C "$side" commit-tree -m x "$tree")"
}
each documents documents
judge documents docs-corpus:1:1 --rev HEAD

folder_depth() {
	local folder
	folder=$(seq -s / "$n")
	mkdir -p "$side/docs-corpus/$folder"
	begin >"$side/docs-corpus/$folder/telefonpolicy.md"
	echo Text. >>"$side/docs-corpus/$folder/telefonpolicy.md"
}
each folder-depth folder_depth
judge folder-depth "docs-corpus/$(seq -s / $(($(limit folder-depth) + 1))):1:1"

parts() { { begin; repeat "$n" '## Del\nText.\n'; } | document "$side"; }
each parts parts
judge parts $DOCUMENT:$((9 + 2 * $(limit parts))):1

links() { { begin; repeat "$n" '[a](https://example.org)\n'; } | document "$side"; }
each links links
judge links $DOCUMENT:$((9 + $(limit links))):5

blocks() { { begin; repeat "$n" 'Text.\n\n'; } | document "$side"; }
each blocks blocks
judge blocks $DOCUMENT:$((9 + 2 * $(limit blocks))):1

nesting() { { begin; repeat "$n" '> '; echo Text.; } | document "$side"; }
each nesting nesting
judge nesting $DOCUMENT:9:$((2 * $(limit nesting) + 1))

images() { { begin; repeat "$n" '![a](https://example.org/a.png)\n'; } | document "$side"; }
each images images
judge images $DOCUMENT:$((9 + $(limit images))):1

# The place is that of the last citation that was looked at.
citations() { { begin; repeat "$n" '[[telefonpolicy]]\n'; } | document "$side"; }
each citations citations
judge citations $DOCUMENT:$((8 + $(limit citations))):3

table_columns() { { begin; printf '|%s\n|%s\n|%s\n' "$(repeat "$n" 'A|')" "$(repeat "$n" '---|')" "$(repeat "$n" 'b|')"; } | document "$side"; }
each table-columns table_columns
judge table-columns $DOCUMENT:9:1

# The second entry is one line below the key.
citation_patterns() {
	{ begin; echo Text.; } | document "$side"
	{ echo citations:; repeat "$n" "  - {name: x, pattern: '(?<dnr>zz)'}\n"; } >"$side"/styrdok.yaml
}
each citation-patterns citation_patterns
judge citation-patterns styrdok.yaml:$((2 + $(limit citation-patterns))):24

# Another register, read once for each entry.
registers() {
	{ begin; echo Text.; } | document "$side"
	mkdir -p "$side/annat" && { begin; echo Text.; } >"$side/annat/annat.md" && echo 'documents: .' >"$side/annat/styrdok.yaml"
	{ echo registers:; repeat "$n" '  - {name: x, repo: annat}\n'; } >"$side"/styrdok.yaml
}
each registers registers
judge registers styrdok.yaml:$((2 + $(limit registers))):21

# Two documents with a thousand bodies, and with two thousand or one more.
comparisons() {
	local bodies=$((n / 1000 + (n % 1000 > 0)))
	mkdir -p "$side"/docs-corpus/vocabulary
	awk -v n=$((1000 + bodies)) 'BEGIN { for (i = 1; i <= n; i++) print "- {id: b" i ", name: B" i ", kind: board}" }' \
		>"$side"/docs-corpus/vocabulary/bodies.yaml
	echo '- {id: kommunstyrelsen, name: KS, kind: board}' >>"$side"/docs-corpus/vocabulary/bodies.yaml
	echo '- {id: policy, overarching: true}' >"$side"/docs-corpus/vocabulary/types.yaml
	echo '- {id: it, label: {sv: IT, en: IT}}' >"$side"/docs-corpus/vocabulary/topics.yaml
	for at in 1:1000:telefonpolicy 1001:$((1000 + bodies)):it-policy; do
		{
			begin "topics: [it]
applies-to: [$(seq -s, -f 'b%.0f' ${at%%:*} $(cut -d: -f2 <<<$at))]
" | sed "s/telefonpolicy/${at##*:}/; s/Telefonpolicy/Policy ${at##*:}/"
			echo Text.
		} >"$side/docs-corpus/${at##*:}.md"
	done
}
each comparisons comparisons
judge comparisons styrdok.yaml:1:1

# Named patterns; the rule is one without findings.
patterns() {
	{ begin; printf '## Mål\n\nText.\n'; } | document "$side"
	mkdir "$side"/rules
	{
		printf 'pack: p\nover: documents\nrules:\n  - id: R\n    title: T\n    basis: [telefonpolicy]\n    strength: should\n'
		printf '    require: {text: vagt}\n    message: M\n    examples:\n      - {outcome: satisfied, text: vagt}\n'
		printf '      - {outcome: not-satisfied, text: klart}\npatterns:\n'
		awk -v n="$n" 'BEGIN { for (i = 1; i <= n; i++) print "  p" i ": x" }'
	} >"$side"/rules/p.yaml
}
each patterns patterns
judge patterns rules/p.yaml:$((14 + $(limit patterns))):3

# The text that rules are applied to: a proposal, of which `scan` tells.
tested+='paragraph-bytes '
begin | document register

side=register n=0 patterns
for beyond in 0 1; do
	{
		printf -- '---\ntitle: T\nbody: b\ndate: 2009-01-01\n---\n\n'
		repeat $((($(limit paragraph-bytes) + beyond) / 32)) 'Varje stycke har sin egen text.\n' | head -c -1
		printf '%*s\n' $((1 + ($(limit paragraph-bytes) + beyond) % 32)) '' | tr ' ' a
	} >proposal.md
	found=$("$STYRDOK" scan --repo register --lang en proposal.md 2>&1)
	code=$?
	grep -qF '[limit.paragraph-bytes]' <<<"$found"
	if [ $? -eq $((1 - beyond)) ] && [ $code -eq $((1 + 2 * beyond)) ]; then # 1: no rule is judged
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED limit.paragraph-bytes, %d beyond: exit %d\n%s\n' $beyond $code "${found:0:600}"
	fi
done

# No limit without its test.
while read -r name; do
	case $tested in *" $name "*) ;; *)
		echo "FAILED limit.$name is not tested"
		failed=$((failed + 1))
		;;
	esac
done < <(sed -n 's/^LIMIT([a-z_]*, "\([a-z-]*\)".*/\1/p' "$ROOT/registry/document/limits.def")

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
