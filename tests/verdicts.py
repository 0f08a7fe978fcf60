#!/usr/bin/env python3
"""Compares what `scan` says of tests/proposals with verdicts.yaml there: what a reviewer said who had not read the rules.

    tests/verdicts.py PROGRAM [-v]

Every outcome that is not the reviewer's is printed, unless the reviewer called it borderline (-v: these too). It fails when more than
one in fifty is wrong, or more than one in eight left open (or one in six of what the reviewer thought beside the point and the text is
silent about): which ones they are changes with every rule, how many is the measure. Once with the register
as it is, and once (`if-decided`) with the leveransstrategi and the programme of 2013 as if they had been decided long ago. A statement
that has several rules (K-1a, K-1b ...) is not satisfied when one of them is not. The last line is "N passed, N failed"."""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PROPOSALS = ROOT / "tests" / "proposals"
DECIDED = {"docs-corpus/strategi/leveransstrategi.md", "docs-corpus/program/it-program-2013.md"}
WORST = ["not-satisfied", "cannot-tell", "satisfied", "not-applicable"]


def scan(program, repo):
    """{proposal: {rule: result}}"""
    run = subprocess.run([program, "scan", "--repo", str(repo), "--lang", "sv", "--format", "json", *map(str, sorted(PROPOSALS.glob("*.md")))],
                         stdout=subprocess.PIPE, check=False)
    return {Path(one["proposal"]).name: {result["rule"]: result for result in one["results"]} for one in json.loads(run.stdout)}


def register_with_decisions(folder):
    for name in ("docs-corpus", "rules/stockholm", "rules/lexicon", "styrdok.yaml"):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    (folder / "styrdok.yaml").write_text("language: sv\nrules: [rules/stockholm]\n")
    for name in DECIDED:
        text = (folder / name).read_text()
        text = re.sub(r"(?m)^status: (draft|referred)$", "status: decided\ndecided: 2000-01-01\ndecided-by: kommunfullmaktige", text, count=1)
        (folder / name).write_text(text)
    # the reviewer judged the programme of 2008 so too where the day is early or imprecise
    path = folder / "docs-corpus/program/it-program-2008.md"
    path.write_text(path.read_text().replace("decided: 2008-03-03", "decided: 2000-01-01").replace("in-force: 2008-07-01", "in-force: 2000-01-01"))


def told(results, statement):
    """The outcome of the statement's rule, or of its rules; None when it has none."""
    own = [result for rule, result in results.items() if re.fullmatch(re.escape(statement) + r"(?:[a-z]|\d)?", rule)]
    own.sort(key=lambda result: WORST.index(result["outcome"]))
    return own[0] if own else None


def compare(expected, actual, block, counts, verbose):
    for proposal, entry in sorted(expected["proposals"].items()):
        for statement, verdict in (entry.get(block) or {}).items():
            result = told(actual[proposal], statement)
            if result is None or (result["outcome"] == "cannot-tell" and result["basis"] == "force"):
                continue  # it has no rule, or the register does not know whether the clause was in force then
            if verdict["outcome"] == "not-satisfied" and not verdict.get("quote"):
                verdict = {**verdict, "outcome": "cannot-tell"}  # the text is silent: spec section 5
            if result["outcome"] == verdict["outcome"] or verdict.get("borderline"):
                counts["passed"] += 1
                if result["outcome"] == verdict["outcome"] or not verbose:
                    continue
            elif verdict["outcome"] == "not-applicable" and not verdict.get("quote") and result["basis"] == "silent":
                counts["silent"] += 1  # the text is about IT and says nothing that decides: spec section 5
                continue
            else:
                counts["open" if result["outcome"] == "cannot-tell" else "failed"] += 1
            quotes = "; ".join(f"{place['line']}: {place['text'][:70]}" for place in result["places"][:3])
            print(f"{block} {proposal} {result['rule']}{' (borderline)' if verdict.get('borderline') else ''}\n"
                  f"    reviewer: {verdict['outcome']}, {verdict['why']} ({verdict.get('line', '-')}: {verdict.get('quote', '')[:90]})\n"
                  f"    rule:     {result['outcome']}, {result['reason']} [{quotes}]")


def main():
    program, verbose = str(Path(sys.argv[1]).resolve()), "-v" in sys.argv
    expected = yaml.safe_load((PROPOSALS / "verdicts.yaml").read_text())
    counts = {"passed": 0, "silent": 0, "open": 0, "failed": 0}
    compare(expected, scan(program, ROOT), "verdicts", counts, verbose)
    with tempfile.TemporaryDirectory() as folder:
        register_with_decisions(Path(folder))
        compare(expected, scan(program, folder), "if-decided", counts, verbose)
    total = sum(counts.values())
    print(f"{counts['passed']} as the reviewer, {counts['silent']} that the text does not account for, {counts['open']} left open, "
          f"{counts['failed']} otherwise")
    few = counts["failed"] <= total / 50 and counts["open"] <= total / 8 and counts["silent"] <= total / 6
    print(f"{int(few)} passed, {int(not few)} failed")
    return not few


if __name__ == "__main__":
    sys.exit(main())
