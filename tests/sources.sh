#!/bin/bash
# The same register gives the same answer from wherever it is read: a folder, a revision, a bare repository, a date, a folder
# below the repository's root, on one processor or several. Last line: "N passed, N failed".
set -u
ROOT=$PWD
DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$DIR"' EXIT
passed=0 failed=0
export GIT_AUTHOR_NAME=Registrator GIT_AUTHOR_EMAIL=registrator@example.org GIT_COMMITTER_NAME=Registrator \
	GIT_COMMITTER_EMAIL=registrator@example.org GIT_AUTHOR_DATE=2008-03-03T12:00:00Z GIT_COMMITTER_DATE=2008-03-03T12:00:00Z
case $STYRDOK in /*) ;; *) STYRDOK=$ROOT/$STYRDOK ;; esac

# same NAME ARGS..: the program's JSON, but for the revision's name, is that of the folder.
same() {
	local name=$1
	shift
	"$STYRDOK" check --on 2026-01-01 --format json "$@" 2>&1 | sed 's/"revision": "[^"]*"/"revision": "-"/' >"$DIR/actual"
	if cmp -s "$DIR/expected" "$DIR/actual"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "sources: $name differs:"
		diff "$DIR/expected" "$DIR/actual" | head -20
	fi
}

mkdir "$DIR/register" "$DIR/outer"
cp -r docs-corpus styrdok.yaml "$DIR/register"
"$STYRDOK" check --on 2026-01-01 --format json --repo "$DIR/register" | sed 's/"revision": "[^"]*"/"revision": "-"/' >"$DIR/expected"
grep -q '"documents": [1-9]' "$DIR/expected" || { echo "sources: no documents were read"; failed=$((failed + 1)); }

git -C "$DIR/register" init -q && git -C "$DIR/register" add -A && git -C "$DIR/register" commit -qm register
git clone -q --bare "$DIR/register" "$DIR/bare.git"
cp -r "$DIR/register" "$DIR/outer/inner" && rm -rf "$DIR/outer/inner/.git"
git -C "$DIR/outer" init -q && git -C "$DIR/outer" add -A && git -C "$DIR/outer" commit -qm register

same 'a folder again' --repo "$DIR/register"
same 'a revision' --repo "$DIR/register" --rev HEAD
same 'a date' --repo "$DIR/register" --rev 2010-01-01
same 'a bare repository' --repo "$DIR/bare.git" --rev HEAD
same 'a bare repository without a revision' --repo "$DIR/bare.git"
same 'a registry below the root of the repository' --repo "$DIR/outer/inner" --rev HEAD
cd "$DIR/register/docs-corpus/policy" || exit 1
same 'a subfolder as the current folder'
cd "$ROOT" || exit 1
same 'the path of the folder' "$DIR/register"
git -C "$DIR/bare.git" gc -q
same 'a packed repository' --repo "$DIR/bare.git"

# More documents than one processor would be given alone; the answer does not depend on who reads what.
for i in $(seq 200); do
	sed "s/^id: telefonpolicy-1996/id: kopia-$i/; s/^title: .*/title: Kopia nummer $i/" \
		docs-corpus/policy/telefonpolicy-1996.md >"$DIR/register/docs-corpus/policy/kopia-$i.md"
done
"$STYRDOK" check --on 2026-01-01 --format json --repo "$DIR/register" | sed 's/"revision": "[^"]*"/"revision": "-"/' >"$DIR/expected"
one_processor() {
	local program=$STYRDOK
	printf '#!/bin/sh\nexec taskset -c 0 "%s" "$@"\n' "$program" >"$DIR/alone"
	chmod +x "$DIR/alone"
	STYRDOK=$DIR/alone same 'one processor' --repo "$DIR/register"
}
one_processor

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
