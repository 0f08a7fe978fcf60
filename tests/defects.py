"""Runs the cases of tests/defects.sh, which tells their form. Standard library only."""
import collections
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest

PROGRAM = os.environ.get("STYRDOK", "build/styrdok")
ON = "2008-07-01"
MARK = "^"


class BadCase(Exception):
    """The table says something that cannot be done."""


def parse(stream):
    """Cases in the table's order: name, edits (path, old, new), expected words, line."""
    cases = []
    for number, line in enumerate(stream, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in re.split(r" \|(?= )", line)]
        if cells[0] == "+" and len(cells) == 4 and cases:
            cases[-1]["edits"].append(cells[1:4])
        elif len(cells) == 5:
            cases.append({"name": cells[0], "edits": [cells[1:4]], "expected": cells[4].split()})
        else:
            raise BadCase(f"line {number} of the table has {len(cells)} cells: {line.strip()}")
    return cases


def literal(text):
    """A cell as bytes: \\n, \\t, \\s (a space at an end), \\e (nothing) and \\xNN are what they look like."""
    names = {b"n": b"\n", b"t": b"\t", b"s": b" ", b"e": b"", b"\\": b"\\"}
    return re.sub(rb"\\(x[0-9a-f]{2}|.)",
                  lambda m: bytes([int(m[1][1:], 16)]) if len(m[1]) == 3 else names[m[1]], text.encode())


def with_front_matter(data, path):
    """'(decided DATE)' or '(decided DATE; KEYS)' at the start stands for the front matter of a nämnd's guidelines."""
    return re.sub(rb"^\(decided ([^;)]*)(?:; ([^)]*))?\)\s*", lambda m: b"---\nid: " + stem(path).encode() +
                  b"\ntitle: N\xc3\xa4mndens lokala anvisningar\ntype: riktlinjer\nstatus: decided\ndecided-by: kulturnamnden"
                  b"\ndecided: " + m[1] + b"\nsteward: kulturnamnden\n" + (m[2] + b"\n" if m[2] else b"") + b"---\n\n", data)


def taken_out(before, new, path):
    """The new text without its mark, and the place (path, line, column in characters) that the mark stood at."""
    at = new.find(MARK.encode())
    if at < 0:
        return new, None
    before += new[:at]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1:].decode("utf-8", "replace")) + 1
    return new[:at] + new[at + 1:], (path, line, column)


class Copy:
    """A copy of the register, with a history of one commit, that is broken and mended again."""

    def __init__(self):
        self.root = tempfile.mkdtemp(prefix="styrdok-defects-")
        for folder in ("docs-corpus", "rules/stockholm", "rules/drafting", "rules/lexicon"):
            shutil.copytree(folder, f"{self.root}/{folder}", symlinks=True)
        shutil.copy("styrdok.yaml", self.root)
        git = ["git", "-C", self.root, "-c", "user.name=Registrator", "-c", "user.email=registrator@example.org"]
        dates = {**os.environ, "GIT_AUTHOR_DATE": "2008-07-01T12:00:00Z", "GIT_COMMITTER_DATE": "2008-07-01T12:00:00Z"}
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Registret"]):
            subprocess.run(git + command, check=True, env=dates)
        self.intact = self.findings()

    def remove(self):
        shutil.rmtree(self.root)

    def findings(self):
        run = subprocess.run([PROGRAM, "check", "--repo", self.root, "--on", ON, "--lang", "sv", "--format", "json"],
                             capture_output=True, timeout=120, check=False)
        if run.returncode not in (0, 1):
            raise BadCase(f"exit status {run.returncode}: {run.stderr.decode('utf-8', 'replace')}")
        found = json.loads(run.stdout)["findings"]
        if run.returncode != any(f["severity"] == "error" for f in found):
            raise BadCase(f"exit status {run.returncode} does not fit the findings")
        return found

    def path_of(self, name):
        """A document's id, or a path (in which \\uNNNN is a character)."""
        if "/" in name or name.endswith(".yaml"):
            return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), name)
        found = glob.glob(f"docs-corpus/*/{name}.md", root_dir=self.root)
        if len(found) != 1:
            raise BadCase(f"there is no document {name}")
        return found[0]

    def edit(self, name, old, new):
        """Does one edit; returns the place marked in it, if any."""
        path = self.path_of(name)
        full = os.path.join(self.root, path)
        if new.startswith("-> "):
            os.symlink(new[3:], full)
            return None
        if new == "(gone)":
            os.remove(full)
            return None
        data = b""
        if os.path.exists(full):
            with open(full, "rb") as file:
                data = file.read()
        elif old:
            raise BadCase(f"{path} does not exist")
        before, after = data, b""
        if old == "(all)":
            before = b""
        elif old and data.count(literal(old)) != 1:
            raise BadCase(f"{path} holds {data.count(literal(old))} times: {old}")
        elif old:
            before, after = data.split(literal(old))
        new_bytes, place = taken_out(before, with_front_matter(literal(new), path), path)
        data = before + new_bytes + after
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(data)
        return place

    def mend(self):
        git = ["git", "-C", self.root]
        subprocess.run(git + ["clean", "-qffdx"], check=True)
        subprocess.run(git + ["checkout", "-q", "--", "."], check=True)


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def keys(findings):
    return collections.Counter((f["code"], f["path"], f["message"]) for f in findings)


