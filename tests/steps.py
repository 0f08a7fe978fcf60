#!/usr/bin/env python3
"""Hostile registers of n and of 2n: the work must not grow by more than 3, counted in steps (tests/steps/steps.c), never in seconds.

usage: tests/steps.py PROGRAM [SHAPE..]     PROGRAM is build/steps/styrdok (make STEPS=1). Last line: "N passed, N failed".
"""

import os
import subprocess
import sys
import tempfile

GROWTH = 3.0
BODIES = "- {id: kf, name: Kommunfullmäktige, kind: assembly, rank: 1}\n"


class Register:
    """A folder below `root`; files are written as they are named."""

    def __init__(self, root):
        self.root = root
        self.file("vocabulary/bodies.yaml", BODIES)

    def file(self, path, text, folder="docs-corpus"):
        path = os.path.join(self.root, folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)

    def document(self, name, keys="", body="Text.\n", title=None, decided="2005-01-01"):
        self.file(name + ".md", f"---\nid: {name}\ntitle: {title or 'Policy ' + name}\ntype: policy\nstatus: decided\n"
                                f"decided-by: kf\ndecided: {decided}\n{keys}---\n\n{body}")

    def topics(self):
        self.file("vocabulary/topics.yaml", "- {id: it, label: {sv: IT, en: IT}}\n")
        self.file("vocabulary/types.yaml", "- {id: policy, order: 1, overarching: true}\n")


def many(n, prefix="d"):
    return ", ".join(f"{prefix}{i}" for i in range(n))


def day(i):
    return f"20{10 + i // 336 % 80:02}-{1 + i // 28 % 12:02}-{1 + i % 28:02}"


def star(r, n):
    """Each replaces one document, on a day of its own."""
    r.document("hub")
    for i in range(n):
        r.document(f"d{i}", "supersedes: [hub]\n", decided=day(i))


def star_pending(r, n):
    """Each affects one document, and cites it."""
    r.document("hub")
    for i in range(n):
        r.document(f"d{i}", "affects: [hub]\n", "[[hub]]\n", decided=day(i))


def star_conditional(r, n):
    r.document("hub")
    for i in range(n):
        r.document(f"d{i}", f"supersedes:\n  - {{doc: hub, when: {{adopted: d{(i + 1) % n}}}}}\n")


def chain(r, n):
    for i in range(n):
        r.document(f"d{i}", f"supersedes: [d{i - 1}]\n" if i else "")


def ring(r, n):
    for i in range(n):
        r.document(f"d{i}", f"supersedes: [d{(i - 1) % n}]\n")


def complete(r, n):
    """n relations among the square root of as many documents."""
    side = int(n ** 0.5)
    for i in range(side):
        others = ", ".join(f"d{j}" for j in range(side) if j != i)
        r.document(f"d{i}", f"supersedes: [{others}]\naffects: [{others}]\n")


def ladder(r, n):
    """Ten documents that each replace every part of one."""
    parts = "".join(f"## Del {i} {{#p{i}}}\n\nText.\n\n" for i in range(n))
    keys = "supersedes:\n" + "".join(f"  - {{doc: hub, part: p{i}}}\n" for i in range(n))
    r.document("hub", "", parts)
    for k in range(10):
        r.document(f"d{k}", keys, decided=day(k))


def rungs(r, n):
    """Ten documents that each affect every part of the next."""
    for k in range(10):
        keys = "affects:\n" + "".join(f"  - {{doc: d{(k + 1) % 10}, part: p{i}}}\n" for i in range(n))
        r.document(f"d{k}", keys, "".join(f"## Del {i} {{#p{i}}}\n\nText.\n\n" for i in range(n)))


def repeated(r, n):
    """One document that says the same of another n times."""
    r.document("hub")
    r.document("d0", f"supersedes: [{', '.join(['hub'] * n)}]\n")


def dangling(r, n):
    for i in range(n):
        r.document(f"document-with-id-{i}", "complements: [" + ", ".join(f"document-with-iq-{i * 4 + k}" for k in range(4)) + "]\n")


def dangling_links(r, n):
    for i in range(n):
        r.document(f"document-with-id-{i}", "", f"[[document-with-ix-{i}]]\n")


def same_title(r, n):
    for i in range(n):
        r.document(f"d{i}", "aliases: [IT-programmet]\n", "Enligt IT-programmet gäller detta.\n", "IT-program för staden", "2005")


def same_dnr(r, n):
    for i in range(n):
        r.document(f"d{i}", "dnr: [031-2486/2007]\n", "Se dnr 031-2486/2007.\n")


