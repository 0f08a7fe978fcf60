"""Validates real outputs of $STYRDOK against the schemas in this folder. Needs Debian's python3-jsonschema."""
import copy
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

import yaml
from jsonschema import Draft202012Validator

sys.path.insert(0, "tests")
import golden  # noqa: E402

PROGRAM = os.environ.get("STYRDOK", "build/styrdok")
HERE = os.path.dirname(__file__)
# A few documents of every eighth register of the golden cases: more takes a quarter of an hour and shows no other shape.
LANGUAGES = ("sv", "en")
SHOWN, SPARED = 2, 8
SCHEMAS = {}
for name in ("applies", "check", "status", "show", "impact", "graph", "stats", "explain", "scan", "rules-list", "rules-coverage", "diff",
             "log", "list", "due", "text", "search"):
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
    done = subprocess.run([PROGRAM, *arguments, "--format=json"], capture_output=True, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def no_key_twice(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)


def problems_of_check(data, code):
    problems = [f"the summary counts {severity} wrongly" for severity in ("error", "warning", "note")
                if data["summary"][severity] != sum(f["severity"] == severity for f in data["findings"])]
    problems += [f"unknown code {f['code']}" for f in data["findings"] if f["code"] not in CODES]
    if code != (data["summary"]["error"] > 0):
        problems.append(f"exit status {code} does not fit the summary")
    return problems


def stands_at(lines, place):
    """Do the words begin where the place says? A heading's place may be that of its marks."""
    line = lines[place["line"] - 1] if place["line"] <= len(lines) else ""
    there = line[place["column"] - 1:place["column"]]
    return there == place["text"][0] or (there == "#" and place["text"][:4] in line)


def problems_of_scan(data, code):
    """What the schema cannot say of scans: counts, codes, places that are right, an exit status that fits."""
    problems = []
    scans = data if isinstance(data, list) else [data]
    for scan in scans:
        for key, count in scan["summary"].items():
            if count != sum(result["outcome"].replace("-", "_") == key for result in scan["results"]):
                problems.append(f"the summary counts {key} wrongly")
        problems += [f"unknown code {f['code']}" for f in scan["findings"] if f["code"] not in CODES]
        ids = [result["rule"] for result in scan["results"]]
        if len(set(ids)) < len(ids):
            problems.append("a rule stands twice")
        places = [place for result in scan["results"] for place in result["places"]
                  if place["path"] == scan["proposal"] and "page" not in place]
        if places and scan["revision"] == "worktree" and scan["proposal"].endswith(".md"):
            with open(scan["proposal"], encoding="utf-8") as file:
                lines = file.read().split("\n")
            problems += [f"{place['path']}:{place['line']}:{place['column']} is not '{place['text']}'"
                         for place in places if not stands_at(lines, place)]
    wrong = any(result["outcome"] == "not-satisfied" and result["strength"] in ("must", "must-not")
                for scan in scans for result in scan["results"])
    wrong = wrong or any(f["severity"] == "error" for scan in scans for f in scan["findings"])
    wrong = wrong or any("unread" in scan for scan in scans)
    if code != 3 and code != wrong:
        problems.append(f"exit status {code} does not fit the outcomes")
    return problems


def problems_of_coverage(data, _):
    problems = [f"{document['document']} is counted wrongly" for document in data["documents"]
                if document["clauses"] - document["covered"] != len(document["uncovered"])]
    for key in ("clauses", "covered"):
        if data[key] != sum(document[key] for document in data["documents"]):
            problems.append(f"the sum of {key} is wrong")
    return problems


IN_FORCE = {"in-force", "in-force-in-part", "in-force-to-be-replaced"}


def problems_of_applies(data, _):
    """Each document is in one group, and its status is one that the group may hold."""
    fitting = {"apply": IN_FORCE - {"in-force-to-be-replaced"}, "to_be_replaced": IN_FORCE - {"in-force"},
               "cannot_tell": IN_FORCE | {"unknown"}}
    paths = [entry["path"] for group in (*fitting, "do_not_apply") for entry in data[group]]
    problems = ["a document is in two groups"] if len(set(paths)) < len(paths) else []
    problems += [f"{entry['id']} is {entry['status']} in {group}" for group, allowed in fitting.items()
                 for entry in data[group] if entry["status"] not in allowed]
    problems += [f"{entry['id']} is {entry['status']} and does not apply" for entry in data["do_not_apply"]
                 if entry["status"] in IN_FORCE]
    return problems


def problems_of_diff(data, _):
    """What the schema cannot say of comparisons: counts, order, spans that do not overlap."""
    problems = [f"the summary counts {kind} wrongly" for kind in ("added", "gone", "changed", "status", "moved")
                if data["summary"][kind] != sum(document["change"] == kind for document in data["documents"])]
    ids = [document["id"] for document in data["documents"]]
    if len(set(ids)) < len(ids):
        problems.append("a document stands twice")
    spans = [document["statuses"] for document in data["documents"]]
    spans += [change["spans"] for bodies in data["bodies"] for change in bodies["changes"]]
    for row in spans:
        if any(earlier.get("to", "9999") >= later.get("from", "") for earlier, later in zip(row, row[1:])):
            problems.append(f"spans overlap: {row}")
        problems += [f"nothing differs: {span}" for span in row if span.get("old") == span.get("new")]
    return problems


def problems_of_log(data, _):
    days = [entry["day"] for entry in data["commits"] if "day" in entry]
    return [] if days == sorted(days, reverse=True) else ["the commits are not newest first"]


def problems_of_graph(data, _):
    """Relations stand between documents that are shown, and `pending` says what `effect` says."""
    shown = {document["id"] for document in data["documents"]}
    problems = [f"{end} is not shown" for relation in data["relations"] for end in (relation["from"], relation["to"])
                if end not in shown]
    return problems + ["pending and effect differ" for relation in data["relations"]
                       if relation["pending"] != (relation["effect"] == "pending")]


def problems_of_stats(data, _):
    """Each row has as many counts as there are years; by type and by body the rows add up, by topic none exceeds the total."""
    problems = []
    days = len(data.get("years", [0]))
    columns = [row["counts"] if "years" in data else [row["counts"]] for row in data["rows"]]
    totals = data["total"] if "years" in data else [data["total"]]
    if any(len(column) != days for column in [*columns, totals]):
        return ["not as many counts as days"]
    for day, total in enumerate(totals):
        for key, count in total.items():
            counts = [column[day][key] for column in columns]
            if sum(counts) < count or max(counts, default=0) > count or (data["by"] != "topic" and sum(counts) != count):
                problems.append(f"{key} does not add up on day {day}")
    return problems


MORE_PROBLEMS = {"applies": problems_of_applies, "check": problems_of_check, "scan": problems_of_scan,
                 "rules-coverage": problems_of_coverage, "graph": problems_of_graph, "stats": problems_of_stats,
                 "diff": problems_of_diff, "log": problems_of_log}


def output(label, command, *arguments, schema=None, codes=(0, 1)):
    """Runs, validates and returns what was printed, or None."""
    schema = schema or command.replace(" ", "-")
    code, text, complaint = run(*command.split(), *arguments)
    if code not in codes:
        verdict(label, [f"exit status {code}: {complaint}"])
        return None
    try:
        data = json.loads(text.decode("utf-8"), object_pairs_hook=no_key_twice)
    except ValueError as error:
        verdict(label, [str(error)])
        return None
    problems = problems_of(SCHEMAS[schema], data)
    for part in data if isinstance(data, list) else [data]:
        if next(iter(part)) != "schema_version":
            problems.append("schema_version is not first")
        if "unread" in part and code == 0:
            problems.append("something is unread, and the exit status is 0")
    if schema in MORE_PROBLEMS and not problems:
        problems += MORE_PROBLEMS[schema](data, code)
    verdict(label, problems)
    return data


def bodies_of(folder):
    """A few ids of the register's bodies, where its vocabulary can be read."""
    try:
        with open(f"{folder}/docs-corpus/vocabulary/bodies.yaml", encoding="utf-8") as file:
            ids = [entry["id"] for entry in yaml.safe_load(file) if isinstance(entry.get("id"), str)]
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError):
        return []
    return [body for body in dict.fromkeys(ids[:2] + ids[-2:])
            if run("applies", "--repo", folder, f"--body={body}")[0] in (0, 1)]


