"""Puts the lawyer's questions (tests/questions/lawyer.tsv) to the program: of each answer, what it must say (column `says`: regular expressions,
divided by ' & '; one with ! before it must not match). STYRDOK is the program. Ends with "N passed, N failed"."""
import csv
import os
import re
import shlex
import subprocess
import sys

PROGRAM = os.environ["STYRDOK"]
tally = {"passed": 0, "failed": 0}

with open("tests/questions/lawyer.tsv", encoding="utf-8") as file:
    for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
        done = subprocess.run([PROGRAM, *shlex.split(row["command"])[1:], "--lang", "en"], capture_output=True, text=True, check=False)
        answer = done.stdout + done.stderr
        wanted = row["says"].split(" & ")
        missing = [says for says in wanted if bool(re.search(says.lstrip("!"), answer, re.MULTILINE | re.DOTALL)) == says.startswith("!")]
        tally["failed" if missing else "passed"] += 1
        if missing:
            print(f"FAILED {row['nr']}. {row['question']}\n  {row['command']}\n  wanted: {row['answer']}\n  not so: {missing}\n{answer[:800]}")

print(f"{tally['passed']} passed, {tally['failed']} failed")
sys.exit(tally["failed"] != 0)
