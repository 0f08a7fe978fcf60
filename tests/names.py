#!/usr/bin/env python3
"""How well titles are found in Swedish prose: precision and recall over sentences that somebody has labelled.

usage: tests/names.py PROGRAM FOLDER TSV     FOLDER is a register, or a folder of documents; TSV holds lines

  true|negative <TAB> sentence <TAB> ids (with commas), or -

A line that begins with # or has another first word is passed over. Each sentence is read as a document of its own, decided in 2026.
What is cited and expected is right; what is cited and not expected is wrong; what is expected and not cited is missed. Exit status 1
when precision is below 95 percent or recall below 90. Last lines: what is wrong and missed, then the figures.
"""

import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile

PRECISION, RECALL = 0.95, 0.90


def sentences(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 3 and cells[0] in ("true", "negative"):
                wanted = {i.strip() for i in cells[2].split(",") if i.strip() not in ("", "-")}
                yield cells[0], cells[1], wanted if cells[0] == "true" else set()


def lay(folder, root, all_sentences):
    """The register with a document for each sentence."""
    held = any(os.path.exists(os.path.join(folder, name)) for name in ("styrdok.yaml", "docs-corpus"))
    shutil.copytree(folder, root if held else os.path.join(root, "docs-corpus"), dirs_exist_ok=True)
    into = os.path.join(root, "docs-corpus")
    if os.path.exists(os.path.join(root, "styrdok.yaml")):
        with open(os.path.join(root, "styrdok.yaml"), encoding="utf-8") as config:
            for line in config:
                if line.startswith("documents:"):
                    into = os.path.join(root, line.split(":", 1)[1].strip())
    os.makedirs(into, exist_ok=True)
    for i, (_, sentence, _) in enumerate(all_sentences):
        with open(os.path.join(into, f"zz-mening-{i}.md"), "w", encoding="utf-8") as out:
            out.write(f"---\nid: zz-mening-{i}\ntitle: Zz mening {i} zz\ntype: beslut\nstatus: decided\ndecided: 2026-01-01\n---\n\n{sentence}\n")


def cited(program, root, i):
    done = subprocess.run([program, "show", f"zz-mening-{i}", "--repo", root, "--on", "2026-06-01", "--format", "json"],
                          capture_output=True, check=False, timeout=60)
    return {c["document"] for c in json.loads(done.stdout)["cites"] if "document" in c}


def main():
    program, folder, path = os.path.realpath(sys.argv[1]), sys.argv[2], sys.argv[3]
    asked = list(sentences(path))
    right = wrong = missed = 0
    with tempfile.TemporaryDirectory() as root:
        lay(folder, root, asked)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda i: cited(program, root, i), range(len(asked))))
    for (_, sentence, wanted), ids in zip(asked, found):
        right += len(ids & wanted)
        for kind, odd in (("wrong", ids - wanted), ("missed", wanted - ids)):
            if odd:
                print(f"{kind}: {', '.join(sorted(odd))}: {sentence}")
        wrong += len(ids - wanted)
        missed += len(wanted - ids)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    print(f"{sum(k == 'true' for k, _, _ in asked)} true, {sum(k == 'negative' for k, _, _ in asked)} negative: {right} right, {wrong} wrong, "
          f"{missed} missed; precision {precision:.1%}, recall {recall:.1%}")
    return precision < PRECISION or recall < RECALL


if __name__ == "__main__":
    sys.exit(main())
