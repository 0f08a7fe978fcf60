#!/bin/bash
# Each row of case_numbers.tsv: a text, and the case numbers and acts in it ("-": none); what stands in [..] may be left out.
# All stand in one document, each a paragraph, and `show` says what it cites.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
mkdir "$dir/docs" && printf 'documents: docs\n' >"$dir/styrdok.yaml"
{
	printf -- '---\nid: texter\ntitle: Texter\ntype: policy\nstatus: decided\ndecided: 2020-01-01\n---\n'
	cut -f1 tests/case_numbers.tsv | sed 's/^/\n/; s/\\n/\n/g'
} >"$dir/docs/texter.md"
"$STYRDOK" show texter --repo "$dir" --format json | python3 -c '
import json, re, sys
line, failed, rows = 8, 0, [row.rstrip("\n").split("\t") for row in open("tests/case_numbers.tsv")]
cites = json.load(sys.stdin)["cites"]
for text, numbers in rows:
    last = line + text.count("\\n")
    found = [c["number"] for c in cites if line + 1 <= c["line"] <= last + 1 and "number" in c]
    wanted = [] if numbers == "-" else numbers.split(" | ")
    if len(found) != len(wanted) or any(
            f not in (re.sub(r"\[.*\]", "", w), re.sub(r"[][]", "", w)) for f, w in zip(found, wanted)):
        failed += 1
        print(f"{text}: {found}, expected {wanted}", file=sys.stderr)
    line = last + 2
print(f"{len(rows) - failed} passed, {failed} failed")
sys.exit(failed > 0)'
