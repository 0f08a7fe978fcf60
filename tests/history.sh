#!/bin/bash
# Two clocks: tools/history tells docs-corpus as a repository with dated commits, and questions about one day (--on) are asked of the
# register of another (--rev), also in a bare repository. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
ROOT=$PWD STYRDOK=$(realpath "${STYRDOK:-build/styrdok}")
DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$DIR"' EXIT
export HOME=$DIR
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	printf 'FAILED %s\n' "$@"
}

# is NAME WANTED ACTUAL
is() { if [ "$2" = "$3" ]; then ok; else bad "$1" "wanted: $2" "got:    $3"; fi; }

# asked REPOSITORY REV DOCUMENT: its status on 2008-07-01 with the reasons, without places; what is told on standard error; the exit status.
asked() {
	"$STYRDOK" status --repo "$1" --rev "$2" --on 2008-07-01 --color never "$3" 2>&1 | sed -n -e '/^Status/d' -e 's/  docs-corpus.*//' -e '/./p'
	echo "exit ${PIPESTATUS[0]}"
}

"$ROOT/tools/history" "$DIR/history" || bad 'tools/history'
git clone -q --bare "$DIR/history" "$DIR/clone.git"
"$ROOT/tools/history" --bare "$DIR/bare.git" || bad 'tools/history --bare'

is 'the last tree is docs-corpus' '' "$(diff -r -x sfs "$DIR/history/docs-corpus" docs-corpus 2>&1)"
is 'a bare history is the same' "$(git -C "$DIR/history" rev-parse HEAD)" "$(git -C "$DIR/bare.git" rev-parse HEAD)"
is 'the days never go back' '' "$(git -C "$DIR/history" log --reverse --format=%as | sort -c 2>&1)"
is 'author and committer say the same day' '' "$(git -C "$DIR/history" log --format='%aI %cI' | awk '$1 != $2')"
is 'every document has a commit of its own' '' \
	"$(find docs-corpus -path docs-corpus/sfs -prune -o -name '*.md' -exec basename {} .md \; | sort | comm -3 - <(git -C "$DIR/history" log --format=%s | sed -n 's/ förs in: .*//p' | sort))"
"$ROOT/tools/history" "$DIR/history" 2>/dev/null && bad 'tools/history writes over a repository'

# Of several commits of one day, the sanitized build, which is slow, checks the last.
commits=$(git -C "$DIR/history" log --reverse --format='%as %H')
case $STYRDOK in *sanitize*) commits=$(awk '{ last[$1] = $2 } END { for (day in last) print day, last[day] }' <<<"$commits" | sort) ;; esac
errors() { "$STYRDOK" check --repo "$DIR/bare.git" --rev "$1" --on 2013-01-01 --lang en --color never 2>&1 | grep -E ': error: |^styrdok: ' | sed 's/^[^ ]* //' | sort; }
# The first commit holds the vocabulary alone, which check says.
known=$({ errors HEAD; errors "$(git -C "$DIR/history" rev-list --max-parents=0 HEAD)" | grep -F '[register.empty]'; } | sort)
while read -r day commit; do
	is "no errors on $day ($commit)" '' "$(errors "$commit" | comm -23 - <(echo "$known"))"
done <<<"$commits"

# What did the register say on 1 March about 1 July? The proposals are before the council.
before='telefonpolicy-1996: gäller, ska ersättas eller uppdateras
  Telefonpolicy för Stockholms stad
  – tillämpas från beslutsdagen 1996-09-11 (förmodat: in-force är inte angivet)
  – ”it-program-2008-bilaga3” föreslår att det ska upphöra; inte beslutat
  – ”it-program-2008-bilaga3” är på remiss
  – ”it-program-2008-bilaga4” föreslår att det ska uppdateras; inte beslutat
  – ”it-program-2008-bilaga4” är på remiss
exit 0'
# And on 10 March? The council has decided.
after='telefonpolicy-1996: gäller, ska ersättas eller uppdateras
  Telefonpolicy för Stockholms stad
  – tillämpas från beslutsdagen 1996-09-11 (förmodat: in-force är inte angivet)
  – ska uppdateras i enlighet med ”it-program-2008”
exit 0'
for repository in history clone.git bare.git; do
	is "$repository: on 1 March" "$before" "$(asked "$DIR/$repository" 2008-03-01 telefonpolicy-1996)"
	is "$repository: on 10 March" "$after" "$(asked "$DIR/$repository" 2008-03-10 telefonpolicy-1996)"
	is "$repository: on 1 March there is no programme" 'styrdok: det finns inget dokument ”it-program-2008” i registret
menade du:
  it-program-2008-bilaga3        Förslag till IT-program för Stockholms stad
  it-program-2008-bilaga4        Reviderad version av Förslag till IT-program för Stockholms stad
exit 2' "$(asked "$DIR/$repository" 2008-03-01 it-program-2008)"
	is "$repository: on 10 March there is one" 'it-program-2008: gäller
  IT-program för Stockholms stad
  – tillämpas från och med 2008-07-01
  – ”it-program-2008-bilaga4” innebär en ändring (3.3 IT-rådet) under ett villkor som inte har uppfyllts: att ”utvecklingsmodellen” antas
exit 0' "$(asked "$DIR/$repository" 2008-03-10 it-program-2008)"
	is "$repository: before the draft, nothing is pending" 'telefonpolicy-1996: gäller
  Telefonpolicy för Stockholms stad
  – tillämpas från beslutsdagen 1996-09-11 (förmodat: in-force är inte angivet)
exit 0' "$(asked "$DIR/$repository" 2007-10-23 telefonpolicy-1996)"
	is "$repository: before the register" 'styrdok: ”1996-01-01” ligger före registrets första version: 1996-09-10
exit 3' "$(asked "$DIR/$repository" 1996-01-01 telefonpolicy-1996)"
done

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