def register(label, folder, *more):
    """All outputs about one register."""
    for language in LANGUAGES:
        output(f"check {label} {language}", "check", "--repo", folder, "--on=2008-07-01", "--lang", language, *more)
    output(f"graph {label}", "graph", "--repo", folder, "--on=2008-07-01", *more)
    answer = output(f"status {label}", "status", "--repo", folder, "--all", "--on=2008-07-01", *more)
    for body in bodies_of(folder):
        output(f"applies {label} {body}", "applies", "--repo", folder, f"--body={body}", "--on=2008-07-01", *more)
    for by, over in (("topic", ["--over=time"]), ("type", []), ("body", ["--over=time"])):
        output(f"stats {label} by {by}", "stats", "--repo", folder, "--by", by, "--on=2008-07-01", *over, *more)
    for kind in ("documents", "bodies", "topics", "types"):
        output(f"list {label} {kind}", "list", kind, "--repo", folder, "--on=2008-07-01", *more)
    output(f"search {label}", "search", "policy", "--repo", folder, "--on=2008-07-01", *more)
    output(f"due {label}", "due", "--repo", folder, "--on=2008-07-01", "--within=20y", *more)
    for document in (answer or {"documents": []})["documents"][:SHOWN]:
        for command in ("show", "impact", "text"):
            output(f"{command} {label} {document['id']}", command, "--repo", folder, document["id"], "--on=2008-07-01", *more)


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


