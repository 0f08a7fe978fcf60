#!/bin/bash
# Stored facts change nothing but time: the output of check, status --all and show of each document is compared, byte for byte,
# between a run without facts, the run that stores them, and the runs that find them; after every kind of change, in a working tree
# and in a bare repository, whole, damaged, and where they cannot be written. STYRDOK is the program. Ends with "N passed, N failed".
set -u
export LC_ALL=C.UTF-8
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
[ -x "${STYRDOK:-}" ] || { echo "STYRDOK is not the program" >&2; exit 2; }
ROOT=$PWD
DIR=$(mktemp -d /tmp/styrdok-facts-XXXXXX) || exit 2
trap 'chmod -R u+rwX "$DIR" 2>/dev/null; rm -rf "$DIR"' EXIT
chmod 755 "$DIR"
export HOME=$DIR/home
mkdir "$HOME"
git config --global user.name Registrator
git config --global user.email registrator@example.org
git config --global init.defaultBranch main
git config --global gc.auto 0
export GIT_AUTHOR_DATE=2008-03-03T12:00:00Z GIT_COMMITTER_DATE=2008-03-03T12:00:00Z
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED $CASE: $*"; }

# same NAME A B
same() { if cmp -s "$2" "$3"; then pass; else fail "$1"; diff "$2" "$3" | head -n 5; fi; }

# answers FILE [OPTION..]: everything that the program says of the register, `show` of every SHOWN document included.
answers() {
	local out=$1 id
	shift
	{
		"$STYRDOK" check "$@" --on 2009-01-01 --format json
		"$STYRDOK" status --all "$@" --on 2009-01-01 --format json
		"$STYRDOK" status --all "$@" --on 2009-01-01
		for id in $SHOWN; do "$STYRDOK" show "$id" "$@" --on 2009-01-01 --format json; done
	} >"$out" 2>&1
}

