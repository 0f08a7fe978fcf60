"""What the benches share: where things are, and how a command is timed."""
import hashlib
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STYRDOK = os.environ.get("STYRDOK", os.path.join(ROOT, "build/styrdok"))
FOLDER = os.path.join(ROOT, "build/bench")


def digest(*paths):
    """Of the generators: what they made is kept until they change."""
    whole = hashlib.sha256()
    for path in paths:
        with open(os.path.join(ROOT, "tests/bench", path), "rb") as source:
            whole.update(source.read())
    return whole.hexdigest()


def run(command, allowed):
    """Wall seconds and peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}")
    return seconds, usage.ru_maxrss / 1024