def dense_dnr(r, n):
    for i in range(n):
        r.document(f"d{i}", f"dnr: [031-{1000 + i}/2007]\n", f"Se dnr 031-{1000 + i + n}/2007.\n")


def same_topic(r, n):
    r.topics()
    for i in range(n):
        r.document(f"d{i}", "topics: [it]\napplies-to: [kf]\n")


def bodies_chain(r, n):
    r.file("vocabulary/bodies.yaml", BODIES + "".join(
        f"- {{id: b{i}, name: Nämnd {i}, kind: board, rank: 2{f', parent: b{i - 1}' if i else ''}}}\n" for i in range(n)))
    for i in range(n // 4):
        r.document(f"d{i}", f"applies-to: [b{i}]\n")


def waivers(r, n):
    r.file("waivers/w.yaml", "".join(
        f"- {{code: relation.dangling, documents: [d{i}], reason: x, granted-by: kf, granted: 2005-01-01, until: 2099-01-01}}\n"
        for i in range(n)))
    for i in range(n):
        r.document(f"d{i}", "complements: [nix]\n")


def patterns(r, n):
    r.file("styrdok.yaml", "citations:\n" + "".join(f"  - {{name: x{i}, pattern: '(?<dnr>zz{i})'}}\n" for i in range(n)), "")
    r.document("d0", "", "Text.\n\n" * n)


TEXT = ["text", "hub", "--on", "2040-01-01"]
REDLINE = [*TEXT, "--against", "2010-01-01"]
CHECK, STATUS = ["check", "--on", "2026-01-01"], ["status", "--all", "--on", "2026-01-01"]
TIMELINE, STATS = ["graph", "--timeline"], ["stats"]
def wordings(r, n):
    """A text of n sections, each with a second wording by an amendment of its own, and n amendments of one of them."""
    parts = (f"## {i + 1} §\n\nText {i}.\n\n## {i + 1} § {{#par-{i + 1} from={day(i)} by=d{i}}}\n\nNy text {i}.\n\n" for i in range(n))
    r.document("hub", "text: full\n", "".join(parts))
    for i in range(n):
        r.document(f"d{i}", f"amends: [{{doc: hub, part: par-{i + 1}}}]\n", decided=day(i))
        r.document(f"e{i}", "amends: [{doc: hub, part: par-1}]\ntext: digest\n", decided=day(i))


SHAPES = [ # shape, n, commands
    (star, 400, [CHECK, STATUS, TIMELINE, STATS]), (star_pending, 400, [CHECK, STATUS, TIMELINE]),
    (star_conditional, 400, [CHECK, STATUS]), (chain, 400, [CHECK]), (ring, 400, [CHECK, STATUS]),
    (complete, 900, [CHECK, STATUS]), (ladder, 150, [CHECK, STATUS, TIMELINE]), (rungs, 150, [CHECK, STATUS]),
    (repeated, 1000, [CHECK]), (dangling, 300, [CHECK]), (dangling_links, 400, [CHECK]), (same_title, 400, [CHECK]),
    (same_dnr, 400, [CHECK]), (dense_dnr, 400, [CHECK]), (same_topic, 2000, [CHECK]), (bodies_chain, 400, [CHECK]),
    (waivers, 300, [CHECK]), (patterns, 150, [CHECK]), (wordings, 200, [CHECK, TEXT, REDLINE]),
]


def steps(program, shape, n, commands):
    """By command, how many steps it takes on the shape of that size."""
    found = []
    with tempfile.TemporaryDirectory() as root:
        shape(Register(root), n)
        for command in commands:
            counted = os.path.join(root, "steps")
            subprocess.run([program, *command], cwd=root, env={**os.environ, "STEPS": counted},
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=300)
            with open(counted, encoding="ascii") as text:
                found.append(int(text.read()))
    return found


def main():
    program, wanted = os.path.realpath(sys.argv[1]), sys.argv[2:]
    passed = failed = 0
    for shape, n, commands in SHAPES:
        if wanted and shape.__name__ not in wanted:
            continue
        once, twice = steps(program, shape, n, commands), steps(program, shape, 2 * n, commands)
        for command, a, b in zip(commands, once, twice):
            good = b <= GROWTH * a
            passed, failed = passed + good, failed + (not good)
            if wanted or not good:
                print(f"{'grows' if good else 'FAILED: grows'} {b / a:.2f} times: {shape.__name__} of {n} and {2 * n}, "
                      f"styrdok {' '.join(command)}: {a} and {b} steps")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
