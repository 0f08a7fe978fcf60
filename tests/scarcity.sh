#!/bin/bash
# Too little of everything: memory, open files, processes. The program ends as usual, or with status 3 and a message; never by a signal.
# In the plain build, since the sanitizers' own memory takes terabytes. STYRDOK is the program. Ends with "N passed, N failed".
set -u
export LC_ALL=C.UTF-8
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
[ -x "${STYRDOK:-}" ] || { echo "STYRDOK is not the program" >&2; exit 2; }
# Below /tmp itself, since one case runs as another user, who cannot enter the caller's folders.
DIR=$(mktemp -d /tmp/styrdok-scarcity-XXXXXX) || exit 2
trap 'rm -rf "$DIR"' EXIT
chmod 755 "$DIR"
cp "$STYRDOK" "$DIR/styrdok" || exit 2
PROGRAM=$DIR/styrdok
export GIT_AUTHOR_NAME=R GIT_AUTHOR_EMAIL=r@example.org GIT_COMMITTER_NAME=R GIT_COMMITTER_EMAIL=r@example.org
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED $CASE: $*"; }

# begin NAME DOCUMENTS: a register of so many documents that cite each other, with vocabulary and a waiver, committed, in the working directory.
begin() {
	CASE=$1
	rm -rf "$DIR/reg"
	mkdir -p "$DIR/reg/docs-corpus/vocabulary" "$DIR/reg/docs-corpus/waivers" && cd "$DIR/reg" || exit 2
	echo '- {id: kf, name: Kommunfullmäktige}' >docs-corpus/vocabulary/bodies.yaml
	echo '- {code: review.overdue, documents: [d1], reason: r, granted-by: kf, until: 2999}' >docs-corpus/waivers/w.yaml
	for ((i = 1; i <= $2; i++)); do
		printf -- '---\nid: d%d\ntitle: Titel %d\ntype: policy\nstatus: decided\ndecided: 2008-03-03\nsteward: kf\nsupersedes: [d%d]\ndnr: [031-%d/2007]\n---\n## Mål\n\nSe [[d%d]], dnr 031-%d/2007.\n' \
			"$i" "$i" $((i + 1)) "$i" $((i + 2)) $((i + 7)) >"docs-corpus/d$i.md"
	done
	printf -- '---\ntitle: Förslag\nbody: kf\ndate: 2009-01-01\n---\n' >p.md
	for i in {1..400}; do printf '## R%d\n\nTelefon %d och telefon i stadens it-miljö.\n\n' "$i" "$i"; done >>p.md
	git init -q . && git add . && git commit -qm register
}

# with_memory KIB ARG..: leaves code, out and err
with_memory() {
	(
		ulimit -v "$1" 2>/dev/null
		shift
		exec timeout 300 "$PROGRAM" "$@"
	) >"$DIR/out" 2>"$DIR/err" </dev/null
	code=$?
}

# ends_well WHAT: status 0, 1 or 3; 3 with a message.
ends_well() {
	case $code in
	0 | 1) return 0 ;;
	3) [ -s "$DIR/err" ] && return 0; fail "$1: status 3 without a message" ;;
	*) fail "$1: exit status $code: $(head -c 300 "$DIR/err")" ;;
	esac
	return 1
}

# limited STEP ARG..: finds how much memory is enough, then takes it away in thirty steps of so many KiB.
limited() {
	local step=$1 low=4000 high=2000000 middle kib wrong=0 told=0
	shift
	while [ $((high - low)) -gt "$step" ]; do
		middle=$(((low + high) / 2))
		with_memory $middle "$@"
		if [ $code -le 1 ]; then high=$middle; else low=$middle; fi
	done
	for kib in $(seq $((high + 2 * step)) "-$step" $((high - 28 * step))); do
		with_memory "$kib" "$@"
		# too little even to start: the loader's word
		[ $code -ne 127 ] || break
		[ $code -ne 3 ] || told=$((told + 1))
		ends_well "$kib KiB" || wrong=$((wrong + 1))
	done
	[ $told -gt 0 ] || fail "never too little from $high KiB down to $kib KiB"
	[ $wrong -eq 0 ] && pass
}

begin 'too little memory for a small register' 2
limited 32 check --on 2012-12-21
limited 32 status --all --on 2012-12-21 --format json

begin 'too little memory for a register of middle size' 200
limited 256 check --on 2012-12-21 --format json
limited 256 check --on 2012-12-21 --rev HEAD
limited 512 scan p.md

begin 'too few open files' 200
for files in {3..20}; do
	for args in '' '--rev HEAD'; do
		# shellcheck disable=SC2086 # words
		(
			ulimit -n "$files"
			exec "$PROGRAM" check --on 2012-12-21 $args
		) >"$DIR/out" 2>"$DIR/err" </dev/null
		code=$?
		if [ $code -eq 127 ] || grep -q 'error while loading shared libraries' "$DIR/err"; then continue; fi
		ends_well "$files files, check $args" && pass
	done
done

begin 'too few processes' 200
if [ "$(id -u)" -eq 0 ]; then # limits on processes do not hold for root
	chmod -R a+rX .
	setpriv --reuid=65534 --regid=65534 --clear-groups bash -c 'ulimit -u 1; exec "$0" check --on 2012-12-21' "$PROGRAM" >"$DIR/out" 2>"$DIR/err" </dev/null
else
	(
		ulimit -u 1
		exec "$PROGRAM" check --on 2012-12-21
	) >"$DIR/out" 2>"$DIR/err" </dev/null
fi
code=$?
ends_well 'no threads' && pass

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
