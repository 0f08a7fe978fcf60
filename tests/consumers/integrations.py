"""Runs what can be run of the integrations, in repositories made for it: pre-commit with real commits, the steps of action.yml, the script
of ci/gitlab.yml. Of the Containerfile, what it would install is held against what the program needs. Last line: "N passed, N failed"."""
import json
import os
import re
import shutil
import subprocess
import tempfile

import yaml

import readers
import registers
from tally import finish, verdict

ROOT = os.path.abspath(".")
PROGRAM = os.path.abspath(os.environ.get("STYRDOK", "build/styrdok"))
ZEROS = "0" * 40


def git(folder, *arguments, **more):
    return subprocess.run([*registers.GIT, "-C", folder, *arguments], capture_output=True, text=True, check=False, **more)


def head(folder, name="HEAD"):
    return git(folder, "rev-parse", name).stdout.strip()


def change(folder, name, text, message):
    """Writes a document, or removes it, and commits."""
    path = f"{folder}/docs-corpus/policy/{name}"
    if text is None:
        os.remove(path)
    else:
        registers.write(path, text)
    registers.commit(folder, message)


def story(folder):
    """A register with an old finding; then a change that causes a new one, in a file with an awkward name. The commits: before, after."""
    registers.clean(folder)
    registers.commit(folder, "Från början")
    change(folder, "gammal.md", registers.GOOD.format(id="gammal", title="G", more="", text="[[borta-sedan-länge]]"), "Ett gammalt fel")
    before = head(folder)
    change(folder, "ny: å.md", registers.GOOD.format(id="ny", title="N", more="", text="[[saknas]]"), "Ett nytt fel")
    return before, head(folder)


def with_program(folder):
    """A folder for PATH where styrdok is the program under test."""
    os.makedirs(folder)
    os.symlink(PROGRAM, f"{folder}/styrdok")
    return f"{folder}:{os.environ['PATH']}"


def bash(script, folder, environment):
    """As both runners start a script."""
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder, env=environment,
                          capture_output=True, text=True, check=False, timeout=300)


# --- pre-commit --------------------------------------------------------------------------------------------------------

def pre_commit(work):
    """The framework itself, from Debian: it clones our manifest, and git calls it."""
    hooks, folder = f"{work}/hooks", f"{work}/förråd med mellanslag"
    registers.write(f"{hooks}/.pre-commit-hooks.yaml", open(".pre-commit-hooks.yaml", encoding="utf-8").read())
    registers.commit(hooks)
    environment = {**os.environ, "PATH": with_program(f"{work}/bin"), "HOME": f"{work}/home", "PRE_COMMIT_HOME": f"{work}/home/pre-commit"}
    story(folder)
    registers.write(f"{folder}/.pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": hooks, "rev": head(hooks), "hooks": [{"id": "styrdok"}]}]}))
    valid = subprocess.run(["pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"], capture_output=True, text=True, check=False, env=environment)
    verdict("the manifest is valid", valid.returncode and valid.stdout)
    installed = subprocess.run(["pre-commit", "install"], cwd=folder, capture_output=True, text=True, check=False, env=environment)
    verdict("pre-commit install", installed.returncode and installed.stdout + installed.stderr)

    def commit(label, allowed, *said):
        at = head(folder)
        done = git(folder, "commit", "-m", label, env=environment)
        output = done.stdout + done.stderr
        verdict(label, (done.returncode == 0) != allowed and output, (head(folder) != at) != allowed and "HEAD is wrong",
                *(f"'{word}' is not said: {output}" for word in said if word not in output))

    git(folder, "add", ".pre-commit-config.yaml")
    commit("a commit that changes no document is let through", True)
    registers.write(f"{folder}/docs-corpus/policy/c.md", registers.GOOD.format(id="c", title="C", more="", text="[[ingenstans]]"))
    git(folder, "add", "docs-corpus")
    commit("a commit with a new fault is refused", False, "link.dangling", "ingenstans")
    registers.write(f"{folder}/docs-corpus/policy/c.md", registers.GOOD.format(id="c", title="C", more="", text="[[a]]"))
    commit("the index is judged, not the mended file beside it", False, "link.dangling")
    git(folder, "add", "docs-corpus")
    commit("a commit without faults is let through", True)
    git(folder, "rm", "-q", "docs-corpus/policy/a.md")
    commit("a commit that only removes a document that others cite is refused", False, "a")


# --- GitHub ------------------------------------------------------------------------------------------------------------

