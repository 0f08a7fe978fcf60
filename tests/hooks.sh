#!/bin/bash
# The gate with real git on both sides: commits with the hook pre-commit, pushes to bare repositories with the hook pre-receive, signatures by real
# SSH keys. Folders have a space, å and a colon in their names. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
ROOT=$PWD STYRDOK=$(realpath "${STYRDOK:-build/styrdok}")
DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$DIR"' EXIT
export HOME=$DIR GIT_CONFIG_NOSYSTEM=1
git config --global user.name Registrator
git config --global user.email registrator@example.org
git config --global init.defaultBranch main
git config --global advice.detachedHead false
git config --global protocol.file.allow always
passed=0 failed=0 said=

ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	printf 'FAILED %s\n' "$1"
	printf '%s\n' "$said" | head -30
}

# accepts / refuses LABEL COMMAND..: keeps what it said
accepts() {
	local label=$1
	shift
	if said=$("$@" 2>&1); then ok; else bad "$label: refused"; fi
}
refuses() {
	local label=$1
	shift
	if said=$("$@" 2>&1); then bad "$label: accepted"; else ok; fi
}
says() { if grep -qF -- "$1" <<<"$said"; then ok; else bad "does not say: $1"; fi; }
silent() { if grep -qF -- "$1" <<<"$said"; then bad "says: $1"; else ok; fi; }

# document FOLDER ID KEYS [TEXT]: a policy decided in 2005, with further keys
document() {
	printf -- '---\nid: %s\ntitle: Policy %s\ntype: policy\nstatus: decided\ndecided-by: kf\ndecided: 2005-01-01\nsteward: kf\napplies-to: [kf]\n%b---\n\n%b\n' \
		"$2" "$2" "$3" "${4:-Text.}" >"$1/docs-corpus/$2.md"
}
register() { # FOLDER: a small register in a new repository
	git init -q "$1"
	mkdir -p "$1/docs-corpus/vocabulary"
	echo '- {id: kf, name: Kommunfullmäktige, kind: assembly, rank: 1}' >"$1/docs-corpus/vocabulary/bodies.yaml"
	document "$1" gammal '' 'Alla har en telefon.'
	document "$1" citerar '' 'Se [[gammal]].'
	sed -i 's/^decided: .*/decided: 2010-01-01/' "$1/docs-corpus/citerar.md"
	git -C "$1" add . && git -C "$1" commit -q -m Registret
}
g() { git -C "$work" "$@"; }

# --- pre-commit -------------------------------------------------------------------------------------------------------
work="$DIR/ett register: å"
register "$work"
accepts 'install in a working tree' "$STYRDOK" hook install --repo "$work"
accepts 'install again' "$STYRDOK" hook install --repo "$work"
document "$work" god ''
g add .
accepts 'a good document' git -C "$work" commit -q -m God
document "$work" fel 'complements: [finnsinte]\n'
g add .
refuses 'a relation to nothing' git -C "$work" commit -q -m Fel
says 'docs-corpus/fel.md:10:15: error:'
says 'relation.dangling'
says 'ingenting har sparats'
silent 'docs-corpus/citerar.md'
[ "$(g log -1 --format=%s)" = God ] && ok || bad 'the refused commit is there'
# git commit a.md: the index is another one, with that file alone
document "$work" bra ''
g add docs-corpus/bra.md
accepts 'another file is staged and wrong' git -C "$work" commit -q -m Bra docs-corpus/bra.md
g rm -q --cached docs-corpus/fel.md
refuses 'the wrong file alone' bash -c "git -C '$work' add -N docs-corpus/fel.md && git -C '$work' commit -q -m Fel docs-corpus/fel.md"
says 'relation.dangling'
g rm -q -f --cached docs-corpus/fel.md
# what is not staged is not judged
echo 'title: [' >>"$work/docs-corpus/god.md"
document "$work" ny ''
g add docs-corpus/ny.md
accepts 'what is not staged is wrong' git -C "$work" commit -q -m Ny
g checkout -q docs-corpus/god.md
rm "$work/docs-corpus/fel.md"
# what is staged is judged, though the file has been mended since
document "$work" halv 'complements: [finnsinte]\n'
g add docs-corpus/halv.md
document "$work" halv ''
refuses 'what is staged is wrong, the file is not' git -C "$work" commit -q -m Halv
g add docs-corpus/halv.md
accepts 'staged again' git -C "$work" commit -q -m Halv
# a change shows in another file
document "$work" ersatt 'supersedes: [gammal]\n'
g add .
accepts 'a warning does not refuse' git -C "$work" commit -q -m Ersatt
says 'docs-corpus/citerar.md'
says 'citation.superseded'
# decided text, through a linked working tree
g worktree add -q "$DIR/arbete å" -b arbete
sed -i 's/en telefon/två telefoner/' "$DIR/arbete å/docs-corpus/gammal.md"
refuses 'decided text, in a linked working tree' git -C "$DIR/arbete å" commit -q -a -m Text
says 'change.decided-text'
accepts 'without the hook' git -C "$DIR/arbete å" commit -q -a -n -m Text
# the first commit of all
work="$DIR/tomt å"
git init -q "$work"
mkdir -p "$work/docs-corpus/vocabulary"
echo '- {id: kf, name: Kommunfullmäktige, kind: assembly}' >"$work/docs-corpus/vocabulary/bodies.yaml"
document "$work" fel 'complements: [finnsinte]\n'
"$STYRDOK" hook install --repo "$work" >/dev/null
g add .
refuses 'the first commit' git -C "$work" commit -q -m Första
says 'relation.dangling'
document "$work" fel ''
g add .
accepts 'the first commit, mended' git -C "$work" commit -q -m Första
# another's hook
printf '#!/bin/sh\nexit 0\n' >"$work/.git/hooks/pre-commit"
refuses 'another hook is left alone' "$STYRDOK" hook install --repo "$work"
says 'hook pre-commit || exit 1'
g config core.hooksPath krokar
accepts 'core.hooksPath' "$STYRDOK" hook install pre-commit --repo "$work"
[ -x "$work/krokar/pre-commit" ] && ok || bad 'no hook in core.hooksPath'

