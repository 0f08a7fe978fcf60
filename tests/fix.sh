#!/bin/bash
# check --fix and check --write-baseline on real files: what is written, by whom it can be applied, and when nothing is.
# STYRDOK is the program. Ends with "N passed, N failed".
set -u
export LC_ALL=C.UTF-8
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
[ -x "${STYRDOK:-}" ] || { echo "STYRDOK is not the program" >&2; exit 2; }
PROGRAM=$(realpath "$STYRDOK") ROOT=$PWD
DIR=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
passed=0 failed=0

# expect WHAT COMMAND..: one test.
expect() {
	local what=$1
	shift
	if "$@" >"$DIR/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $CASE: $what"
		head -n 20 "$DIR/log"
	fi
}

# check FOLDER [OPTION..]: leaves out, err and status.
check() {
	"$PROGRAM" check --repo "$1" --on 2026-01-01 --lang en "${@:2}" >"$DIR/out" 2>"$DIR/err"
	status=$?
}

status_is() { [ "$status" = "$1" ] || { echo "exit status $status, not $1"; cat "$DIR/out" "$DIR/err"; false; }; }
says() { grep -qF -- "$1" "$DIR/$2" || { echo "not said: $1"; cat "$DIR/$2"; false; }; }
same() { diff -r "$1" "$2"; }

# copies NAME..: of $DIR/as-it-was.
copies() {
	local name
	for name; do
		chmod -R u+rwX "$DIR/$name" 2>/dev/null
		rm -rf "${DIR:?}/$name"
		cp -a "$DIR/as-it-was" "$DIR/$name"
	done
}

# In the folder $DIR/as-it-was: the patch, applied by git and by patch, is what --fix writes, and --fix once more changes nothing.
one_register() {
	local before
	CASE=$1
	copies register
	check "$DIR/register"
	before=$status
	check "$DIR/register" --fix --dry-run
	expect 'a dry run has the status of the check' status_is "$before"
	expect 'a dry run writes nothing' same "$DIR/as-it-was" "$DIR/register"
	cp "$DIR/out" "$DIR/patch.diff"
	check "$DIR/register" --fix
	if [ -s "$DIR/patch.diff" ]; then
		copies git patch
		expect 'git applies the patch' git -C "$DIR/git" apply --whitespace=nowarn "$DIR/patch.diff"
		expect 'git makes of it what --fix makes' same "$DIR/git" "$DIR/register"
		# binary: line ends are the files' own
		expect 'patch applies the patch' patch --binary -s -p1 -d "$DIR/patch" -i "$DIR/patch.diff"
		expect 'patch makes of it what --fix makes' same "$DIR/patch" "$DIR/register"
		rm -rf "$DIR/once"
		cp -a "$DIR/register" "$DIR/once"
		check "$DIR/register" --fix
		expect 'once more says that nothing can be mended' says 'nothing could be fixed' err
		expect 'once more changes nothing' same "$DIR/once" "$DIR/register"
	else
		expect 'without a patch nothing is written' same "$DIR/as-it-was" "$DIR/register"
	fi
}

# --- every other register of the golden cases ------------------------------------------------------------------------------

take() {
	chmod -R u+rwX "$DIR/as-it-was" 2>/dev/null
	rm -rf "$DIR/as-it-was"
	cp -a "$1" "$DIR/as-it-was"
}

python3 tests/golden.py "$DIR/cases" check fix baseline || exit 2
while read -r folder; do
	take "$DIR/cases/$folder"
	one_register "$folder"
done < <(cd "$DIR/cases" && find * -type d -name docs-corpus -not -path '*/docs-corpus/*' |
	sed 's|/docs-corpus$||' | LC_ALL=C sort | sed -n 1~2p)

# --- names that need quotes, modes, line ends --------------------------------------------------------------------------

# sound PATH ID [LINE..]: a document without a finding but for what the lines bring.
sound() {
	mkdir -p "$(dirname "$1")"
	{
		printf -- '---\nid: %s\ntitle: Titel %s\ntype: policy\nstatus: decided\ndecided: 2005-11-08\nsteward: ks\n' "$2" "$2"
		shift 2
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf -- '---\n\nText.\n'
	} >"$1"
}

begin() {
	CASE=$1
	chmod -R u+rwX "$DIR/as-it-was" 2>/dev/null
	rm -rf "$DIR/as-it-was"
	mkdir "$DIR/as-it-was"
	cd "$DIR/as-it-was" || exit 2
}

begin 'names that need quotes'
for name in 'med blanksteg' 'åäö' 'kolon:' 'citat"tecken' $'tabb\there' 'bak\streck' '-streck' "apostrof'en"; do
	sound "docs-corpus/$name/$name.md" ett 'in-forse: 2006-01-01'
done
one_register "$CASE"
expect 'every one of them is mended' test "$(grep -rlx 'in-force: 2006-01-01' "$DIR/register" | wc -l)" = 8

begin 'no line end at the end, and mixed ones'
sound docs-corpus/a.md a 'in-forse: 2006-01-01'
truncate -s -1 docs-corpus/a.md
sound docs-corpus/b.md b $'in-forse: 2006-01-01\r' 'review-byy: 2009-01-01'
one_register "$CASE"

