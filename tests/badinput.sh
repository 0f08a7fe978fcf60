#!/bin/bash
# What bad input gets (the specification's section 6): the one finding with its place, the other documents still checked,
# and never a signal. STYRDOK is the program. Ends with "N passed, N failed".
#
# Each case makes a register of two sound documents, one of them with a known finding, and breaks something beside them.
set -u
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

[ -x "${STYRDOK:-}" ] || { echo "STYRDOK is not the program" >&2; exit 2; }
# Below /tmp itself, since some cases run as another user, who cannot enter the caller's folders.
DIR=$(mktemp -d /tmp/styrdok-badinput-XXXXXX) || exit 2
trap 'chmod -R u+rwX "$DIR" 2>/dev/null; rm -rf "$DIR" ${MEMORY:+"$MEMORY"}' EXIT
chmod 755 "$DIR"
cp "$STYRDOK" "$DIR/styrdok" || exit 2
PROGRAM=$DIR/styrdok
SANITIZED=
grep -q __asan_init "$PROGRAM" && SANITIZED=yes
export HOME=$DIR/home
mkdir "$HOME"
git config --global user.name Registrator
git config --global user.email registrator@example.org
git config --global init.defaultBranch main
git config --global gc.auto 0
export GIT_AUTHOR_DATE=2008-03-03T12:00:00Z GIT_COMMITTER_DATE=2008-03-03T12:00:00Z
passed=0 failed=0
cd "$DIR" || exit 2

# --- helpers -------------------------------------------------------------------------------------------------------

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED $CASE: $*"; }

# front ID [LINE..]: the front matter of a sound document, with more lines in it.
front() {
	printf -- '---\nid: %s\ntitle: Titel %s\ntype: policy\nstatus: decided\ndecided: 2008-03-03\nsteward: kf\n' "$1" "$1"
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@"
	printf -- '---\n'
}

# sound ID [LINE..]: a whole document without a finding; its body begins on line 9, or later.
sound() {
	front "$@"
	printf '## Mål {#mal}\n\nStaden ska hushålla.\n'
}

# The finding that every case must still tell: dangling at docs-corpus/sist.md:8:13.
KNOWN='error relation.dangling docs-corpus/sist.md:8:13'

# begin NAME: a new register in the working directory.
begin() {
	CASE=$1
	cd "$DIR" || exit 2
	rm -rf reg
	mkdir -p reg/docs-corpus
	cd reg || exit 2
	sound hel >docs-corpus/hel.md
	sound sist 'refers-to: [saknas]' >docs-corpus/sist.md
}

# move_to_memory: goes on in a copy where many files cost little, if there is such a place. Until leave_memory.
MEMORY=
move_to_memory() {
	MEMORY=$(mktemp -d /dev/shm/styrdok-badinput-XXXXXX 2>/dev/null) || return 0
	cp -R . "$MEMORY/" && cd "$MEMORY" || exit 2
}
leave_memory() {
	cd "$DIR" || exit 2
	[ -z "$MEMORY" ] || rm -rf "$MEMORY"
}