# --- pre-receive ------------------------------------------------------------------------------------------------------
server="$DIR/server: å.git"
git init -q --bare "$server"
accepts 'install on a server' "$STYRDOK" hook install --repo "$server"
work="$DIR/klient"
register "$work"
g remote add origin "$server"
accepts 'the first push' git -C "$work" push -q origin main
document "$work" ny 'complements: [finnsinte]\n'
g add . && g commit -q -m Fel
refuses 'a wrong push' git -C "$work" push -q origin main
says 'refs/heads/main:'
says 'relation.dangling'
says 'tas inte emot'
silent 'citerar.md'
[ "$(git -C "$server" log -1 --format=%s main)" = Registret ] && ok || bad 'the refused push is there'
document "$work" ny ''
g add . && g commit -q -m Rättat
accepts 'what is wrong on the way there is mended at its end' git -C "$work" push -q origin main
# several refs: one is wrong, none is taken
g checkout -q -b god && document "$work" tredje '' && g add . && g commit -q -m Tredje
g checkout -q -b dalig main && document "$work" fjarde 'complements: [finnsinte]\n' && g add . && g commit -q -m Fjärde
refuses 'two branches, one wrong' git -C "$work" push -q origin god dalig
says 'refs/heads/dalig:'
silent 'refs/heads/god:'
accepts 'the good one' git -C "$work" push -q origin god
accepts 'a tag' bash -c "git -C '$work' tag v1 main && git -C '$work' push -q origin v1"
accepts 'a deletion' git -C "$work" push -q origin --delete god
# a forced push is judged against what it replaces
g checkout -q main && g reset -q --hard HEAD~2 && document "$work" annan '' && g add . && g commit -q -m Annan
refuses 'not a fast-forward' git -C "$work" push -q origin main
refuses 'forced: a decided document is gone' git -C "$work" push -q -f origin main
says 'document.vanished'
document "$work" ny '' && g add . && g commit -q -m 'Ny igen'
accepts 'forced, with the document' git -C "$work" push -q -f origin main
# a branch with a history of its own; one that holds no register
g checkout -q --orphan sajt && g rm -q -r -f . && echo '# Sajt' >"$work/index.md" && g add . && g commit -q -m Sajt
accepts 'no register' git -C "$work" push -q origin sajt
g checkout -q --orphan egen && mkdir -p "$work/docs-corpus" && document "$work" egen 'complements: [finnsinte]\n' && g add . && g commit -q -m Egen
refuses 'a history of its own' git -C "$work" push -q origin egen
says 'relation.dangling'
# a thousand commits in one push
g checkout -q -f main
python3 - "$work" <<'P'
import subprocess, sys
stream = ["feature done\n"]
parent = subprocess.run(["git", "-C", sys.argv[1], "rev-parse", "main"], capture_output=True, text=True).stdout.strip()
start = int(subprocess.run(["git", "-C", sys.argv[1], "log", "-1", "--format=%ct", "main"], capture_output=True, text=True).stdout) - 3600
for number in range(1000):
    text = f"En anteckning {number}.\n"
    stream.append(f"commit refs/heads/manga\ncommitter R <r@example.org> {start + number} +0000\ndata 1\nx\n"
                  + (f"from {parent}\n" if not number else "") + f"M 644 inline anteckning.txt\ndata {len(text.encode())}\n{text}\n")