begin 'mode and owner stay'
sound docs-corpus/a.md a 'in-forse: 2006-01-01'
chmod 640 docs-corpus/a.md
copies register
check "$DIR/register" --fix
expect 'it is mended' grep -qx 'in-force: 2006-01-01' "$DIR/register/docs-corpus/a.md"
expect 'the mode is the same' test "$(stat -c '%a %u %g' "$DIR/register/docs-corpus/a.md")" = "$(stat -c '%a %u %g' docs-corpus/a.md)"
expect 'nothing is left beside it' test "$(ls -A "$DIR/register/docs-corpus")" = a.md

# --- what is not written -----------------------------------------------------------------------------------------------

# nothing_written SUBJECT: of two faulty documents, when one cannot be written, neither is.
nothing_written() {
	cp -a "$DIR/register" "$DIR/kept"
	check "$DIR/register" --fix
	expect 'the status is 3' status_is 3
	expect 'why is said' says "$1" err
	expect 'nothing is changed' same "$DIR/kept" "$DIR/register"
	expect 'nothing is left beside the files' test -z "$(find "$DIR/register" -name '.styrdok*')"
	chmod -R u+rwX "$DIR/kept"
	rm -rf "$DIR/kept"
}

begin 'a file that is write-protected'
sound docs-corpus/a.md a 'in-forse: 2006-01-01'
sound docs-corpus/b.md b 'in-forse: 2006-01-01'
copies register
chmod 444 "$DIR/register/docs-corpus/b.md"
nothing_written "'docs-corpus/b.md' is write-protected; no file was changed"

begin 'a folder that is write-protected'
sound docs-corpus/a.md a 'in-forse: 2006-01-01'
sound docs-corpus/b/b.md b 'in-forse: 2006-01-01'
copies register
chmod 555 "$DIR/register/docs-corpus/b"
nothing_written "'docs-corpus/b/b.md' is write-protected; no file was changed"

begin 'a documents folder behind a symbolic link'
sound ../elsewhere/docs/a.md a 'in-forse: 2006-01-01'
ln -s ../elsewhere inside
printf 'documents: inside/docs\n' >styrdok.yaml
copies register
cp -a "$DIR/elsewhere" "$DIR/elsewhere-kept"
nothing_written "'inside/docs' leads through a symbolic link"
expect 'nor there' same "$DIR/elsewhere" "$DIR/elsewhere-kept"

begin 'a document that is a symbolic link'
sound ../elsewhere/a.md a 'in-forse: 2006-01-01'
mkdir docs-corpus
ln -s ../../elsewhere/a.md docs-corpus/a.md
copies register
cp -a "$DIR/elsewhere" "$DIR/elsewhere-kept2"
check "$DIR/register" --fix
expect 'nothing could be fixed' says 'nothing could be fixed' err
expect 'it is still a link' test -L "$DIR/register/docs-corpus/a.md"
expect 'nor there' test "$(cat "$DIR/elsewhere/a.md")" = "$(cat "$DIR/elsewhere-kept2/a.md")"

begin 'a disk that is full'
sound docs-corpus/a.md a 'in-forse: 2006-01-01'
sound docs-corpus/b.md b 'in-forse: 2006-01-01'
head -c 9000 /dev/zero | tr '\0' x >>docs-corpus/b.md
copies register
cp -a "$DIR/register" "$DIR/kept"
(
	ulimit -f 8 # blocks of 1024 bytes
	trap '' XFSZ
	exec "$PROGRAM" check --repo "$DIR/register" --fix >/dev/null 2>"$DIR/small"
)
status=$?
expect 'the status is 3' status_is 3
expect 'nothing is changed' same "$DIR/kept" "$DIR/register"

# --- the baseline --------------------------------------------------------------------------------------------------------

begin 'the baseline is sorted, and only shrinks'
sound docs-corpus/b.md b 'complements: [saknas, borta]' 'requires: [ett]'
sound docs-corpus/a.md a 'topik: it' 'requires: [ett]'
sound 'docs-corpus/c.md' '"c å ”d”"' 'requires: [ett]'
copies register
printf '%s\n' "# Findings that stood here before. Written by 'styrdok check --write-baseline'; the counts only shrink." \
	'documents:' '  a:' '    front-matter.key-unknown: 1' '    relation.dangling: 1' '  b:' '    relation.dangling: 3' \
	'  "c å ”d”":' '    document.id-form: 1' '    relation.dangling: 1' >"$DIR/wanted"
check "$DIR/register" --write-baseline
expect 'the status is that of the check that follows' status_is 0
expect 'it is written so' diff "$DIR/wanted" "$DIR/register/styrdok-baseline.yaml"
check "$DIR/register"
expect 'and read so' says '7 in the baseline' out
sed -i 's/, borta//' "$DIR/register/docs-corpus/b.md"
sed -i '/^topik/d; s/\[ett\]/[ett, nytt]/' "$DIR/register/docs-corpus/a.md"
check "$DIR/register" --write-baseline
expect 'what is new fails' status_is 1
sed -i -e '/key-unknown/d' -e 's/dangling: 3/dangling: 2/' "$DIR/wanted"
expect 'it has shrunk, not grown' diff "$DIR/wanted" "$DIR/register/styrdok-baseline.yaml"
cp "$DIR/register/styrdok-baseline.yaml" "$DIR/kept.yaml"
chmod 444 "$DIR/register/styrdok-baseline.yaml"
sed -i '/requires/d' "$DIR/register/docs-corpus/b.md"
check "$DIR/register" --write-baseline
expect 'a write-protected one is not written' status_is 3
expect 'it stays as it is' diff "$DIR/kept.yaml" "$DIR/register/styrdok-baseline.yaml"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
