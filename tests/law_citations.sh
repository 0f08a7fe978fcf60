#!/bin/bash
# Each row of law_citations.tsv: a text, and the acts that it cites, by number and part ("-": none); what stands in [..] may be left out.
# "~": the text does not tell the number; it follows from the name and the day, by docs-corpus/sfs. Each is a document of its own, for what one calls an act holds for the rest of it.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
mkdir "$dir/docs" && printf 'documents: docs\nregisters: [{name: sfs, repo: sfs}]\n' >"$dir/styrdok.yaml"
python3 - "$dir" "${1:-tests/law_citations.tsv}" "$STYRDOK" <<'P'
import json, re, subprocess, sys
dir, path, program = sys.argv[1:]
rows = [row.rstrip("\n").split("\t")[:2] for row in open(path)]
for i, (text, _) in enumerate(rows):
    day = (re.findall(r"antagen (\d{4}-\d\d-\d\d)", text) or ["2020-01-01"])[0]
    with open(f"{dir}/docs/t{i}.md", "w") as file:
        file.write(f"---\ntitle: Text {i}\nstatus: decided\ndecided: {day}\n---\n\n" + text.replace("\\n", "\n") + "\n")
def fits(found, wanted):
    wanted = wanted.lstrip("~")
    return found in (re.sub(r"\[.*\]", "", wanted), re.sub(r"[][]", "", wanted))
failed = 0
for i, (text, wanted) in enumerate(rows):
    shown = subprocess.run([program, "show", f"t{i}", "--repo", dir, "--format", "json", "--register", "sfs=docs-corpus/sfs"], capture_output=True, text=True)
    found = [" ".join(filter(None, (c.get("number"), c.get("part")))) for c in json.loads(shown.stdout)["cites"]]
    acts = [] if wanted == "-" else wanted.split(" | ")
    if len(found) != len(acts) or not all(map(fits, found, acts)):
        failed += 1
        print(f"{text}: {found}, expected {acts}", file=sys.stderr)
print(f"{len(rows) - failed} passed, {failed} failed")
sys.exit(failed > 0)
P