stream.append("done\n")
subprocess.run(["git", "-C", sys.argv[1], "fast-import", "--quiet"], input="".join(stream).encode(), check=True)
P
accepts 'a thousand commits' git -C "$work" push -q origin manga
# what cannot be judged is refused
printf 'x y z\n' | (cd "$server" && GIT_DIR=. "$STYRDOK" hook pre-receive) 2>/dev/null && bad 'nonsense on standard input' || ok
printf '%040d %s refs/heads/x\n' 0 "$(printf 'ab%.0s' {1..20})" | (cd "$server" && GIT_DIR=. "$STYRDOK" hook pre-receive) >"$DIR/out" 2>&1
[ $? -eq 3 ] && ok || bad 'an object that is not there'
printf '%064d %s refs/heads/x\n' 0 "$(printf 'ab%.0s' {1..32})" | (cd "$server" && GIT_DIR=. "$STYRDOK" hook pre-receive) >"$DIR/out" 2>&1
[ $? -eq 3 ] && ok || bad 'a sha256 id'
git init -q --bare --object-format=sha256 "$DIR/sha256.git"
printf '%064d %s refs/heads/x\n' 0 "$(printf 'ab%.0s' {1..32})" | (cd "$DIR/sha256.git" && GIT_DIR=. "$STYRDOK" hook pre-receive) >"$DIR/out" 2>&1
[ $? -eq 3 ] && ok || bad 'a sha256 repository'

# --- the clerk's story ------------------------------------------------------------------------------------------------
# A clerk supersedes a policy on a branch. The check of the merge request tells of the untouched document that still cites it; the server refuses
# what would leave it so (warnings fail there), and takes the same change with the citation mended.
server="$DIR/stad.git"
git init -q --bare "$server"
"$STYRDOK" hook install --repo "$server" >/dev/null
sed -i 's/hook pre-receive/hook pre-receive --fail-on=warning/' "$server/hooks/pre-receive"
work="$DIR/tjansteman"
register "$work"
sed -i 's/^status: decided/&\ntext: digest/' "$work/docs-corpus/citerar.md" && g commit -q -a -m Referat
g remote add origin "$server"
accepts 'the register is pushed' git -C "$work" push -q origin main
g checkout -q -b ny-telefonpolicy
document "$work" telefoner 'supersedes: [gammal]\n'
g add . && g commit -q -m 'Ny telefonpolicy'
refuses 'the check of the merge request' "$STYRDOK" check --repo "$work" --since origin/main --rev HEAD --fail-on warning --on 2012-01-01
says 'docs-corpus/citerar.md:13:6: warning:'
says '1 varning'
refuses 'the push without the fix' git -C "$work" push -q origin ny-telefonpolicy
says 'citation.superseded'
accepts 'the fix is shown' bash -c "'$STYRDOK' check --repo '$work' --since origin/main --fix --dry-run --on 2012-01-01 | git -C '$work' apply --check"
accepts 'the fix is made' "$STYRDOK" check --repo "$work" --since origin/main --fix --fail-on warning --on 2012-01-01
grep -qF '[[telefoner]]' "$work/docs-corpus/citerar.md" && ok || bad 'the citation is not mended'
g add . && g commit -q -m 'Hänvisningen rättad'
accepts 'the push with the fix' git -C "$work" push -q origin ny-telefonpolicy