def problems_of(copy, case):
    """What is not as the case says, as lines; empty when all is."""
    places = [copy.edit(*edit) for edit in case["edits"]]
    marked = [place for place in places if place]
    found = copy.findings()
    fresh, gone = keys(found) - keys(copy.intact), keys(copy.intact) - keys(found)
    home = stem(case["edits"][0][0])
    wanted, any_number, told = collections.Counter(), collections.Counter(), []
    for word in case["expected"]:
        if word == "-(all)":
            gone.clear()
        if word in ("(nothing)", "-(all)"):
            continue
        word, _, text = word.partition("=")
        code, _, where = word.lstrip("-").partition("@")
        several, code = code.endswith("*"), code.rstrip("*")
        (any_number if several else wanted)[("-" if word.startswith("-") else "", code, where or home)] += 1
        told.append((code, where or home, text))
    actual = collections.Counter()
    for sign, counter in (("", fresh), ("-", gone)):
        for (code, path, _), count in counter.items():
            actual[(sign, code, stem(path))] += count
    for key in any_number:
        wanted[key] = max(actual[key], 1)
    lines = [f"expected and not there: {sign}{code} in {where}" for sign, code, where in (wanted - actual).elements()]
    for sign, code, where in (actual - wanted).elements():
        message = next(m for (c, p, m) in (gone if sign else fresh) if (c, stem(p)) == (code, where))
        lines.append(f"there and not expected: {sign}{code} in {where}: {message}")
    if not lines:
        at = [(f["path"], f["line"], f["column"]) for f in found if keys([f]).keys() & fresh.keys()]
        lines += [f"nothing points at {place}, but at {at}" for place in marked if place not in at]
        said = [(f["code"], stem(f["path"]), f["message"] + " " + f.get("help", "")) for f in found]
        lines += [f"{code} in {where} does not tell of {text}" for code, where, text in told
                  if text and not any((c, w) == (code, where) and text in m for c, w, m in said)]
    if os.environ.get("SHOW"):
        for finding in found:
            if keys([finding]).keys() & fresh.keys():
                print(f"{case['name']}: {finding['path']}:{finding['line']}:{finding['column']}: "
                      f"{finding['severity']}: {finding['message']} [{finding['code']}]\n    {finding.get('help', '')}")
                for related in finding.get("related", []):
                    print(f"    {related['path']}:{related['line']}: {related['message']}")
    return lines


def run_some(cases):
    copy = Copy()
    results = []
    try:
        for case in cases:
            try:
                results.append((case["name"], problems_of(copy, case)))
            except (BadCase, OSError, subprocess.TimeoutExpired, ValueError) as error:
                results.append((case["name"], [str(error)]))
            copy.mend()
    finally:
        copy.remove()
    return results


def main():
    cases = parse(sys.stdin)
    wanted = sys.argv[1:]
    if wanted:
        cases = [case for case in cases if any(word in case["name"] for word in wanted)]
    names = [case["name"] for case in cases]
    twice = [name for name in set(names) if names.count(name) > 1]
    if twice:
        sys.exit(f"these names stand twice in the table: {', '.join(sorted(twice))}")
    workers = min(2, os.cpu_count() or 1, len(cases)) or 1
    with ThreadPoolExecutor(workers) as pool:
        shares = list(pool.map(run_some, [cases[i::workers] for i in range(workers)]))
    failed = 0
    for row in zip_longest(*shares):
        for name, lines in filter(None, row):
            failed += bool(lines)
            if lines:
                print(f"FAILED {name}", *(f"    {line}" for line in lines), sep="\n")
    print(f"{len(cases) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
