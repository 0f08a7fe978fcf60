"""Questions to a register: `status --all` and `applies`, with the facts that a run before has stored and without any, against
`git archive` and a whole `check` in the same run."""
import os
import shutil
import statistics
import sys

from timing import FOLDER, STYRDOK, run

BODY, DAY = "utbildningsnamnden", "2012-06-01"
WARM_GOAL, COLD_GOAL, STORE_GOAL = 0.2, 1.0, 1.1


def forget(path):
    """No facts: deleting them changes nothing but time."""
    store = os.path.join(path, "styrdok")
    if os.path.isdir(store):
        shutil.rmtree(store)
    elif os.path.exists(store):
        os.remove(store)


def prevent(path):
    """No facts, and none that can be stored: a file is where the folder would be."""
    forget(path)
    with open(os.path.join(path, "styrdok"), "w"):
        pass


def commands(path):
    def ask(*words):
        return [STYRDOK, *words, "--rev", "HEAD", "--repo", path, "--format", "json"]

    return {"check": ask("check"), "status --all": ask("status", "--all", "--on", DAY),
            "applies": ask("applies", "--body", BODY, "--on", DAY)}


def measure(path, rounds):
    """Medians in seconds, by command and by state of the facts; and of git archive."""
    archive = ["git", "-C", path, "archive", "HEAD", "docs-corpus"]
    asked = commands(path)
    taken = {(name, state): [] for name in asked for state in ("none", "first", "stored")}
    archives = []
    run(archive, [0])  # the cache is warm for all
    for _ in range(rounds):
        archives.append(run(archive, [0])[0])
        for name, command in asked.items():
            prevent(path)
            taken[name, "none"].append(run(command, [0, 1])[0])
            forget(path)
            taken[name, "first"].append(run(command, [0, 1])[0])
            taken[name, "stored"].append(run(command, [0, 1])[0])
    forget(path)
    return {key: statistics.median(seconds) for key, seconds in taken.items()}, statistics.median(archives)


def table(documents, taken, archive):
    check = taken["check", "first"]
    lines = [f"{documents} documents; git archive {archive:.3f} s",
             f"{'':>12}  {'no store s':>10}  {'storing s':>9}  {'stored s':>8}  {'stored / check':>14}  "
             f"{'stored / archive':>16}  {'storing / no store':>18}"]
    for name in ("check", "status --all", "applies"):
        none, first, stored = (taken[name, state] for state in ("none", "first", "stored"))
        missed = []
        if name != "check" and stored / check > WARM_GOAL:
            missed.append("stored")
        if first / check > COLD_GOAL * 1.05:  # what differs by less is noise
            missed.append("storing")
        if first / none > STORE_GOAL:
            missed.append("store")
        lines.append(f"{name:>12}  {none:>10.3f}  {first:>9.3f}  {stored:>8.3f}  {stored / check:>14.2f}  "
                     f"{stored / archive:>16.2f}  {first / none:>18.2f}{'  missed: ' if missed else ''}{', '.join(missed)}")
    return "\n".join(lines) + "\n"


def bench(ready, sizes):
    text = ""
    for documents in sizes:
        path, _ = ready(documents)
        part = table(documents, *measure(path, 3 if documents > 50000 else 7))
        sys.stdout.write(part)
        sys.stdout.flush()
        text += part
    text += (f"goals: a question at most a whole check when nothing is stored, at most {WARM_GOAL} of it when all is; storing at most "
             f"{STORE_GOAL} of not storing; {os.cpu_count()} processors\n")
    sys.stdout.write(text.splitlines()[-1] + "\n")
    with open(os.path.join(FOLDER, "query.txt"), "w") as file:
        file.write(text)