def expression(text, inputs):
    """A value with ${{ }} of the few kinds that action.yml uses in steps."""
    def value(found):
        term = found.group(1).strip()
        if term.startswith("inputs."):
            return inputs[term[len("inputs."):]]
        raise ValueError(f"unknown expression: {term}")
    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def condition(text, inputs):
    """Comparisons of inputs with texts, joined by &&."""
    def true(term):
        if term == "always()":
            return True
        name, operator, wanted = re.fullmatch(r"inputs\.([\w-]+) (==|!=) '([^']*)'", term).groups()
        return (inputs[name] == wanted) == (operator == "==")
    return all(true(term.strip()) for term in re.fullmatch(r"\$\{\{(.*)\}\}", text).group(1).split("&&"))


def github_steps(action, folder, given):
    """Runs the composite steps as the runner would; the names of those that were reached, the last output, its status."""
    inputs = {name: str(row.get("default", "")) for name, row in action["inputs"].items()}
    inputs.update(given)
    ran, output, status = [], "", 0
    for step in action["runs"]["steps"]:
        if (status and "always()" not in step.get("if", "")) or ("if" in step and not condition(step["if"], inputs)):
            continue
        ran.append(step["name"])
        if "run" not in step:
            continue
        environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "GITHUB_ACTION_PATH": ROOT, "GITHUB_WORKSPACE": folder,
                       **{name: expression(value, inputs) for name, value in step.get("env", {}).items()}}
        if step["name"].startswith("Build"):
            environment["MAKEFLAGS"] = "n"  # it is built already; make must know the targets
        done = bash(step["run"], folder, environment)
        output, status = done.stdout + done.stderr, done.returncode
    return ran, output, status


def github(work):
    with open("action.yml", encoding="utf-8") as file:
        action = yaml.safe_load(file)
    steps = action["runs"]["steps"]
    verdict("action.yml is a composite action", action["runs"]["using"] != "composite" and action["runs"],
            *(f"{step['name']}: an expression in a script" for step in steps if "${{" in step.get("run", "")),
            *(f"{step['name']}: no shell" for step in steps if "run" in step and "shell" not in step),
            *(f"{name}: not described" for name, row in action["inputs"].items() if not row.get("description")))
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(steps)))
    verdict("each input is used and each used one declared", used ^ set(action["inputs"]))
    folder = f"{work}/github"
    before, _ = story(folder)
    given = {"program": PROGRAM, "base": before}

    def told(label, status, names, **more):
        ran, output, code = github_steps(action, folder, {**given, **{name.replace("_", "-"): value for name, value in more.items()}})
        try:
            paths = sorted({os.path.basename(one["path"]) for one in readers.read_github(output.encode())[0] if one["severity"] == "error"})
        except ValueError as error:
            paths = [str(error)]
        verdict(label, code != status and f"status {code}: {output}", paths != names and f"{paths}: {output}")
        return ran, output

    told("the change's fault is told, the old one is not", 1, ["ny: å.md"])
    told("without a base, everything is", 1, ["gammal.md", "ny: å.md"], base="")
    told("so it is in the first push of a branch", 1, ["gammal.md", "ny: å.md"], base=ZEROS)
    told("nothing is told of no change", 0, [], base="HEAD")
    ran, _ = told("SARIF is written and uploaded also when the check fails", 1, ["ny: å.md"], sarif="ut å.sarif", upload="true")
    with open(f"{folder}/ut å.sarif", "rb") as file:
        found = readers.read_sarif(file.read())
    verdict("SARIF holds the old findings, too", "Upload SARIF" not in ran and ran, len({one["path"] for one in found}) < 2 and found)
    os.remove(f"{folder}/ut å.sarif")
    told("a folder of the repository", 3, [], path="finns inte")
    _, output = told("a base that there is not is no pass", 3, [], base="0123456789abcdef0123456789abcdef01234567")
    told("no input is a command", 3, [], base="x$(touch pwned)`touch pwned`; touch pwned")
    verdict("nothing was run", os.path.exists(f"{folder}/pwned") and "it was")
    ran, output, code = github_steps(action, folder, {"program": "", "base": before, "fail-on": "error"})
    verdict("styrdok is built where none is installed", ran[0] != "Build styrdok" and ran)
    shallow = f"{work}/shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{folder}", shallow], check=True)
    _, output, code = github_steps(action, shallow, given)
    verdict("a shallow clone is told of", code != 2 and f"status {code}", "fetch" not in output and output)


# --- GitLab ------------------------------------------------------------------------------------------------------------