# judge.py TEXT..: what was printed as text (out, err) can steer no terminal. With FINDINGS..: the file `json` is sound and
# tells just these.
cat >"$DIR/judge.py" <<'PYTHON'
import json, os, sys
folder = os.path.dirname(sys.argv[0])
def read(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()
def bad(c):
    n = ord(c)
    return n < 32 and c != "\n" or 0x7f <= n < 0xa0 or 0x202a <= n <= 0x202e or 0x2066 <= n <= 0x2069 or \
        n in (0x200e, 0x200f, 0x61c, 0x2028, 0x2029)
def findings(data):
    assert not [b for b in data if b < 32 and b != 10 or b == 127], "a control character in the JSON"
    result = json.loads(data.decode("utf-8"))
    assert result["schema_version"] == 1, "schema_version"
    for f in result["findings"]:
        assert f["message"], "a finding without a message"
        yield " ".join((f["severity"], f["code"], "%s:%d:%d" % (f["path"], f["line"], f["column"])))
    for level in ("error", "warning", "note"):
        assert result["summary"][level] == sum(f["severity"] == level for f in result["findings"]), "the summary"
def judge():
    if sys.argv[1] == "findings":
        found = list(findings(read("json")))
        for line in sys.argv[2:]:
            if line not in found:
                yield "missing: " + line
        for line in found:
            if line not in sys.argv[2:]:
                yield "not expected: " + ascii(line)
        if sorted(found) == sorted(sys.argv[2:]) and found != sys.argv[2:]:
            yield "in another order: " + ascii(found)
        if len(found) > len(set(found)):
            yield "said twice"
    for name in ("out", "err"):
        steering = [c for c in read(name).decode("utf-8") if bad(c)]
        if steering:
            yield "would reach the terminal (%s): %s" % (name, ascii(steering[:5]))
try:
    said = list(judge())
except Exception as error:
    said = [repr(error)]
print("\n".join(said[:20]))
sys.exit(1 if said else 0)
PYTHON

judge() {
	# alone: without site-packages, which cost more than the rest
	python3 -I -S "$DIR/judge.py" "$@" >"$DIR/said" 2>&1 || { fail "$(cat "$DIR/said")"; return 1; }
}

# run ARG..: the program with a guard against hanging. Leaves out, err and $code.
run() {
	timeout 300 "$PROGRAM" "$@" >"$DIR/out" 2>"$DIR/err" </dev/null
	code=$?
}

# with_memory KIB ARG..
with_memory() {
	(
		ulimit -v "$1" 2>/dev/null
		shift
		exec timeout 300 "$PROGRAM" "$@"
	) >"$DIR/out" 2>"$DIR/err" </dev/null
	code=$?
}

# harmless: nothing that was printed can steer a terminal.
harmless() { judge text; }

# finds STATUS LINE.. [-- ARG..]: `check` ends with the status and tells just these findings ("severity code path:line:column",
# in order), as JSON; as text it ends alike and harms no terminal. "known" stands for the known finding.
finds() {
	local status=$1 wanted=()
	shift
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		[ "$1" = known ] && wanted+=("$KNOWN") || wanted+=("$1")
		shift
	done
	[ $# -eq 0 ] || shift
	run check --on 2012-12-21 --format json "$@"
	[ $code -eq "$status" ] || { fail "exit status $code, expected $status: $(head -c 300 "$DIR/err")"; return 1; }
	[ ! -s "$DIR/err" ] || { fail "standard error: $(head -c 300 "$DIR/err")"; return 1; }
	mv "$DIR/out" "$DIR/json"
	run check --on 2012-12-21 --lang en "$@"
	[ $code -eq "$status" ] || { fail "as text: exit status $code"; return 1; }
	judge findings ${wanted[@]+"${wanted[@]}"} && pass
}

# refuses TEXT ARG..: status 3, nothing on standard output, and the text in the message, which is one line.
refuses() {
	local text=$1
	shift
	run "$@"
	[ $code -eq 3 ] || { fail "exit status $code, expected 3: $(head -c 300 "$DIR/err")"; return 1; }
	[ ! -s "$DIR/out" ] || { fail "standard output: $(head -c 300 "$DIR/out")"; return 1; }
	grep -qF -- "$text" "$DIR/err" || { fail "the message says no '$text': $(head -c 300 "$DIR/err")"; return 1; }
	[ "$(grep -c '^styrdok: ' "$DIR/err")" = 1 ] || { fail "not one message: $(head -c 300 "$DIR/err")"; return 1; }
	harmless || return 1
	pass
}

# as_nobody COMMAND..: as a user who owns nothing here. False when that is not possible.
as_nobody() {
	if [ "$(id -u)" -ne 0 ]; then "$@"; else setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; fi
}

# --- bytes ---------------------------------------------------------------------------------------------------------

begin 'nothing broken'
finds 1 known

begin 'not UTF-8'
{ front a; printf 'Rad ett\nN\344mnden beslutar.\n'; } >docs-corpus/a.md
finds 1 'error document.not-utf8 docs-corpus/a.md:10:2' known

begin 'not UTF-8 in the front matter'
{ printf -- '---\nid: a\ntitle: Stadens m\345l\ntype: policy\n---\n'; } >docs-corpus/a.md
finds 1 'error document.not-utf8 docs-corpus/a.md:3:17' known

begin 'UTF-16'
sound a | iconv -t UTF-16 >docs-corpus/a.md
finds 1 'error document.nul docs-corpus/a.md:1:4' known

begin 'surrogates and overlong forms'
{ front a; printf 'x \355\240\200\n'; } >docs-corpus/a.md
{ front b; printf 'x \300\257\n'; } >docs-corpus/b.md
finds 1 'error document.not-utf8 docs-corpus/a.md:9:3' 'error document.not-utf8 docs-corpus/b.md:9:3' known

begin 'NUL'
{ sound a; printf 'ett\0tv\303\245\n'; } >docs-corpus/a.md
finds 1 'error document.nul docs-corpus/a.md:12:4' known

begin 'byte order mark'
{ printf '\357\273\277'; sound a; } >docs-corpus/a.md
sound b 'refers-to: ["a#mal"]' >docs-corpus/b.md
finds 1 'note document.bom docs-corpus/a.md:1:1' known

begin 'byte order mark and a wrong key'
{ printf '\357\273\277'; sound a 'stewart: kf'; } >docs-corpus/a.md
finds 1 'note document.bom docs-corpus/a.md:1:1' 'error front-matter.key-unknown docs-corpus/a.md:8:1' known

begin 'CRLF'
sound a | sed 's/$/\r/' >docs-corpus/a.md
sound b 'refers-to: ["a#mal"]' >docs-corpus/b.md
finds 1 known

begin 'CRLF and findings'
{ sound a 'refers-to: [hel, "hel#malet", finns-inte]'; printf '\nSe [[finns-ej]] och [hel](hel.md#x).\n'; } |
	sed 's/$/\r/' >docs-corpus/a.md
finds 1 'error relation.part-missing docs-corpus/a.md:8:23' 'error relation.dangling docs-corpus/a.md:8:31' \
	'error link.dangling docs-corpus/a.md:14:6' 'error link.anchor docs-corpus/a.md:14:27' known

begin 'empty file'
: >docs-corpus/a.md
finds 1 'error document.empty docs-corpus/a.md:1:1' known

begin 'only blanks'
printf ' \n\t\r\n\n' >docs-corpus/a.md
finds 1 'error document.empty docs-corpus/a.md:1:1' known

begin 'only a byte order mark'
printf '\357\273\277' >docs-corpus/a.md
finds 1 'error document.empty docs-corpus/a.md:1:1' known

begin 'columns are characters'
mkdir docs-corpus/vocabulary && printf -- '- {id: kf}\n- {id: å}\n' >docs-corpus/vocabulary/bodies.yaml
sound a 'note: åäö' 'topics: [ÅÄÖ😀, x]' 'applies-to: [å, {bodi: ö}]' >docs-corpus/a.md
finds 1 'note decision.undocumented docs-corpus/a.md:5:9' 'error front-matter.key-unknown docs-corpus/a.md:8:1' \
	'error front-matter.key-unknown docs-corpus/a.md:10:18' 'note decision.undocumented docs-corpus/hel.md:5:9' \
	'note decision.undocumented docs-corpus/sist.md:5:9' known

# --- links, folders, devices ---------------------------------------------------------------------------------------

begin 'symbolic link to a file'
ln -s hel.md docs-corpus/a.md
finds 1 'error document.symlink docs-corpus/a.md:1:1' known

begin 'symbolic link to a folder'
mkdir elsewhere && sound hel >elsewhere/hel.md
ln -s ../elsewhere docs-corpus/mapp
finds 1 'error document.symlink docs-corpus/mapp:1:1' known

begin 'dangling symbolic link'
ln -s ingen.md docs-corpus/a.md
finds 1 'error document.symlink docs-corpus/a.md:1:1' known

begin 'symbolic links in a circle'
ln -s b.md docs-corpus/a.md
ln -s a.md docs-corpus/b.md
ln -s . docs-corpus/c
finds 1 'error document.symlink docs-corpus/a.md:1:1' 'error document.symlink docs-corpus/b.md:1:1' \
	'error document.symlink docs-corpus/c:1:1' known

begin 'symbolic link out of the register'
sound hemlig 'hemlig-nyckel: x' >"$DIR/hemlig.md"
ln -s "$DIR/hemlig.md" docs-corpus/a.md
ln -s /etc docs-corpus/etc
finds 1 'error document.symlink docs-corpus/a.md:1:1' 'error document.symlink docs-corpus/etc:1:1' known
grep -q hemlig-nyckel "$DIR/out" && fail 'what lies outside was read'

begin 'a link in a text out of the register'
{ front a; printf '[x](../../hemlig.md) [y](/etc/passwd) [z](../../../../../../etc/passwd)\n'; } >docs-corpus/a.md
finds 1 'error link.dangling docs-corpus/a.md:9:5' 'error link.dangling docs-corpus/a.md:9:26' \
	'error link.dangling docs-corpus/a.md:9:43' known

begin 'a repository within'
mkdir docs-corpus/inre && git init -q docs-corpus/inre && sound hel >docs-corpus/inre/hel.md
finds 1 'error document.submodule docs-corpus/inre:1:1' known

begin 'a folder named like a document'
mkdir docs-corpus/x.md && sound a >docs-corpus/x.md/a.md
finds 1 known

begin 'hidden files and other files'
mkdir docs-corpus/.dold docs-corpus/bilder
printf 'x' >docs-corpus/.dold/a.md
printf '\377\330' >docs-corpus/bilder/a.jpg
printf 'x' >docs-corpus/README.md
finds 1 known

begin 'pipe'
mkfifo docs-corpus/a.md
finds 1 known

begin 'pipes instead of data files'
mkdir docs-corpus/vocabulary docs-corpus/waivers
mkfifo styrdok.yaml docs-corpus/vocabulary/bodies.yaml docs-corpus/waivers/w.yaml
finds 1 'error config.symlink styrdok.yaml:1:1'

begin 'socket'
python3 -I -S -c 'import socket; socket.socket(socket.AF_UNIX).bind("docs-corpus/a.md")'
finds 1 known

begin 'device'
if mknod docs-corpus/a.md c 1 5 2>/dev/null; then finds 1 known; fi

begin 'unreadable file'
sound a >docs-corpus/a.md
chmod 000 docs-corpus/a.md
# unreadable FILE [STATUS [OTHER]]: it is told of, and of the other documents as before
unreadable() {
	local file=$1 wanted=${2:-1} other=${3-saknas}
	as_nobody timeout 300 "$PROGRAM" check --lang en >"$DIR/out" 2>"$DIR/err" </dev/null
	code=$?
	[ $code -eq "$wanted" ] || { fail "exit status $code, expected $wanted"; return; }
	cat "$DIR/out" "$DIR/err" | grep -F "$file" | grep -qF 'cannot be read' || { fail "message: $(cat "$DIR/err")"; return; }
	[ -z "$other" ] || grep -qF "$other" "$DIR/out" || { fail "nothing is told of the others"; return; }
	harmless && pass
}
unreadable docs-corpus/a.md

begin 'unreadable vocabulary'
mkdir docs-corpus/vocabulary
echo '[]' >docs-corpus/vocabulary/bodies.yaml
chmod 000 docs-corpus/vocabulary/bodies.yaml
unreadable docs-corpus/vocabulary/bodies.yaml

begin 'an answer beside an unreadable file'
sound a >docs-corpus/a.md
chmod 000 docs-corpus/a.md
as_nobody timeout 300 "$PROGRAM" status --lang en hel >"$DIR/out" 2>"$DIR/err" </dev/null
code=$?
[ $code -eq 1 ] && grep -qF 'the file or folder cannot be read: Permission denied  docs-corpus/a.md:1' "$DIR/out" && pass || fail "exit status $code"

begin 'unreadable folder'
mkdir docs-corpus/stangd
chmod 000 docs-corpus/stangd
unreadable docs-corpus/stangd

begin 'unreadable configuration'
echo 'language: en' >styrdok.yaml
chmod 000 styrdok.yaml
unreadable styrdok.yaml 1 ''

begin 'unreadable waivers'
mkdir docs-corpus/waivers
echo '[]' >docs-corpus/waivers/w.yaml
chmod 000 docs-corpus/waivers/w.yaml
unreadable docs-corpus/waivers/w.yaml 3 ''

begin 'folders ten thousand deep'
move_to_memory
python3 -I -S - <<'PYTHON'
import os
os.chdir("docs-corpus")
for _ in range(10000):
    os.mkdir("d")
    os.chdir("d")
open("a.md", "w").write("x")
PYTHON
finds 1 "error limit.folder-depth docs-corpus$(printf '/d%.0s' $(seq 33)):1:1" known
# rm takes very long for this
python3 -I -S - <<'PYTHON'
import os
os.chdir("docs-corpus")
for _ in range(10000):
    os.chdir("d")
os.remove("a.md")
for _ in range(10000):
    os.chdir("..")
    os.rmdir("d")
PYTHON
leave_memory

# --- names ---------------------------------------------------------------------------------------------------------

begin 'names with spaces and colons'
mkdir -p 'docs-corpus/två ord: ett kolon'
sound a >'docs-corpus/två ord: ett kolon/a.md'
{ sound b; printf '\n[a](två%%20ord:%%20ett%%20kolon/a.md#mal)\n[a](<två ord: ett kolon/a.md>)\n'; } >docs-corpus/b.md
finds 1 known

begin 'a name with a space'
sound en-fil >'docs-corpus/en fil.md'
finds 1 'error document.id-mismatch docs-corpus/en fil.md:2:5' known

begin 'a name that is no UTF-8'
sound a >$'docs-corpus/n\344mnd.md'
finds 1 'error document.id-mismatch docs-corpus/n�mnd.md:2:5' known

begin 'a name with a line break and escape sequences'
sound a >$'docs-corpus/a\n\e[31m\u202eb.md'
finds 1 $'error document.id-mismatch docs-corpus/a\n\e[31m\u202eb.md:2:5' known

begin 'å ä ö in normal form C'
mkdir docs-corpus/Nämnder
sound a >docs-corpus/Nämnder/a.md
finds 1 known

begin 'å ä ö in normal form D'
mkdir $'docs-corpus/Na\u0308mnder'
sound a >$'docs-corpus/Na\u0308mnder/a.md'
finds 1 $'warning document.name-form docs-corpus/Na\u0308mnder/a.md:1:1' known

begin 'å ä ö in both normal forms'
mkdir docs-corpus/Nämnder $'docs-corpus/Na\u0308mnder'
sound a >docs-corpus/Nämnder/a.md
sound b >$'docs-corpus/Na\u0308mnder/b.md'
finds 1 $'warning document.name-form docs-corpus/Na\u0308mnder/b.md:1:1' known

begin 'only upper and lower case differ'
mkdir docs-corpus/Policy docs-corpus/policy
sound a >docs-corpus/Policy/a.md
sound b >docs-corpus/policy/b.md
sound c >docs-corpus/c.md
sound c >docs-corpus/C.md
finds 1 'error document.id-duplicate docs-corpus/C.md:2:5' 'warning document.case docs-corpus/c.md:1:1' known

# --- size and depth ------------------------------------------------------------------------------------------------

# repeat TEXT N
repeat() { python3 -I -S -c 'import sys; sys.stdout.write(sys.argv[1] * int(sys.argv[2]))' "$1" "$2"; }

begin 'one line of three megabytes'
{ front a; repeat 'Staden ska hushålla. ' 150000; echo 'Se [[finns-ej]].'; } >docs-corpus/a.md
finds 1 'error link.dangling docs-corpus/a.md:9:3150006' known
run check --on 2012-12-21
awk 'length($0) > 400 { exit 1 }' "$DIR/out" && pass || fail 'the whole line was printed'

begin 'many findings on one long line'
{ front a; repeat 'Staden ska hushålla. Se [[finns-ej]]. ' 19000; echo; } >docs-corpus/a.md
run check --on 2012-12-21
[ $code -eq 1 ] && [ "$(grep -c link.dangling "$DIR/out")" = 19000 ] && harmless && pass || fail "exit status $code"

begin 'a document at the limit and one above'
{ sound a; repeat 'x' 4194304; } | head -c 4194304 >docs-corpus/a.md
{ sound b; repeat 'x' 4194305; } | head -c 4194305 >docs-corpus/b.md
finds 1 'error limit.document-bytes docs-corpus/b.md:1:1' known

# bomb CODE PLACE TEXT: front matter with this in it.
bomb() {
	{ printf -- '---\nid: a\ntitle: A\ntype: policy\n'; cat; printf -- '\n---\nText.\n'; } >docs-corpus/a.md
	finds 1 "error $1 docs-corpus/a.md:$2" known
}

begin 'YAML: aliases'
printf 'topics: &a [x, x]\naliases: [*a, *a]' | bomb front-matter.alias 5:9

begin 'YAML: a billion laughs'
{
	echo 'a: &a [lol]'
	for i in b c d e f g h i; do echo "$i: &$i [*a, *a, *a, *a, *a, *a, *a, *a, *a]"; done
} | bomb front-matter.alias 5:4

begin 'YAML: an alias without an anchor'
printf 'topics: *finns-inte' | bomb front-matter.alias 5:9

begin 'YAML: an anchor of a hundred kilobytes'
echo 'limits: {front-matter-bytes: 4000000}' >styrdok.yaml
{ printf 'topics: &'; repeat a 102400; printf ' x'; } | bomb front-matter.alias 5:9

begin 'YAML: many anchors'
echo 'limits: {front-matter-bytes: 4000000}' >styrdok.yaml
for i in $(seq 40000); do printf 'k%d: &a%d x\n' "$i" "$i"; done | bomb front-matter.alias 5:5

begin 'YAML: deep lists'
{ printf 'topics: '; repeat '[' 20000; } | bomb limit.yaml-depth 5:24

begin 'YAML: deep lists of a megabyte'
echo 'limits: {front-matter-bytes: 4000000}' >styrdok.yaml
{ printf 'topics: '; repeat '[' 1000000; } | bomb limit.yaml-depth 5:24

begin 'YAML: deep maps'
{ printf 'topics: '; repeat '{a: ' 10000; } | bomb limit.yaml-depth 5:69

begin 'YAML: maps as keys'
{ printf 'topics: '; repeat '{' 20000; } | bomb front-matter.syntax 5:10

begin 'YAML: deep by indentation'
for i in $(seq 1 60); do printf '%*sa:\n' "$((i - 1))" ''; done | bomb limit.yaml-depth 21:17

begin 'YAML: a key of a hundred kilobytes'
echo 'limits: {front-matter-bytes: 4000000}' >styrdok.yaml
{ repeat k 102400; printf ': x'; } | bomb front-matter.syntax 5:1

begin 'YAML: a quoted key of a hundred kilobytes'
echo 'limits: {front-matter-bytes: 4000000}' >styrdok.yaml
{ printf '? "'; repeat k 102400; printf '"\n: x'; } | bomb front-matter.key-unknown 5:3

begin 'YAML: white space of a hundred kilobytes'
echo 'limits: {front-matter-bytes: 4000000}' >styrdok.yaml
{ printf 'title:'; repeat ' ' 102400; printf 'x'; } | bomb front-matter.syntax 5:4103

begin 'YAML: front matter above the limit'
{ printf 'topics: [x'; repeat ', x' 30000; printf ']'; } | bomb limit.front-matter-bytes 1:1

begin 'YAML: too many nodes'
{ printf 'topics: [x'; repeat ',x' 20000; printf ']'; } | bomb limit.yaml-nodes 5:19992

begin 'YAML: tags that would run something'
printf 'topics: !!python/object/apply:os.system [x]' | bomb front-matter.syntax 5:9

begin 'YAML: a second document'
printf -- '--- x' | bomb front-matter.syntax 5:1

begin 'YAML: a tab'
printf 'topics:\n\t- x' | bomb front-matter.syntax 6:1

# markdown CODE PLACE: a body from standard input; without a code, no finding.
markdown() {
	{ front a; cat; echo; } >docs-corpus/a.md
	if [ $# -eq 0 ]; then finds 1 known; else finds 1 "error $1 docs-corpus/a.md:$2" known; fi
}

begin 'Markdown: nested images'
repeat '![[]()' 100000 | markdown limit.images 9:6001

begin 'Markdown: images up to the limit'
repeat '![' 1000 | markdown

begin 'Markdown: deep quotes with delimiters'
{ repeat '>' 50000; repeat ' _)' 50000; } | markdown limit.nesting 9:65

begin 'Markdown: deep quotes over lines'
python3 -I -S -c 'print("\n".join("> " * i + "x" for i in range(1, 81)))' | markdown limit.nesting 73:129

begin 'Markdown: deep lists'
python3 -I -S -c 'print("\n".join("  " * i + "- x" for i in range(81)))' | markdown limit.nesting 73:129

begin 'Markdown: brackets'
repeat '[' 500000 | markdown

begin 'Markdown: brackets that close'
{ repeat '[' 100000; repeat ']' 100000; } | markdown

begin 'Markdown: brackets and parentheses'
repeat '[a](' 100000 | markdown

begin 'Markdown: emphasis'
repeat '*a **a ' 100000 | markdown

begin 'Markdown: backticks'
python3 -I -S -c 'print("".join("e" + "`" * i for i in range(1, 2000)))' | markdown

begin 'Markdown: reference definitions'
python3 -I -S -c 'print("\n".join("[a%d]: hel.md" % i for i in range(50000)) + "\n\n" + "[a0] " * 25000)' >"$DIR/body"
markdown limit.links 50010:100002 <"$DIR/body"

begin 'Markdown: HTML comments, declarations, CDATA'
{ repeat 'a<!--' 100000; repeat '<!A ' 50000; repeat '<?' 50000; repeat '< ![CDATA[' 900; } | markdown

begin 'Markdown: entities'
repeat '&amp' 200000 | markdown

begin 'Markdown: headings above the limit'
python3 -I -S -c 'print("## R\n\nx\n\n" * 2001)' | markdown limit.parts 8009:1

begin 'Markdown: a table that is too wide'
{ repeat '|a' 200; echo '|'; repeat '|-' 200; echo '|'; } | markdown limit.table-columns 9:1

begin 'Markdown: a table of a megabyte'
{ echo '|a|b|'; echo '|-|-|'; repeat $'||\n' 40000; } | markdown

begin 'Markdown: wiki links'
repeat '[[' 300000 | markdown

begin 'Markdown: case numbers'
repeat '1.1.1.1.' 100000 | markdown

begin 'Markdown: raw HTML and scripts'
{ front a; printf '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n'; } >docs-corpus/a.md
finds 1 'error link.dangling docs-corpus/a.md:11:10' known

# --- many findings from one file -------------------------------------------------------------------------------------

# many CODE N: `check` tells so many of them, in memory that one file should not pass.
many() {
	if [ -n "$SANITIZED" ]; then run check --on 2012-12-21; else with_memory 300000 check --on 2012-12-21; fi
	[ $code -eq "${3:-1}" ] || { fail "exit status $code: $(head -c 300 "$DIR/err")"; return 1; }
	[ "$(grep -cF "[$1]" "$DIR/out")" = "$2" ] || { fail "$(grep -cF "[$1]" "$DIR/out") findings, expected $2"; return 1; }
	grep -qF '[relation.dangling]' "$DIR/out" && pass || fail 'the known finding is missing'
}

begin 'nine thousand wrong values'
{ front a 'topics:' | sed '$d'; repeat $'- []\n' 9000; printf -- '---\nText.\n'; } >docs-corpus/a.md
many front-matter.shape 9000

begin 'five thousand unknown keys'
{ front a | sed '$d'; for i in $(seq 4900); do echo "k$i: x"; done; printf -- '---\nText.\n'; } >docs-corpus/a.md
many front-matter.key-unknown 4900

begin 'one relation nine thousand times'
{ front a 'complements:' | sed '$d'; repeat $'- hel\n' 9000; printf -- '---\nText.\n'; } >docs-corpus/a.md
many relation.duplicate 8999

begin 'references to thousands of parts that do not exist'
{ front a; repeat $'## Rubrik\n\nText.\n\n' 2000; } >docs-corpus/a.md
{ front b; for i in $(seq 19000); do echo "[[a#x$i]]"; done; } >docs-corpus/b.md
many link.anchor 19000

begin 'a circle of twenty thousand bodies'
mkdir docs-corpus/vocabulary
{ echo '- id: kf'; for i in $(seq 20000); do echo "- {id: b$i, parent: b$((i % 20000 + 1))}"; done; } >docs-corpus/vocabulary/bodies.yaml
many vocabulary.cycle 1

begin 'forty thousand unknown bodies'
mkdir docs-corpus/vocabulary
{ echo '- id: kf'; for i in $(seq 40000); do echo "- {id: body-$i, parent: ydob-$i}"; done; } >docs-corpus/vocabulary/bodies.yaml
many vocabulary.unknown 40000

# --- what steers a terminal ----------------------------------------------------------------------------------------

ESC=$'\e]0;x\a\e[31m\e[2J' BIDI=$'\u202e\u2066\u2069\u200f\u200e\u061c' C1=$'\u009b31m\u0085'

begin 'escape sequences in front matter'
printf -- '---\nid: a\ntitle: "x"\ntype: policy\nnyckel: \e[31m\n---\nText.\n' >docs-corpus/a.md
finds 1 'error front-matter.syntax docs-corpus/a.md:5:9' known

begin 'escaped escape sequences in front matter'
printf -- '---\nid: a\ntitle: "\\e[31m\\a\\u202e"\ntype: "\\e[2J"\n"\\e[31m": x\nstatus: "\\x9b31m"\nrefers-to: ["\\e[1m", "hel#\\e[1m"]\naliases: ["\\u2066x"]\n---\nText.\n' >docs-corpus/a.md
finds 1 'error front-matter.key-unknown docs-corpus/a.md:5:1' 'error front-matter.value docs-corpus/a.md:6:9' \
	'error relation.dangling docs-corpus/a.md:7:13' 'error relation.part-missing docs-corpus/a.md:7:27' known
for command in 'status a' 'status --all' 'show a' 'show --format json a' 'status --all --format json' 'check --format json'; do
	# shellcheck disable=SC2086 # words
	run $command
	[ $code -le 1 ] || fail "$command: exit status $code: $(cat "$DIR/err")"
	case $command in
	*json*) python3 -I -S -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$DIR/out" 2>/dev/null || fail "$command: no JSON" ;;
	*) harmless ;;
	esac
done
pass

begin 'bidirectional marks and controls in the body'
{ front a; printf 'Se [[%sfinns-ej]] och [%s](%s.md).\n\n## %s {#x}\n\n[[hel#%s]]\n' "$BIDI" "$ESC" "$C1" "$BIDI$ESC" "$C1"; } >docs-corpus/a.md
run check --on 2012-12-21
[ $code -eq 1 ] || fail "exit status $code"
harmless && pass
for command in 'status a' 'show a'; do
	# shellcheck disable=SC2086 # words
	run $command
	harmless
done
pass

begin 'escape sequences in the vocabulary, the configuration and waivers'
mkdir docs-corpus/vocabulary docs-corpus/waivers
printf -- '- {id: kf, name: "\\e[31m"}\n- {id: "\\e[2J", parent: "\\u202e"}\n' >docs-corpus/vocabulary/bodies.yaml
printf -- '"\\e[31m": x\ndocuments: docs-corpus\n' >styrdok.yaml
printf -- '- {code: "\\e[31m", documents: ["\\e"], reason: x, granted-by: "\\e", until: 2999}\n' >docs-corpus/waivers/w.yaml
run check --on 2012-12-21
[ $code -eq 1 ] || fail "exit status $code"
harmless && pass

begin 'escape sequences on the command line'
run check $'--\e[31m'
[ $code -eq 2 ] && harmless && pass
run explain $'\e[31m\u202e'
[ $code -eq 2 ] && harmless && pass
run status $'\e[31m'
[ $code -ge 2 ] && harmless && pass
run check --repo $'/tmp/\e[31m\u202e'
[ $code -eq 3 ] && harmless && pass
run check --rev $'\e[31m'
[ $code -eq 3 ] && harmless && pass

begin 'an unreadable file with escape sequences in its name'
sound a >$'docs-corpus/\e[31ma.md'
chmod 000 $'docs-corpus/\e[31ma.md'
as_nobody timeout 300 "$PROGRAM" check >"$DIR/out" 2>"$DIR/err" </dev/null
[ $? -eq 1 ] && harmless && pass

# --- repositories --------------------------------------------------------------------------------------------------

# commit: all of the working directory, as one commit.
commit() {
	[ -d .git ] || git init -q .
	git add -A && git commit -q --allow-empty -m "${1:-x}"
}

begin 'a revision'
commit
echo 'x' >docs-corpus/hel.md
finds 1 known -- --rev HEAD
finds 1 known -- --rev main
finds 1 known -- --rev 2008-12-31

begin 'a revision before the first commit'
commit
refuses "'2007-12-31' is before the register's first version" check --lang en --rev 2007-12-31

begin 'an unknown revision'
commit
refuses "'finns-inte' is neither a revision" check --lang en --rev finns-inte
refuses "'0123456789' is neither a revision" check --lang en --rev 0123456789
refuses "'HEAD~5' is neither a revision" check --lang en --rev HEAD~5
refuses "is neither a revision" check --lang en --rev ''
refuses "is neither a revision" check --lang en --rev=--help

begin 'a revision that is no commit'
commit
git tag -a -m x blob "$(git rev-parse HEAD:docs-corpus/hel.md)"
run check --lang en --rev blob
[ $code -eq 3 ] && harmless && pass || fail "exit status $code"

begin 'no repository'
refuses 'is not a git repository' check --lang en --rev HEAD

begin 'an empty repository'
git init -q .
finds 1 known
refuses "'HEAD' is neither a revision" check --lang en --rev HEAD

begin 'an empty tree'
git init -q .
git commit -q --allow-empty -m x
run check --lang en --rev HEAD
[ $code -eq 1 ] && grep -qF '[register.empty]' "$DIR/out" && harmless && pass || fail "exit status $code"

begin 'a bare repository'
commit
git clone -q --bare . "$DIR/bar.git"
cd "$DIR/bar.git" || exit 2
finds 1 known -- --rev HEAD
cd "$DIR" || exit 2
finds 1 known -- --repo bar.git --rev HEAD
finds 1 known -- --repo bar.git
rm -rf "$DIR/bar.git"

begin 'a repository of sha256'
git init -q --object-format=sha256 .
commit
refuses 'names its objects by SHA-256' check --lang en --rev HEAD
finds 1 known

begin 'a shallow clone'
commit
sound a >docs-corpus/a.md && commit
git clone -q --depth 1 "file://$PWD" "$DIR/grund"
cd "$DIR/grund" || exit 2
finds 1 known -- --rev HEAD
refuses 'shallow clone' check --lang en --rev HEAD~1
refuses 'shallow clone' check --lang en --rev 2008-01-01
rm -rf "$DIR/grund"

begin 'a missing object'
sound a >docs-corpus/a.md && commit
id=$(git rev-parse HEAD:docs-corpus/a.md)
rm -f ".git/objects/${id:0:2}/${id:2}"
refuses "'docs-corpus/a.md' cannot be read" check --lang en --rev HEAD

begin 'a corrupt object'
sound a >docs-corpus/a.md && commit
id=$(git rev-parse HEAD:docs-corpus/a.md)
chmod u+w ".git/objects/${id:0:2}/${id:2}"
printf 'skräp' >".git/objects/${id:0:2}/${id:2}"
refuses "'docs-corpus/a.md' cannot be read" check --lang en --rev HEAD

begin 'a corrupt tree'
commit
id=$(git rev-parse HEAD:docs-corpus)
chmod u+w ".git/objects/${id:0:2}/${id:2}"
printf 'skräp' >".git/objects/${id:0:2}/${id:2}"
refuses 'cannot be read' check --lang en --rev HEAD

begin 'a corrupt pack'
commit
git repack -q -a -d
for pack in .git/objects/pack/*.pack; do
	chmod u+w "$pack"
	printf 'skräp' | dd of="$pack" bs=1 seek=20 conv=notrunc status=none
done
run check --lang en --rev HEAD
[ $code -eq 3 ] && harmless && pass || fail "exit status $code"

begin 'a corrupt HEAD'
commit
printf '\0\0' >.git/HEAD
run check --lang en --rev HEAD
[ $code -eq 3 ] && harmless && pass || fail "exit status $code"
finds 1 known

begin 'a repository of somebody else'
commit
chmod -R a+rX .
if [ "$(id -u)" -eq 0 ]; then
	HOME=$DIR/ingen as_nobody timeout 300 "$PROGRAM" check --lang en --rev HEAD >"$DIR/out" 2>"$DIR/err" </dev/null
	code=$?
	[ $code -eq 3 ] && grep -q 'belongs to someone else' "$DIR/err" && harmless && pass || fail "exit status $code: $(cat "$DIR/err")"
fi

begin 'a second working tree'
commit
git worktree add -q "$DIR/gren" 2>/dev/null
cd "$DIR/gren" || exit 2
finds 1 known
finds 1 known -- --rev HEAD
rm -rf "$DIR/gren"

begin 'a register in a folder of a repository'
mkdir -p kommun/docs-corpus
mv docs-corpus/* kommun/docs-corpus/
rmdir docs-corpus
sound utanfor 'refers-to: [finns-ej]' >utanfor.md
commit
cd kommun || exit 2
finds 1 known -- --rev HEAD
cd docs-corpus || exit 2
finds 1 known -- --rev HEAD
cd ../.. || exit 2
finds 1 known -- --repo kommun --rev HEAD
# the folder came into being later
git init -q "$DIR/reg2"
refuses "there is no folder" check --lang en --repo kommun --rev "$(git commit-tree -m x "$(git mktree </dev/null)")"
rm -rf "$DIR/reg2"

begin 'odd entries in a revision'
ln -s hel.md docs-corpus/a.md
ln -s /etc docs-corpus/etc
mkdir -p $'docs-corpus/Na\u0308mnder' docs-corpus/.dold docs-corpus/x.md
sound b >$'docs-corpus/Na\u0308mnder/b.md'
sound c >docs-corpus/x.md/c.md
echo x >docs-corpus/.dold/d.md
: >docs-corpus/e.md
commit
git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),docs-corpus/modul"
git commit -q -m x
finds 1 $'warning document.name-form docs-corpus/Na\u0308mnder/b.md:1:1' 'error document.symlink docs-corpus/a.md:1:1' \
	'error document.empty docs-corpus/e.md:1:1' 'error document.symlink docs-corpus/etc:1:1' \
	'error document.submodule docs-corpus/modul:1:1' known -- --rev HEAD

begin 'trees that git itself would refuse'
commit
blob=$(git rev-parse HEAD:docs-corpus/sist.md)
hel=$(git rev-parse HEAD:docs-corpus/hel.md)
inner=$(printf '100644 blob %s\thel.md\n100644 blob %s\tsist.md\n' "$hel" "$blob" | git mktree)
twice=$(python3 -I -S - "$inner" <<'PYTHON'
import hashlib, os, sys, zlib
raw = bytes.fromhex(sys.argv[1])
def put(kind, body):
    data = b"%s %d\0" % (kind, len(body)) + body
    name = hashlib.sha1(data).hexdigest()
    os.makedirs(".git/objects/" + name[:2], exist_ok=True)
    open(".git/objects/%s/%s" % (name[:2], name[2:]), "wb").write(zlib.compress(data))
    return name
# "..", "." and an empty name beside the documents
print(put(b"tree", b"40000 \0" + raw + b"40000 .\0" + raw + b"40000 ..\0" + raw + b"40000 docs-corpus\0" + raw))
PYTHON
)
git update-ref refs/heads/odd "$(git commit-tree -m x "$twice")"
run check --on 2012-12-21 --lang en --rev odd
[ $code -eq 1 ] || [ $code -eq 3 ] && harmless && pass || fail "exit status $code"

begin 'ten thousand folders deep in a revision'
move_to_memory
commit
python3 -I -S - "$(git rev-parse HEAD:docs-corpus/sist.md)" >"$DIR/deep" <<'PYTHON'
import hashlib, os, sys, zlib
name, raw = b"100644 a.md", bytes.fromhex(sys.argv[1])
for _ in range(10000):
    body = name + b"\0" + raw
    data = b"tree %d\0" % len(body) + body
    raw = hashlib.sha1(data).digest()
    path = ".git/objects/%s/%s" % (raw.hex()[:2], raw.hex()[2:])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "wb").write(zlib.compress(data, 1))
    name = b"40000 docs-corpus"
print(raw.hex())
PYTHON
git update-ref refs/heads/deep "$(git commit-tree -m x "$(cat "$DIR/deep")")"
refuses 'docs-corpus' check --lang en --rev deep
leave_memory

# --- output that cannot be written ----------------------------------------------------------------------------------

begin 'closed standard output'
for command in check 'check --format json' 'status --all' 'show hel' 'explain' '--help' '--version'; do
	# shellcheck disable=SC2086 # words
	timeout 300 "$PROGRAM" $command >&- 2>"$DIR/err" </dev/null
	code=$?
	: >"$DIR/out"
	[ $code -eq 3 ] && [ -s "$DIR/err" ] && harmless && pass || fail "$command: exit status $code"
	[ -c /dev/full ] || continue
	# shellcheck disable=SC2086 # words
	timeout 300 "$PROGRAM" $command >/dev/full 2>"$DIR/err" </dev/null
	code=$?
	[ $code -eq 3 ] && [ -s "$DIR/err" ] && harmless && pass || fail "$command to a full device: exit status $code"
done

begin 'all standard files closed'
timeout 300 "$PROGRAM" check >&- 2>&- <&-
code=$?
[ $code -eq 3 ] && pass || fail "exit status $code"

begin 'a reader that stops reading'
{ front a; repeat 'Se [[finns-ej]]. ' 15000; echo; } >docs-corpus/a.md
timeout 300 "$PROGRAM" check 2>"$DIR/err" </dev/null | head -n 1 >"$DIR/out"
code=${PIPESTATUS[0]}
# as other programs do: ended by SIGPIPE, or told
[ $code -eq 141 ] || [ $code -eq 3 ] && pass || fail "exit status $code"

# --- paths and configuration ----------------------------------------------------------------------------------------

begin 'paths that do not exist or lie outside'
refuses 'finns-inte' check --lang en finns-inte
refuses 'finns-inte' check --lang en docs-corpus/hel.md finns-inte
refuses 'outside the register' check --lang en docs-corpus/hel.md /etc
refuses 'outside the register' check --lang en docs-corpus/hel.md ../home
run check --lang en --repo finns-inte
[ $code -eq 3 ] && harmless && pass || fail "exit status $code"

begin 'a folder of documents that does not exist'
echo 'documents: dokument' >styrdok.yaml
refuses 'dokument' check --lang en

begin 'documents outside the register'
echo 'documents: ../annat' >styrdok.yaml
finds 1 known 'error config.value styrdok.yaml:1:12'

begin 'a broken configuration'
echo 'documents: [' >styrdok.yaml
# what the documents mean cannot be determined then, so only this is
finds 1 'error config.syntax styrdok.yaml:1:13'

begin 'a configuration that is no UTF-8'
printf 'language: sv\nrules: [\345]\n' >styrdok.yaml
finds 1 'error config.syntax styrdok.yaml:2:9'

begin 'a vocabulary that is no UTF-8'
mkdir docs-corpus/vocabulary
printf -- '- {id: kf}\n- {id: \345}\n' >docs-corpus/vocabulary/bodies.yaml
finds 1 known 'error vocabulary.syntax docs-corpus/vocabulary/bodies.yaml:2:8'

begin 'a vocabulary in UTF-16'
mkdir docs-corpus/vocabulary
printf -- '- {id: kf}\n' | iconv -t UTF-16 >docs-corpus/vocabulary/bodies.yaml
finds 1 known 'error vocabulary.syntax docs-corpus/vocabulary/bodies.yaml:1:1'

begin 'a waiver file that is no YAML'
mkdir docs-corpus/waivers
printf -- '- {code: relation.dangling\n' >docs-corpus/waivers/w.yaml
finds 1 known 'error waiver.syntax docs-corpus/waivers/w.yaml:1:27'

begin 'patterns that never end'
cat >styrdok.yaml <<'YAML'
citations:
  - {name: p, pattern: '(?<dnr>(a+)+)b'}
  - {name: q, pattern: '(?<id>(x+x+)+)y'}
YAML
{ front a; repeat a 200000; echo; echo; repeat x 200000; echo; } >docs-corpus/a.md
finds 1 known

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