# --- who may decide ---------------------------------------------------------------------------------------------------
ssh-keygen -q -t ed25519 -N '' -C '' -f "$DIR/kansli" && ssh-keygen -q -t ed25519 -N '' -C '' -f "$DIR/annan"
git config --global gpg.format ssh
server="$DIR/signerat.git"
git init -q --bare "$server"
"$STYRDOK" hook install --repo "$server" >/dev/null
work="$DIR/signerare"
register "$work"
mkdir -p "$work/nycklar"
echo "kansli@stad.se $(cat "$DIR/kansli.pub")" >"$work/nycklar/tillatna"
printf 'authority:\n  signers: nycklar/tillatna\n  branch: main\n  decides:\n    kf: [kansli@stad.se]\n' >"$work/styrdok.yaml"
g add . && g commit -q -m 'Underskrifter krävs'
g remote add origin "$server"
accepts 'off until it is configured on the protected branch' git -C "$work" push -q origin main
signed() { git -C "$work" -c user.signingkey="$DIR/$1" commit -q -S "${@:2}"; }
undo() { g reset -q --hard origin/main; }
document "$work" ett '' && g add . && g commit -q -m 'Beslut utan underskrift'
refuses 'a decision that is not signed' git -C "$work" push -q origin main
says 'authority.unsigned'
says 'inte underskriven'
undo && document "$work" ett '' && g add . && signed annan -m 'Beslut, fel nyckel'
refuses 'a decision signed by someone else' git -C "$work" push -q origin main
says 'inte underskriven av någon som får göra det'
undo && document "$work" ett '' && g add . && signed kansli -m 'Beslut'
accepts 'a decision signed by the office' git -C "$work" push -q origin main
document "$work" utkast '' && sed -i -e 's/^status: .*/status: draft/' -e '/^decided/d' "$work/docs-corpus/utkast.md"
g add . && g commit -q -m Utkast
accepts 'a draft needs no signature' git -C "$work" push -q origin main
sed -i 's/^status: draft/status: decided\ndecided-by: kf\ndecided: 2011-01-01/' "$work/docs-corpus/utkast.md" && g commit -q -a -m 'Blev beslutat'
refuses 'a draft becomes decided' git -C "$work" push -q origin main
undo
echo "annan@stad.se $(cat "$DIR/annan.pub")" >>"$work/nycklar/tillatna" && sed -i 's/\[kansli@stad.se\]/[kansli@stad.se, annan@stad.se]/' "$work/styrdok.yaml"
document "$work" tva '' && g add . && signed annan -m 'Ger sig själv rätten'
refuses 'the right cannot be taken in the same push' git -C "$work" push -q origin main
says 'authority.changed'
says 'authority.unsigned'
undo
echo "annan@stad.se $(cat "$DIR/annan.pub")" >>"$work/nycklar/tillatna" && sed -i 's/\[kansli@stad.se\]/[kansli@stad.se, annan@stad.se]/' "$work/styrdok.yaml"
g add . && signed kansli -m 'Annan får också'
accepts 'the right is given by one who has it' git -C "$work" push -q origin main
document "$work" tva '' && g add . && signed annan -m 'Beslut av annan'
accepts 'and can then be used' git -C "$work" push -q origin main
# a merge of a signed decision is none of its own; a moved file is no new decision
g checkout -q -b sida && document "$work" tre '' && g add . && signed kansli -m Beslut && g checkout -q main && g commit -q --allow-empty -m Tom
g merge -q --no-ff -m Sammanförd sida
accepts 'an unsigned merge of a signed decision' git -C "$work" push -q origin main
mkdir -p "$work/docs-corpus/policy" && g mv docs-corpus/tre.md docs-corpus/policy/tre.md && g commit -q -m Flyttad
accepts 'an unsigned move' git -C "$work" push -q origin main
# what a decided document does is signed for, and so is the way back; a title is not
sed -i 's/^decided: .*/&\nin-force: 2006-01-01/' "$work/docs-corpus/tva.md" && g commit -q -a -m 'Gäller senare'
refuses 'an unsigned change of its effect' git -C "$work" push -q origin main
says 'säger inte längre det som beslutades'
undo && sed -i 's/^status: decided/status: withdrawn/' "$work/docs-corpus/tva.md" && g commit -q -a -m Återtaget
refuses 'a decision that is taken back unsigned' git -C "$work" push -q origin main
undo && sed -i 's/^title: .*/title: En annan titel/' "$work/docs-corpus/tva.md" && g commit -q -a -m Titel
accepts 'a title needs no signature' git -C "$work" push -q origin main
printf 'severity: {document.vanished: off}\n' >>"$work/styrdok.yaml" && g commit -q -a -m Mildrat
refuses 'what is judged by is loosened unsigned' git -C "$work" push -q origin main
says 'change.checks-loosened'
undo && document "$work" datum '' && g add . && GIT_COMMITTER_DATE=1999-01-01T00:00:00Z signed kansli -m 'Fel dag'
refuses 'a false date' git -C "$work" push -q origin main
says 'change.commit-date'
undo && g update-ref "refs/replace/$(g rev-parse main)" HEAD~1
refuses 'an object in place of another' git -C "$work" push -q origin 'refs/replace/*:refs/replace/*'
says 'change.replaced'
g update-ref -d "refs/replace/$(g rev-parse main)"
git -C "$server" config receive.denyDeleteCurrent ignore
refuses 'the protected branch cannot be deleted' git -C "$work" push -q origin --delete main
says 'authority.branch-deleted'
# a body that is not listed
sed -i 's/^decided-by: kf/decided-by: ks/' "$work/docs-corpus/tva.md" && echo '- {id: ks, name: Kommunstyrelsen, kind: board, rank: 2}' >>"$work/docs-corpus/vocabulary/bodies.yaml"
g add . && signed kansli -m 'Annat organ'
refuses 'a body for which nobody may' git -C "$work" push -q origin main
says 'nämner ingen'
undo
# without ssh-keygen nothing can be told, and nothing is let through
document "$work" fyra '' && g add . && signed kansli -m Beslut
mkdir -p "$DIR/bin" && for tool in git sh; do ln -sf "$(command -v $tool)" "$DIR/bin/$tool"; done
sed -i "2i PATH='$DIR/bin'" "$server/hooks/pre-receive"
refuses 'no ssh-keygen' git -C "$work" push -q origin main
says 'ssh-keygen'

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