def gitlab(work):
    with open("ci/gitlab.yml", encoding="utf-8") as file:
        job = yaml.safe_load(file)["styrdok"]
    folder, path = f"{work}/gitlab å", with_program(f"{work}/gitlab-bin")
    before, after = story(folder)
    if os.geteuid() == 0:  # as on GitLab, where the checkout is another user's
        subprocess.run(["chown", "-R", "65534:65534", folder], check=True)

    def run(label, status, quality, failed, **variables):
        home = tempfile.mkdtemp(dir=work)
        environment = {"PATH": path, "HOME": home, "CI_PROJECT_DIR": folder, "LANG": "C.UTF-8",
                       **{name: str(value) for name, value in job["variables"].items()}, **variables}
        done = bash("\n".join(job["script"]), folder, environment)
        problems = [done.returncode != status and f"status {done.returncode}: {done.stdout}{done.stderr}"]
        for kind, read, wanted in (("codequality", readers.read_gitlab, quality), ("junit", readers.read_junit, failed)):
            try:
                with open(f"{folder}/{job['artifacts']['reports'][kind]}", "rb") as file:
                    found = sorted({os.path.basename(one["path"]) for one in read(file.read()) if one["severity"] == "error"})
                os.remove(file.name)
            except (OSError, ValueError) as error:
                found = [str(error)]
            problems.append(found != wanted and f"{kind}: {found}")
        verdict(label, *problems)

    both = ["gammal.md", "ny: å.md"]
    run("a merge request: only its fault fails", 1, both, ["ny: å.md"], CI_MERGE_REQUEST_DIFF_BASE_SHA=before, CI_COMMIT_BEFORE_SHA=ZEROS)
    run("a push to the default branch", 1, both, ["ny: å.md"], CI_COMMIT_BEFORE_SHA=before)
    run("the first push", 1, both, both, CI_COMMIT_BEFORE_SHA=ZEROS)
    run("nothing new", 0, both, [], CI_COMMIT_BEFORE_SHA=after)
    verdict("reports are kept when the job fails", job["artifacts"]["when"] != "always" and job["artifacts"])
    verdict("the whole history is fetched", job["variables"]["GIT_DEPTH"] != "0" and job["variables"])


# --- the image ---------------------------------------------------------------------------------------------------------

def instructions(text):
    """Lines of a Containerfile, without comments, continued ones joined; by stage."""
    text = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M))
    stages = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        word, rest = line.split(None, 1)
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


def needed():
    """Debian's packages of the libraries that the program is linked to."""
    found = set()
    for line in subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout.split("\n"):
        path = re.search(r"=> (/\S+)", line)
        if path:  # dpkg knows the file by the folder that it was packed in, /lib or /usr/lib
            name = "/".join(path.group(1).split("/")[-2:])
            owner = subprocess.run(["dpkg-query", "-S", f"*/{name}"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
            found.add(owner.split(":")[0])
    return found


def image():
    with open("Containerfile", encoding="utf-8") as file:
        build, run = instructions(file.read())
    installs = " ".join(rest for word, rest in run if word == "RUN" and "apt-get" in rest)
    installed = set(re.findall(r"[a-z0-9.+-]+", installs.split("--no-install-recommends")[1].split("&&")[0]))
    if "sanitize" not in PROGRAM:
        missing = {name for name in needed() if name not in installed} - essential(installed)
        verdict("the image has the libraries that the program is linked to", missing)
    words = [word for word, _ in run]
    verdict("the image's user is not root", dict(run).get("USER", "root") == "root" and "it is", "RUN" in words[words.index("USER"):] and "RUN as the user")
    verdict("both stages are of one release", build[0][1].split()[0] != run[0][1].split()[0] and (build[0], run[0]))
    commands = [command.strip() for word, rest in build if word == "RUN" for command in rest.split("&&")]
    targets = [re.fullmatch(r"make (?:-j \S+ )?(?:\w+=\S* )*([a-z-]+)(?: \w+=\S+)*", command).group(1)
               for command in commands if command.startswith("make ")]
    for target in targets:
        done = subprocess.run(["make", "-n", target], capture_output=True, text=True, check=False)
        verdict(f"make {target}", done.returncode and done.stderr)
    verdict("the image is built by make", targets != ["build-deps", "all", "install"] and targets)
    with open(".dockerignore", encoding="utf-8") as file:
        verdict("what was built here does not go into the image", {"build", ".git"} - set(file.read().split()))


def essential(installed):
    """What the named packages bring along, and what every Debian has."""
    done = subprocess.run(["apt-cache", "depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts", "--no-breaks",
                           "--no-replaces", "--no-enhances", *installed], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^(\S+)$", done, flags=re.M)) | {"libc6", "libgcc-s1", "libstdc++6"}


def main():
    work = os.path.realpath(tempfile.mkdtemp(prefix="styrdok-integrations-"))
    try:
        os.makedirs(f"{work}/home")
        github(work)
        gitlab(work)
        image()
        pre_commit(work)
    finally:
        shutil.rmtree(work)
    return finish()


if __name__ == "__main__":
    raise SystemExit(main())