def odd_proposals(folder):
    """Proposals that say too little, too much, or nothing that can be read."""
    write(f"{folder}/tomt.md", "")
    write(f"{folder}/utan-metadata.md", "Ett förslag om telefoner.\n")
    write(f"{folder}/oavslutat.md", "---\ntitle: Ett förslag\n")
    write(f"{folder}/fel-yaml.md", "---\ntitle: [x\n---\n")
    write(f"{folder}/konstigt.md", "---\ntitle: \"Ett \\\"citat\\\" \\t\"\nbody: ingen\ndate: igår\nkategori: x\ncategory: stor\n"
          "topics: [borta]\nbudget: 12\ndnr: x\ncites: [borta, it-program-2008#kap-99]\nwaivers:\n- {rule: BORTA}\n"
          "- {rule: ITP2008-4-a, granted-by: norrmalms-stadsdelsnamnd, reason: Ett skäl, until: 2001-01-01}\n---\n\nText\x01.\n")
    write(f"{folder}/ar.md", "---\ntitle: Bara år\nbody: norrmalms-stadsdelsnamnd\ndate: 2008\n---\n\nVi köper ett system.\n")
    write(f"{folder}/undantag.md", "---\ntitle: Undantag\nbody: norrmalms-stadsdelsnamnd\ndate: 2009-02-02\nwaivers:\n"
          "- {rule: ITP2008-4-a, granted-by: kommunfullmaktige, dnr: 031-1/2009, reason: Ett skäl, until: 2009-12-31}\n---\n\n"
          "Förvaltningen genomför ett projekt som inte följer projektmodellen, och köper ett system.\n")
    with open(f"{folder}/latin.md", "wb") as file:
        file.write("---\ntitle: Å\n---\n".encode("latin-1"))
    with open(f"{folder}/stort.md", "wb") as file:
        file.write(b"a" * 5000000)


def scans(work):
    """Proposals, one by one and together; documents; rules."""
    proposals = sorted(glob.glob("tests/proposals/*.md"))
    for proposal in proposals[:SHOWN]:
        output(f"scan {proposal}", "scan", proposal, "--lang=sv")
    for language in LANGUAGES:
        output(f"scan all proposals {language}", "scan", *proposals, "--lang", language)
        output(f"scan docs-corpus {language}", "scan", "docs-corpus", "--lang", language)
        output(f"scan on another day {language}", "scan", proposals[0], "--on=2013-03", "--lang", language)
        for command in ("rules list", "rules coverage"):
            output(f"{command} {language}", command, "--lang", language)
        output(f"rules test {language}", "rules test", "--lang", language, schema="check")
    output("rules list --slow", "rules list", "--slow")
    odd_proposals(f"{work}/proposals")
    for proposal in sorted(glob.glob(f"{work}/proposals/*.md")):
        for language in LANGUAGES:
            output(f"scan {os.path.basename(proposal)} {language}", "scan", proposal, "--lang", language, codes=(0, 1, 3))
    output("scan a folder of odd proposals", "scan", f"{work}/proposals", codes=(3,))
    output("scan a revision", "scan", "--repo", f"{work}/history", "--rev=HEAD", "docs-corpus/program")


