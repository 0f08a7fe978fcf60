"""Validates real outputs of $STYRDOK against the schemas in this folder. Needs Debian's python3-jsonschema."""
import copy
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

PROGRAM = os.environ.get("STYRDOK", "build/styrdok")
HERE = os.path.dirname(__file__)
# The shapes are the same in both builds; the sanitized one, which is slow, shows a few documents of each register.
SHOWN = 5 if "sanitize" in PROGRAM else 60
SCHEMAS = {}
for name in ("check", "status", "show", "explain"):
    with open(os.path.join(HERE, name + ".json"), encoding="utf-8") as schema_file:
        SCHEMAS[name] = json.load(schema_file)
    Draft202012Validator.check_schema(SCHEMAS[name])
GIT = ["git", "-c", "user.name=Registrator", "-c", "user.email=registrator@example.org"]
tally = {"passed": 0, "failed": 0}


def verdict(label, problems):
    tally["failed" if problems else "passed"] += 1
    if problems:
        print(f"FAILED {label}", *(f"    {problem}" for problem in problems[:10]), sep="\n")


def problems_of(schema, data):
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(data)]


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments, "--format=json"], capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def no_key_twice(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)


def output(label, command, *arguments):
    """Runs, validates and returns what was printed, or None."""
    code, text, complaint = run(command, *arguments)
    if code not in (0, 1):
        verdict(label, [f"exit status {code}: {complaint}"])
        return None
    try:
        data = json.loads(text.decode("utf-8"), object_pairs_hook=no_key_twice)
    except ValueError as error:
        verdict(label, [str(error)])
        return None
    problems = problems_of(SCHEMAS[command], data)
    if next(iter(data)) != "schema_version":
        problems.append("schema_version is not first")
    if command == "check" and not problems:
        for severity in ("error", "warning", "note"):
            if data["summary"][severity] != sum(f["severity"] == severity for f in data["findings"]):
                problems.append(f"the summary counts {severity} wrongly")
        problems += [f"unknown code {f['code']}" for f in data["findings"] if f["code"] not in CODES]
        if code != (data["summary"]["error"] > 0):
            problems.append(f"exit status {code} does not fit the summary")
    verdict(label, problems)
    return data


def register(label, folder, *more):
    """All outputs about one register."""
    for language in ("sv", "en"):
        output(f"check {label} {language}", "check", "--repo", folder, "--on=2008-07-01", "--lang", language, *more)
    answer = output(f"status {label}", "status", "--repo", folder, "--all", "--on=2008-07-01", *more)
    for document in (answer or {"documents": []})["documents"][:SHOWN]:
        output(f"show {label} {document['id']}", "show", "--repo", folder, document["id"], "--on=2008-07-01", *more)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def damaged(folder):
    """A register with a bit of everything that is wrong."""
    shutil.copytree("docs-corpus", f"{folder}/docs-corpus")
    write(f"{folder}/styrdok.yaml", "language: sv\ndocument: docs-corpus\n")
    write(f"{folder}/docs-corpus/beslut/tom.md", "")
    write(f"{folder}/docs-corpus/beslut/utan.md", "# Utan metadatadel\n")
    write(f"{folder}/docs-corpus/beslut/fel.md", "---\nid: [fel\n---\n")
    write(f"{folder}/docs-corpus/beslut/itil.md", "---\nid: itil\ntitle: \"Ett \\\"citat\\\" \\\\ \\t och en\\x01 kod\"\n"
          "type: beslt\ndecided: igår\nsupersedes: [itil, borta, {doc: it-program-2008, part: kap-99, from: 2001}]\n"
          "applies-to: [{body: stockholms-stadshus-ab, including: subsidiaries, via: ingen}]\n---\n\n[[borta]] dnr 031-2486/2006\n")
    write(f"{folder}/docs-corpus/waivers/w.yaml", "- code: relation.disputed\n  documents: [snabb-service]\n"
          "  reason: Oklart\n  granted-by: kommunstyrelsen\n  until: 2030\n")


def git(folder, *arguments):
    subprocess.run([*GIT, "-C", folder, *arguments], check=True, stdout=subprocess.DEVNULL)


def schemas_are_closed(samples):
    """What the schemas must refuse: an unknown key anywhere, a missing one, an empty text."""
    def objects(data):
        if isinstance(data, dict):
            yield data
        for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            yield from objects(value)

    for command, sample in samples.items():
        changed = copy.deepcopy(sample)
        accepted = 0
        for part in objects(changed):
            part["surprise"] = 1
            accepted += not problems_of(SCHEMAS[command], changed)
            del part["surprise"]
        verdict(f"{command}.json is closed", [f"{accepted} unknown keys were accepted"] if accepted else [])
        del changed["schema_version"]
        verdict(f"{command}.json needs schema_version", [] if problems_of(SCHEMAS[command], changed) else ["it does not"])


CODES = {row["code"] for row in json.loads(run("explain", "--lang=en")[1])["diagnostics"]}


def main():
    work = tempfile.mkdtemp(prefix="styrdok-schema-")
    try:
        register("corpus", ".")
        os.makedirs(f"{work}/empty")
        write(f"{work}/empty/styrdok.yaml", "language: sv\n")
        register("empty register", f"{work}/empty")
        damaged(f"{work}/broken")
        register("broken register", f"{work}/broken")
        os.makedirs(f"{work}/history")
        shutil.copytree("docs-corpus", f"{work}/history/docs-corpus")
        shutil.copy("styrdok.yaml", f"{work}/history")
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Registret"]):
            git(f"{work}/history", *command)
        register("a revision", f"{work}/history", "--rev=HEAD")
        for number, folder in enumerate(sorted(glob.glob("tests/golden/**/input", recursive=True))):
            shutil.copytree(folder, f"{work}/{number}", symlinks=True)
            register(folder, f"{work}/{number}")
        for language in ("sv", "en"):
            output(f"explain {language}", "explain", "--lang", language)
            output(f"explain one {language}", "explain", "relation.overlap", "--lang", language)
            output(f"explain two {language}", "explain", "relation.overlap", "relation.cycle", "--lang", language)
        on = "--on=2008-07-01"
        schemas_are_closed({"check": output("check", "check", "--repo", f"{work}/broken", on),
                            "status": output("status", "status", "infosak-policy-2005", "it-handbok", on),
                            "show": output("show", "show", "it-program-2008-bilaga4", on),
                            "explain": output("explain", "explain", "relation.overlap")})
    finally:
        shutil.rmtree(work)
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    sys.exit(tally["failed"] > 0)


main()