ids() { sed -n 's/^id: *//p' docs-corpus/*/*.md | sort -u; }
store() { echo "$(git rev-parse --git-common-dir)/styrdok"; }
segments() { ls "$(store)/facts" 2>/dev/null | wc -l; }

# without FILE [OPTION..]: answers where there are no facts and none can be stored; those that there are stay.
without() {
	mv "$(store)" "$DIR/aside" 2>/dev/null
	: >"$(store)"
	answers "$@"
	rm "$(store)"
	mv "$DIR/aside" "$(store)" 2>/dev/null
	return 0
}

# tree CASE: in the working tree, with what facts there are from before, without any, and with those just stored.
tree() {
	CASE=$1
	git add -A
	without "$DIR/none"
	answers "$DIR/stale"
	same "with earlier facts" "$DIR/none" "$DIR/stale"
	answers "$DIR/warm"
	same "with facts" "$DIR/none" "$DIR/warm"
	rm -rf "$(store)"
	answers "$DIR/cold"
	same "stored anew" "$DIR/none" "$DIR/cold"
	[ "$(segments)" -gt 0 ] || fail "nothing was stored"
	answers "$DIR/warm"
	same "with new facts" "$DIR/none" "$DIR/warm"
}

# changed FILE EXPRESSION: what it did must show.
changed() {
	cp "$1" "$DIR/before"
	sed -i "$2" "$1"
	! cmp -s "$1" "$DIR/before" || { CASE=setup; fail "$1 did not change"; }
}

mkdir "$DIR/work" && cd "$DIR/work" || exit 2
git init -q
cp -R "$ROOT/docs-corpus" "$ROOT/styrdok.yaml" . 2>/dev/null || cp -R "$ROOT/docs-corpus" .
SHOWN=$(ids | sed -n 1~3p)
[ "$(wc -w <<<"$SHOWN")" -gt 20 ] || { CASE=setup; fail "few documents"; }
tree corpus
git commit -qm 1
SHOWN='telefonpolicy-1996 it-program-2008 itil utvecklingsmodellen infosak-policy-2005'

changed docs-corpus/policy/telefonpolicy-1996.md 's/^decided:.*/decided: 1997-01-01/'
tree 'a date of one document'
git commit -qm 2
# "IT-programmet" and the like are cited by others: other names find other citations, in texts that have not changed
changed docs-corpus/program/it-program-2008.md 's/^title:.*/title: Något helt annat/; /^aliases:/d'
cp "$DIR/none" "$DIR/earlier"
tree 'a title that others cite'
[ "$(grep -c '"path"' "$DIR/earlier")" -ne "$(grep -c '"path"' "$DIR/none")" ] || fail 'it made no difference'
git commit -qm 3
printf -- '---\nid: ny-policy\ntitle: infrastruktur\ntype: policy\ndecided: 2008-01-01\nsteward: kommunstyrelsen\n---\n# A\n' \
	>docs-corpus/policy/ny-policy.md
printf -- '---\nid: ny-stor\ntitle: Stadens Informationssäkerhet\naliases: [Stockholms stad]\ntype: policy\ndecided: 2008-01-01\nsteward: kommunstyrelsen\n---\n# A\nSe [[ny-policy]] och [telefon](telefonpolicy-1996.md#syfte).\n' \
	>docs-corpus/policy/ny-stor.md
SHOWN="$SHOWN ny-policy ny-stor"
tree 'documents that others cite by title'
grep -q 'ny-stor' "$DIR/none" || fail 'the new document is not told'
git commit -qm 4
git mv docs-corpus/policy/ny-policy.md docs-corpus/ny-policy.md
tree 'a document that moved'
cp docs-corpus/policy/ny-stor.md docs-corpus/ny-stor.md
sed '/^id:/d' docs-corpus/policy/ny-stor.md >docs-corpus/policy/utan-id.md
cp docs-corpus/policy/utan-id.md docs-corpus/utan-id.md
tree 'one text in two places'
git commit -qam 5
git rm -qf docs-corpus/policy/telefonpolicy-1996.md
tree 'a document that is gone'
printf 'documents: docs-corpus\nlimits: {citations: 2, parts: 3}\nfront-matter: {title: type}\n' >styrdok.yaml
tree 'another styrdok.yaml'
git rm -qf styrdok.yaml 2>/dev/null || rm -f styrdok.yaml
printf -- '- id: ny-namnd\n  name: Den nya nämnden\n' >>docs-corpus/vocabulary/bodies.yaml
tree 'another vocabulary'
printf -- '---\nid: trasig\ntitle: [a\n---\n' >docs-corpus/policy/trasig.md
printf 'a\0b' >docs-corpus/policy/nul.md
printf -- '---\nid: tom\ntitle: "T\\0m \\xff"\ntype: policy\n---\n' >docs-corpus/policy/tom.md
: >docs-corpus/policy/ingen.md
ln -s ny-stor.md docs-corpus/policy/lank.md
tree 'documents that cannot be read'
git commit -qam 6

# A file is edited again and again, and no commit is made.
CASE='many edits'
for i in $(seq 1 25); do
	echo "rad $i" >>docs-corpus/policy/ny-stor.md
	"$STYRDOK" status ny-stor --on 2009-01-01 >/dev/null 2>&1
	[ $((i % 5)) -ne 0 ] || "$STYRDOK" check >/dev/null 2>&1
done
if [ "$(segments)" -le 9 ]; then pass; else fail "$(segments) segments"; fi
tree 'many edits'
git commit -qam 7

# Titles and aliases come and go. What was learnt under other names is of use still, and no text is read again for a title that it does not hold.
names() {
	CASE="names: $1"
	without "$DIR/none"
	answers "$DIR/stale"
	same 'with earlier facts' "$DIR/none" "$DIR/stale"
}
rm -rf "$(store)"
"$STYRDOK" check >/dev/null 2>&1
first=$(du -sb "$(store)/facts" | cut -f1)
printf -- '---\nid: vartal\ntitle: Hedersvårtal om kvastfeningar\ntype: policy\n---\n# A\nSe IT-programmet och Telefonpolicy.\n' >docs-corpus/policy/vartal.md
names 'a new document that no text names'
second=$(du -sb "$(store)/facts" | cut -f1)
if [ $((second - first)) -lt $((first / 8)) ]; then pass; else fail "$first bytes, then $second"; fi
for title in 'Projekt' 'Upphandling' 'Kommunstyrelsen' 'IT' 'Kommunfullmäktiges beslut' 'staden' 'ITIL' 'systemförvaltning'; do
	sed -i "s/^title: .*/title: $title/" docs-corpus/policy/vartal.md
	names "$title"
done
sed -i 's/^title: .*/title: Något annat\naliases: [nämnder och styrelser, förvaltningar]/' docs-corpus/policy/vartal.md
names 'aliases'
sed -i '/^title:/d' docs-corpus/it-radet/*.md docs-corpus/policy/infosak-policy-2005.md 2>/dev/null
names 'a title that is gone'
git checkout -q docs-corpus
names 'and comes again'
rm docs-corpus/policy/vartal.md
names 'as it was'
for i in $(seq 50); do
	printf -- '---\nid: nr-%s\ntitle: Nummer%s av dem\ntype: policy\n---\n# A\nSe Nummer%s av dem och Nummer%s av dem.\n' \
		"$i" "$i" $((i - 1)) $((i + 1)) >docs-corpus/policy/nr-"$i".md
	"$STYRDOK" check >/dev/null 2>&1
done
names 'texts that were looked through under many names'
names 'and again'
rm docs-corpus/policy/nr-*.md

# --- what git's index says of files ----------------------------------------------------------------------------------

CASE='edited as soon as it was staged, to the same size'
for i in $(seq 10 30); do
	sed -i "s/^decided: .*/decided: 19$i-01-01/" docs-corpus/policy/infosak-policy-2005.md
	git add -A
	"$STYRDOK" check >/dev/null 2>&1
	sed -i "s/^decided: .*/decided: 18$i-01-01/" docs-corpus/policy/infosak-policy-2005.md
	"$STYRDOK" show infosak-policy-2005 --on 2009-01-01 >"$DIR/one"
	if grep -q "18$i-01-01" "$DIR/one"; then pass; else fail "18$i-01-01 is not seen"; fi
done
# Files whose line ends, or all of whose bytes, are others than their blobs', of which facts are there.
blobs() {
	git checkout -q docs-corpus && rm -r docs-corpus && git checkout -q docs-corpus
	sleep 0.1 && git update-index -q --refresh
	"$STYRDOK" check --rev HEAD >/dev/null 2>&1
}
git commit -qam 9
git config core.autocrlf true
blobs
grep -q $'\r' docs-corpus/policy/infosak-policy-2005.md || fail 'line ends are not converted'
names 'line ends are converted'
git config --unset core.autocrlf
git config filter.caesar.clean 'tr b-za-a a-z' && git config filter.caesar.smudge 'tr a-z b-za'
echo '*.md filter=caesar' >.git/info/attributes
blobs
grep -q 'uzqf' docs-corpus/policy/infosak-policy-2005.md || fail 'the filter is not in use'
names 'a filter that keeps sizes'
rm .git/info/attributes
git config --remove-section filter.caesar
blobs
names 'and without it'
# A file may have as many bytes as its blob and say something else, wherever git reads that it is to be recoded.
printf -- '---\nid: ren\ntitle: Policy for rent vatten\ntype: policy\nstatus: draft\n---\n\nText.\n' >docs-corpus/policy/ren.md
git add docs-corpus && git commit -qm 'Bara ASCII'
again() { # the one file anew, so that attributes beside it stay
	rm docs-corpus/policy/ren.md && git checkout -q docs-corpus/policy/ren.md
	sleep 0.1 && git update-index -q --refresh
	"$STYRDOK" check --rev HEAD >/dev/null 2>&1
}
for place in .gitattributes docs-corpus/policy/.gitattributes .git/info/attributes "$HOME/.config/git/attributes" "$HOME/mine" tracked; do
	file=${place/#tracked/docs-corpus/.gitattributes}
	mkdir -p "$(dirname "$file")"
	echo '*.md working-tree-encoding=IBM037' >"$file"
	[ "$place" != "$HOME/mine" ] || git config core.attributesFile "$place"
	[ $place != tracked ] || git add "$file"
	again
	! grep -q Text docs-corpus/policy/ren.md || fail "$place: the file is not recoded"
	"$STYRDOK" check >"$DIR/one"
	if grep -q 'policy/ren.md.*not-utf8' "$DIR/one"; then pass; else fail "$place: the blob is told in place of the file"; fi
	[ $place != tracked ] || git rm -q --cached "$file"
	git config --unset core.attributesFile
	rm "$file"
	again
done
names 'and as it is'
git reset -q --hard HEAD~1
git config filter.lfs.clean 'head -c 20'
echo 'infosak-policy-2005.md filter=lfs' >.git/info/attributes
touch docs-corpus/policy/infosak-policy-2005.md
git commit -qam 'A pointer'
sleep 0.1 && git update-index -q --refresh
"$STYRDOK" check --rev HEAD >/dev/null 2>&1
names 'a blob that is a pointer'
git config --remove-section filter.lfs
rm .git/info/attributes
git reset -q --hard HEAD~1

# --- a bare repository, its revisions in turn, and a linked working tree --------------------------------------------

git clone -q --bare . "$DIR/bare.git"
cd "$DIR/bare.git" || exit 2
SHOWN='it-program-2008 infosak-policy-2005'
for rev in HEAD~6 HEAD~3 HEAD HEAD~6 HEAD~2; do
	CASE="bare at $rev"
	without "$DIR/none" --rev "$rev"
	answers "$DIR/one" --rev "$rev"
	same 'at first' "$DIR/none" "$DIR/one"
	answers "$DIR/two" --rev "$rev"
	same 'again' "$DIR/none" "$DIR/two"
done
cd "$DIR/work" || exit 2
CASE='a linked working tree'
git worktree add -q "$DIR/linked" HEAD
cd "$DIR/linked" || exit 2
rm -rf "$(store)"
answers "$DIR/one"
if [ -d "$DIR/work/.git/styrdok/facts" ] && [ ! -e "$DIR/work/.git/worktrees/linked/styrdok" ]; then pass; else fail 'stored elsewhere'; fi
answers "$DIR/two"
without "$DIR/none"
same 'stored' "$DIR/none" "$DIR/one"
same 'found' "$DIR/none" "$DIR/two"
cd "$DIR/work" || exit 2

# --- damage ----------------------------------------------------------------------------------------------------------

without "$DIR/none"
one_segment() {
	rm -rf "$(store)"
	"$STYRDOK" check >/dev/null 2>&1
	SEGMENT=$(echo "$(store)"/facts/*)
	[ -f "$SEGMENT" ] || fail 'not one segment'
}
damaged() {
	CASE="damaged: $1"
	answers "$DIR/one"
	same 'at first' "$DIR/none" "$DIR/one"
	answers "$DIR/two"
	same 'then' "$DIR/none" "$DIR/two"
}
one_segment
size=$(stat -c %s "$SEGMENT")
for at in 0 10 40 60 75 200 $((size / 3)) $((size / 2)) $((size - 1)); do
	one_segment
	printf '\377\376\375' | dd of="$SEGMENT" bs=1 seek="$at" conv=notrunc status=none
	damaged "byte $at"
done
for n in 0 1 71 72 1000 $((size / 2)) $((size - 1)); do
	one_segment
	truncate -s "$n" "$SEGMENT"
	damaged "cut at $n"
done
one_segment
truncate -s +100 "$SEGMENT"
damaged 'too long'
one_segment
head -c "$size" /dev/urandom >"$SEGMENT"
damaged 'noise'
one_segment
rm "$SEGMENT" && mkdir "$SEGMENT"
damaged 'a folder in its place'
rm -rf "$(store)" && ln -s /dev/null "$(store)"
damaged 'the store is a device'
rm -rf "$(store)" && : >"$(store)"
damaged 'the store is a file'
rm -f "$(store)"

# --- where it cannot be written ------------------------------------------------------------------------------------

CASE='read-only'
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	cp "$STYRDOK" "$DIR/styrdok"
	git clone -q --bare . "$DIR/others.git"
	git config --global safe.directory "$DIR/others.git"
	chmod -R a+rX "$DIR"
	(cd "$DIR/others.git" && "$STYRDOK" check --format json >"$DIR/one" 2>&1; rm -rf styrdok)
	setpriv --reuid=65534 --regid=65534 --clear-groups "$DIR/styrdok" check --format json --repo "$DIR/others.git" >"$DIR/two" 2>&1
	same 'as another user' "$DIR/one" "$DIR/two"
	if [ ! -e "$DIR/others.git/styrdok" ]; then pass; else fail 'written all the same'; fi
fi

# --- many at once --------------------------------------------------------------------------------------------------

CASE='at once'
rm -rf "$(store)"
"$STYRDOK" check --format json >"$DIR/one" 2>/dev/null
for round in 1 2 3; do
	rm -rf "$(store)"
	for i in 1 2 3 4; do
		"$STYRDOK" check --format json >"$DIR/at-once-$i" 2>/dev/null &
	done
	wait
	for i in 1 2 3 4; do same "round $round, process $i" "$DIR/one" "$DIR/at-once-$i"; done
done

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
