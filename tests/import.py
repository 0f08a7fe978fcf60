#!/usr/bin/python3
"""How import reads documents, against what a registrar would write.

  tests/import.py PROGRAM EXPECTED.json FOLDER [FILE..]

Counts facts that are right, that are missing, and that are wrong: another value, one that must not be written, one that must never come out.
Status 1 when a value is wrong or fewer than 95 per cent are found. tests/import/expected.json shows the form."""

import json
import os
import re
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

ENOUGH = 0.95


def fold(value):
    return re.sub(r"\s+", " ", str(value)).strip().casefold()


def near(found, wanted, accept=()):
    """Equal, whatever the capitals; a word may be in its definite form."""
    return any(fold(found) == fold(one) for one in [wanted, *accept])


def listed(value):
    return value if isinstance(value, list) else [value]


def headings(body):
    """(level, text) of each heading; then anchors as the register gives them."""
    chapter, result = "", []
    for line in body.splitlines():
        found = re.match(r"(#{2,6}) (.*)", line)
        if not found:
            continue
        text = found[2].strip()
        kap = re.match(r"(\d+)(?: ?([a-z]))? kap", text)
        par = re.match(r"(\d+)(?: ?([a-z]))? ?§", text) or re.match(r"§ ?(\d+)(?: ([a-z])\b)?", text)
        join = lambda hit: "-".join(x for x in hit.groups() if x)
        if kap:
            chapter = "kap-" + join(kap)
            result.append({text, chapter})
        elif par:
            result.append({text, (chapter + "-" if chapter else "") + "par-" + join(par)})
        else:
            result.append({text})
    return result


class Score:
    def __init__(self):
        self.right, self.missing, self.wrong = 0, [], []

    def fact(self, name, found, wanted, same):
        if found in (None, "", []):
            self.missing.append(f"{name}: {wanted!r}")
        elif same:
            self.right += 1
        else:
            self.wrong.append(f"{name}: {found!r} for {wanted!r}")


def superseded(score, front, wanted, accept):
    found = listed(front.get("supersedes", [])) + listed(front.get("repeals", []))
    for entry in wanted:
        best = max(found, key=lambda one: sum(near(one.get(k, ""), v) for k, v in entry.items()), default={})
        for key, value in entry.items():
            score.fact(f"supersedes.{key}", best.get(key), value, near(best.get(key, ""), value))


def decisions(score, name, found, wanted, day, number):
    for entry in wanted:
        one = next((x for x in found if x.get("on") == entry[day]), None)
        score.fact(name, one and one["on"], entry[day], True)
        if one and number in entry:
            score.fact(name + ".paragraph", one.get("paragraph"), entry[number], str(one.get("paragraph")) == entry[number])
        if one and "by" in entry:
            score.fact(name + ".by", one.get("by"), entry["by"], near(one.get("by", ""), entry["by"]))


def facts(score, front, expected):
    accept = expected.get("accept", {})
    for key, value in expected["front_matter"].items():
        also = accept.get(key, [])
        if key == "supersedes":
            superseded(score, front, value, also)
        elif isinstance(value, list):
            for one in value:
                found = [x for x in listed(front.get(key, [])) if near(x, one, also)]
                score.fact(key, found or front.get(key), one, bool(found))
            extra = [x for x in listed(front.get(key, [])) if not any(near(x, one, also) for one in value)]
            score.wrong += [f"{key}: {x!r} too" for x in extra]
        else:
            score.fact(key, front.get(key), value, near(front.get(key, ""), value, also))
    if "minutes" in expected:
        accepted = [r["minutes"] for r in expected.get("revisions", []) if "minutes" in r]
        score.fact("paragraph", front.get("paragraph"), expected["minutes"], str(front.get("paragraph")) in [expected["minutes"]] + accepted)
    decisions(score, "revisions", front.get("revisions", []), expected.get("revisions", []), "decided", "minutes")
    decisions(score, "also-decided", front.get("also-decided", []), expected.get("other_decisions", []), "decided", "minutes")
    for one in expected.get("other_ids", []):
        score.fact("number", front.get("number"), one, near(front.get("number", ""), one))


def forbidden(score, front, expected):
    score.wrong += [f"{key}: {front[key]!r}, though the file does not tell" for key in expected.get("absent", []) if key in front]
    for key, values in expected.get("never", {}).items():
        score.wrong += [f"{key}: {x!r} must never come out" for x in listed(front.get(key, [])) if any(near(x, v) for v in values)]


def text(score, body, expected):
    wanted, found = expected.get("parts", []), headings(body)
    at = 0
    for part in wanted:
        hit = next((i for i in range(at, len(found)) if any(near(x, part) for x in found[i])), None)
        if hit is None:
            score.missing.append(f"part {part!r}")
        else:
            at, score.right = hit + 1, score.right + 1
    if len(found) > len(wanted):
        names = [max(x, key=len) for x in found if not any(near(y, part) for y in x for part in wanted)]
        score.wrong += [f"part {name!r} is none" for name in names]
    plain = fold(re.sub(r"\\([^\w\s])", r"\1", body))
    score.missing += [f"text {x!r}" for x in expected.get("body_contains", []) if fold(x) not in plain]
    score.wrong += [f"furniture {x!r}" for x in expected.get("body_lacks", []) if fold(x) in plain]
    score.right += sum(fold(x) in plain for x in expected.get("body_contains", []))


def main():
    program, wanted, folder, *names = sys.argv[1:]
    with open(wanted, encoding="utf-8") as file:
        expected = json.load(file)
    with open(os.path.join(os.path.dirname(__file__), "schema/import.json"), encoding="utf-8") as file:
        shape = Draft202012Validator(json.load(file))
    right = missing = wrong = 0
    for name in names or sorted(expected):
        with tempfile.TemporaryDirectory() as outside:  # of any register, whose ids would stand for the file's words
            ran = subprocess.run([os.path.abspath(program), "import", "--format", "json", os.path.abspath(f"{folder}/{name}")], cwd=outside,
                                 capture_output=True, text=True, check=False)
        told = json.loads(ran.stdout) if ran.stdout else {"files": []}
        files, score = told["files"], Score()
        score.wrong += [f"schema: {x.message}" for x in shape.iter_errors(told)] if files else []
        if files:
            front, body = files[0]["front_matter"], files[0]["body"]
            facts(score, front, expected[name])
            forbidden(score, front, expected[name])
            text(score, body, expected[name])
        else:
            score.wrong.append("not read: " + ran.stderr.strip())
        print(f"{name}: {score.right} right, {len(score.missing)} missing, {len(score.wrong)} wrong")
        for line in [f"  missing {x}" for x in score.missing] + [f"  wrong   {x}" for x in score.wrong]:
            print(line)
        right, missing, wrong = right + score.right, missing + len(score.missing), wrong + len(score.wrong)
    share = right / max(1, right + missing + wrong)
    print(f"together: {right} right ({share:.1%}), {missing} missing, {wrong} wrong")
    return 1 if wrong or share < ENOUGH else 0


if __name__ == "__main__":
    sys.exit(main())
