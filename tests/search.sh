#!/bin/bash
# The index of `search`: kept beside the facts, brought up to date by blob, never stale, and not needed for an answer.
set -euo pipefail

trap 'echo "failed at line $LINENO: $BASH_COMMAND"' ERR
program=$(realpath "$STYRDOK")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b GIT_CONFIG_GLOBAL=/dev/null
cp -r docs-corpus styrdok.yaml "$work/"
cd "$work"
git init -q -b main .
git add -A
git commit -qm 'the register'

words=('telefon' 'policyn beslutet' '031-2486/2007')
store=.git/styrdok
index=$store/search

# The answers to all questions: $1 names them.
answers() {
	local word
	for word in "${words[@]}"; do
		"$program" search "$word" --on 2008-09-01 --format json --limit 1000 "${@:2}"
	done >"$1"
}

# What is kept gives the answer that is given without it, to the byte.
same() {
	answers kept "$@"
	mv $store away
	: >$store # no folder can be made here
	answers fresh "$@"
	rm $store
	mv away $store
	cmp kept fresh
	cmp -s kept before && { echo "nothing changed: $*"; return 1; }
	mv kept before
}

touch before
same
inode=$(stat -c %i $index/*.sqlite)

# A file that changed, came, went, moved; staged or not; another revision, and back.
sed -i 's/telefon/brevduva/g' docs-corpus/policy/telefonpolicy-1996.md
same
[ "$("$program" search brevduva --format csv | wc -l)" -ge 2 ]
git rm -qf docs-corpus/program/it-program-2008.md
same
git mv docs-corpus/policy/infosak-policy-2005.md docs-corpus/infosak-policy-2005.md
printf '%s\n' --- 'id: duva' 'title: Telefonduvor' 'type: policy' 'status: draft' --- '' 'En mobiltelefon, en nämnd.' >docs-corpus/duva.md
same
same --rev HEAD
same
[ "$(stat -c %i $index/*.sqlite)" = "$inode" ] # one file all the time

# As long as nothing changes, nothing is written.
answers before
before=$(stat -c '%y %s' $index/*.sqlite)
answers kept
cmp kept before
[ "$(stat -c '%y %s' $index/*.sqlite)" = "$before" ]

# A damaged index is not believed, and is made anew.
file=$(echo $index/*.sqlite)
for at in 0 4096 60000; do
	head -c 4096 /dev/urandom | dd of="$file" bs=1 seek=$at conv=notrunc status=none
	answers kept
	cmp kept before
done
head -c 5000 "$file" >cut
mv cut "$file"
answers kept
cmp kept before
answers kept
cmp kept before
[ "$(stat -c %s "$file")" -gt 100000 ]

# Another holds it: the answer comes all the same, when it has been waited for.
rm -f "$file"
if [ -n "$(command -v python3)" ]; then
	answers kept
	python3 - "$file" "$program" <<-'PYTHON'
		import sqlite3, subprocess, sys
		held = sqlite3.connect(sys.argv[1], isolation_level=None)
		held.execute("BEGIN EXCLUSIVE")
		done = subprocess.run([sys.argv[2], "search", "telefon", "--format", "csv"], capture_output=True)
		assert done.returncode == 0 and done.stdout.count(b"\n") > 2, done
	PYTHON
fi

# Many at once, each with another revision.
rm -f "$file"
git add -A
git commit -qm 'more'
for i in 1 2 3; do
	"$program" search telefon --on 2008-09-01 --format json --limit 1000 --rev HEAD >one.$i &
	"$program" search telefon --on 2008-09-01 --format json --limit 1000 --rev HEAD~1 >two.$i &
done
wait
for i in 1 2 3; do
	"$program" search telefon --on 2008-09-01 --format json --limit 1000 --rev HEAD | cmp - one.$i
	"$program" search telefon --on 2008-09-01 --format json --limit 1000 --rev HEAD~1 | cmp - two.$i
done

# Ten thousand words, one word of a megabyte's eighth, and words of one letter: no error.
[ "$("$program" search $(seq 10000) --format csv | wc -l)" = 1 ]
[ "$("$program" search "$(head -c 120000 /dev/zero | tr '\0' a)" --format csv | wc -l)" = 1 ]
"$program" search $(yes telefon | head -10000) --format csv | grep -q .
"$program" search a e i o u å ä ö --format csv >out
