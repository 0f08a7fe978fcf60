#!/bin/bash
# The prefilter changes no answer: scans with and without it are compared byte for byte, over docs-corpus, the proposals of the
# tests, and generated ones, also with characters and marks that a search for plain bytes would miss. Last line: "N passed, N failed".
set -u
DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$DIR"' EXIT
passed=0 failed=0

# compare NAME LEAST ARG..: scans both ways; at least so many rules must be decided by the text, else nothing is shown.
compare() {
	local name=$1 least=$2 way code decided options
	shift 2
	for way in with without; do
		options=(--format json --all)
		[ $way = with ] || options+=(--no-prefilter)
		"$STYRDOK" scan "${options[@]}" "$@" >"$DIR/$way" 2>"$DIR/$way.err"
		code=$?
		echo "exit $code" >>"$DIR/$way.err"
		[ $code -le 1 ] || [ $code -eq 3 ] || echo "$name: exit $code, $way the prefilter" >>"$DIR/bad"
	done
	decided=$(grep -cE '"outcome": "(not-)?satisfied"' "$DIR/with")
	cmp "$DIR/with" "$DIR/without" >>"$DIR/bad" 2>&1
	cmp "$DIR/with.err" "$DIR/without.err" >>"$DIR/bad" 2>&1
	[ "$decided" -ge "$least" ] || echo "only $decided rules are decided, expected $least" >>"$DIR/bad"
	if [ -s "$DIR/bad" ]; then
		failed=$((failed + 1))
		echo "FAILED $name"
		cat "$DIR/bad"
		diff "$DIR/with" "$DIR/without" | head -n 20
		rm "$DIR/bad"
	else
		passed=$((passed + 1))
	fi
}

# A register with 60 rules over proposals and 60 over documents, and 6 proposals in each of the ways to write them.
python3 -B - "$DIR" <<'END' || exit 1
import os, re, sys, unicodedata
sys.path.insert(0, "tests/bench")
import generate_scan

folder = sys.argv[1]
generate_scan.register_write(folder + "/register", 60, True)
# Words with letters that one character beyond Latin-1 stands for, in patterns for either case, near each other, and denied.
odd = [r"\bkelvin\w*", r"\bångström\w*", r"straße\w*|\bmaß\b", r"\bskriv\w* sök\w*", r"\bKELVIN|ÅNGSTRÖM", r"(?-i:Kelvin\w*)",
       r"\bkiss\w*|\bmåss?\b", r"[kå]s\w*k\b", r"(?:\w+ )?kök\w*", r"säker\w*(?= kök)"]
rules = [f"""  - id: ODD-{i}
    title: {{sv: Regel, en: Rule}}
    clause: {{document: bench-program-1, part: punkt-1, fingerprint: {generate_scan.fingerprint(1)}}}
    strength: must
    evidence: full
    source: '1:1'
    concerns: {{sv: ord, en: words}}
    require: {condition}
    message: {{sv: ordet saknas, en: the word is missing}}
    advice: {{sv: skriv det, en: write it}}
""" for i, condition in enumerate(kind.replace("P", "'" + pattern + "'") for pattern in odd for kind in (
    "{text: P}", "{text: {pattern: P, is: asserted}}", "{text: {pattern: P, in: sentence}}", "{text: {pattern: P, in: cell}}",
    r"{near: {patterns: [P, '\w+s\b'], words: 4}}", "{count: {pattern: P, at-least: 3}}"))]
generate_scan.write(folder, "register/rules/odd.yaml", "pack: odd\ntitle: {sv: Udda, en: Odd}\nrules:\n" + "".join(rules))
ODD = """
Kelvin mäts i ångström. Säkert kök kissar inte. Skrivet söks. Ingen Straße. Das Maß. Måss och mås. Kask. Kök.

| Kelvin | Ångström |
|---|---|
| kök | Maß |
| säker kök | kasak |

- kelvin
- ÅNGSTRÖM och STRASSE
"""


def some(text, pattern, change):
    """Changes two of three places."""
    count = iter(range(10**9))
    return re.sub(pattern, lambda match: change(match.group()) if next(count) % 3 else match.group(), text)


WAYS = {
    "plain": lambda text: text,
    "kelvin-sign": lambda text: some(text, "[kK]", lambda k: "\u212A"),
    "long-s": lambda text: some(text, "[sS]", lambda s: "\u017F"),
    "angstrom-sign": lambda text: some(text, "[åÅ]", lambda a: "\u212B"),
    "capital-sharp-s": lambda text: some(text, "ß", lambda s: "\u1E9E"),
    "all-of-these": lambda text: some(text, "[ksåß]", {"k": "\u212A", "s": "\u017F", "å": "\u212B", "ß": "\u1E9E"}.get),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "capitals": lambda text: some(text, r"[a-zåäöß]+", str.upper).replace("SS", "ß"),
    "soft-hyphens": lambda text: some(text, r"(?<=\w\w)\w(?=\w\w)", lambda letter: letter + "\u00AD"),
    "zero-width": lambda text: some(text, r"(?<=\w\w)\w(?=\w\w)", lambda letter: letter + "\u200B"),
    "no-break-spaces": lambda text: some(text, r"(?<=\w) (?=\w)", lambda space: "\u00A0"),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "emphasis": lambda text: some(text, r"(?<=\w)[a-zåäö]{2}(?=\w)", lambda two: f"**{two}**"),
    "underscores": lambda text: some(text, r"\b\w+\b", lambda word: f"_{word}_"),
    "entities": lambda text: some(text, "ö", lambda letter: "&ouml;"),
}
for number, (name, way) in enumerate(WAYS.items()):
    for i in range(6):
        front, body = re.match(r"(---\n.*?\n---\n)(.*)", generate_scan.Proposal(number * 6 + i).text(4000), re.S).groups()
        body = way(body + ODD * (i % 2))
        generate_scan.write(folder, f"ways/{name}/{i}.md", (front.replace("\n", "\r\n") if name == "crlf" else front) + body)
END

compare docs-corpus 20 docs-corpus
compare proposals 0 tests/proposals
compare generated-documents 0 --repo "$DIR/register" "$DIR/register/docs-corpus"
for way in "$DIR"/ways/*; do
	compare "${way##*/}" 100 --repo "$DIR/register" "$way"
done
echo "$passed passed, $failed failed"
exit $((failed > 0))