def histories(work):
    """The corpus as it came to be: what changed from day to day, for whom, and in which commits."""
    folder = f"{work}/told"
    subprocess.run(["tools/history", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    days = ["2000", "2007-06-30", "2007-12-13", "2008-03-02", "2008-03-03", "2012-12-31"]
    for old, new in [*zip(days, days[1:]), *zip(days[1:], days), (days[0], days[-1]), (days[1], days[1])]:
        output(f"diff {old} {new}", "diff", "--repo", folder, old, new, codes=(0,))
    output("diff with the files", "diff", "--repo", folder, "2008-03-02", "--lang=en", codes=(0,))
    for choice in ("--body=svenska-bostader", "--topic=telefoni"):
        output(f"diff {choice}", "diff", "--repo", folder, days[0], days[-1], choice, codes=(0,))
    for path in sorted(glob.glob("docs-corpus/*/*.md"))[:SHOWN]:
        name = os.path.basename(path)[:-3]
        if name != "README":
            output(f"log {name}", "log", "--repo", folder, name, codes=(0,))


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
        shutil.copytree("rules", f"{work}/history/rules", ignore=shutil.ignore_patterns("*.c", "*.h", "pages"))
        shutil.copy("styrdok.yaml", f"{work}/history")
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Registret"]):
            git(f"{work}/history", *command)
        register("a revision", f"{work}/history", "--rev=HEAD")
        scans(work)
        histories(work)
        cases = [golden.Case(path) for path in golden.find([])]
        for number, case in enumerate([case for case in cases if case.has_input()][::SPARED]):
            case.lay(f"{work}/{number}")
            register(case.path, f"{work}/{number}")
        golden.Case("tests/golden/impact/sections").lay(f"{work}/sections")
        for part in ("mal", "resor", "delmal"):
            output(f"impact on {part}", "impact", "miljopolicy", "--part", part, "--on=2010-06-01", "--repo",
                   f"{work}/sections")
        for language in LANGUAGES:
            output(f"explain {language}", "explain", "--lang", language)
            output(f"explain one {language}", "explain", "relation.overlap", "--lang", language)
            output(f"explain two {language}", "explain", "relation.overlap", "relation.cycle", "--lang", language)
        on = "--on=2008-07-01"
        told = ["--repo", f"{work}/told"]
        schemas_are_closed({"diff": output("diff", "diff", *told, "2007-12-13", "2008-03-03"),
                            "log": output("log", "log", *told, "telefonpolicy-1996"),
                            "applies": output("applies", "applies", "--body=svenska-bostader", "--topic=it", on),
                            "check": output("check", "check", "--repo", f"{work}/broken", on),
                            "status": output("status", "status", "infosak-policy-2005", "it-handbok", on),
                            "show": output("show", "show", "it-program-2008-bilaga4", on),
                            "impact": output("impact", "impact", "miljopolicy", "--part=mal", "--on=2010-06-01", "--repo",
                                             f"{work}/sections"),
                            "graph": output("graph", "graph", "it-program-2008-bilaga4", on),
                            "explain": output("explain", "explain", "relation.overlap"),
                            "scan": output("scan", "scan", f"{work}/proposals/undantag.md"),
                            "rules-list": output("rules list", "rules list"),
                            "stats": output("stats", "stats", on),
                            "list": output("list", "list", on),
                            "due": output("due", "due", on, "--within=20y"),
                            "search": output("search", "search", "telefon", on),
                            "rules-coverage": output("rules coverage", "rules coverage")})
    finally:
        shutil.rmtree(work)
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    sys.exit(tally["failed"] > 0)


main()
