"""styrdok fmt changes no fact: over docs-corpus, and over every document of the golden cases as one register, what list, graph, status and
check say is the same before and after, and formatting again changes nothing. Ends with "N passed, N failed"."""

import collections
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
import golden  # noqa: E402

STYRDOK = os.path.abspath(os.environ["STYRDOK"])
passed = failed = 0


def expect(right, what):
    global passed, failed
    passed, failed = passed + bool(right), failed + (not right)
    if not right:
        print("FAILED", what)


def asked(register, *words):
    done = subprocess.run([STYRDOK, *words, "--repo", register], stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode, done.stdout


def without_places(value):
    """JSON without lines and columns, and with lists in an order of their own: relations are told in file order."""
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in ("line", "column")}
    if isinstance(value, list):
        return sorted((without_places(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
    return value


def facts(register):
    found = []
    for words in (("list", "documents"), ("graph",), ("status", "--all", "--on", "2008-07-01")):
        status, out = asked(register, *words, "--format", "json")
        found.append((status, without_places(json.loads(out))))
    status, out = asked(register, "check", "--format", "json")
    findings = collections.Counter((finding["code"], finding["path"]) for finding in json.loads(out)["findings"])
    return found, findings


def body(text):
    """What stands behind the front matter."""
    parts = re.split(rb"(?m)^---[ \t]*\r?\n", text, maxsplit=2)
    return parts[-1]


def comments(text):
    return collections.Counter(re.findall(rb"(?m)^\s*(#.*)$", text))


def try_register(name, register):
    paths = sorted(glob.glob(f"{register}/**/*.md", recursive=True))
    texts = {path: open(path, "rb").read() for path in paths}
    before = facts(register)
    status, _ = asked(register, "fmt")
    after = facts(register)
    expect(status in (0, 1), f"{name}: fmt ends with {status}")
    for what, old, new in zip(("list", "graph", "status"), before[0], after[0]):
        expect(old == new, f"{name}: {what} tells otherwise")
    expect(before[1] == after[1], f"{name}: other findings: {(before[1] - after[1]) + (after[1] - before[1])}")
    changed = 0
    for path, old in texts.items():
        new = open(path, "rb").read()
        changed += old != new
        if body(old) != body(new) or comments(old) != comments(new):
            expect(False, f"{path}: body or comments")
    expect(changed > 0, f"{name}: nothing was changed")
    status, out = asked(register, "fmt")
    expect(out == b"", f"{name}: not idempotent: {out[:200]}")


def golden_texts():
    """Every document below a folder of documents in the golden cases and their bases."""
    for path in sorted(glob.glob("tests/golden/**/*.md", recursive=True)):
        yield path, open(path, "rb").read()
    for path in sorted(glob.glob("tests/golden/**/*.case", recursive=True)):
        for name, text in golden.Case(path).inputs.items():
            if name.endswith(".md"):
                yield f"{path}/{name}", text


def lay_golden(register, styrdok_yaml):
    os.makedirs(f"{register}/docs")
    with open(f"{register}/styrdok.yaml", "w") as file:
        file.write(styrdok_yaml)
    shutil.copytree("docs-corpus/vocabulary", f"{register}/docs/vocabulary")
    for number, (path, text) in enumerate(golden_texts()):
        folder = f"{register}/docs/{number}"
        os.makedirs(folder)
        with open(f"{folder}/{os.path.basename(path)}", "wb") as file:
            file.write(text)


with tempfile.TemporaryDirectory() as scratch:
    os.makedirs(f"{scratch}/corpus")
    shutil.copytree("docs-corpus", f"{scratch}/corpus/docs-corpus")
    try_register("docs-corpus", f"{scratch}/corpus")
    lay_golden(f"{scratch}/golden", "documents: docs\n")
    try_register("golden cases", f"{scratch}/golden")
    lay_golden(f"{scratch}/mapped", "documents: docs\nfront-matter: {title: titel, decided: beslutad, relations: {supersedes: ersätter}}\n")
    try_register("golden cases, mapped", f"{scratch}/mapped")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
