#!/usr/bin/env python3
"""The JSON Schemas that `styrdok lsp --schema` prints, against docs-corpus, and against what is wrong."""

import glob
import json
import subprocess
import sys

import jsonschema
import yaml

sys.dont_write_bytecode = True


class Loader(yaml.SafeLoader):
    """As an editor's YAML server reads: a day is a text."""


Loader.yaml_implicit_resolvers = {first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
                                  for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read(path, front=False):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return yaml.load(text.split("---\n")[1] if front else text, Loader)


def main():
    wrong = []
    files = {"front-matter": [path for path in glob.glob("docs-corpus/*/*.md")],
             "vocabulary": glob.glob("docs-corpus/vocabulary/*.yaml"), "config": ["styrdok.yaml"],
             "rules": glob.glob("rules/*/*.yaml"), "waivers": glob.glob("docs-corpus/waivers/*.yaml")}
    files["rules"] = [path for path in files["rules"] if not path.startswith("rules/lexicon")]
    faults = {"front-matter": ["title: x", "id: a\ntitle: x\ntitel: y", "id: a\ntitle: x\ndecided: soon", "id: a\ntitle: x\nstatus: done",
                               "id: a\ntitle: x\nsupersedes: {dok: b}"],
              "vocabulary": ["- name: x", "- id: a\n  nam: b"], "config": ["languag: sv", "language: no"], "rules": ["rule: x"],
              "waivers": ["- code: x\n  why: y"]}
    for name, paths in files.items():
        for language in ("en", "sv"):
            schema = json.loads(subprocess.run([sys.argv[1], "lsp", "--schema", name, "--lang", language], capture_output=True,
                                               check=True).stdout)
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
        for path in paths:
            wrong += [f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]} {[e.message[:200] for e in error.context][:3]}"
                      for error in validator.iter_errors(read(path, name == "front-matter"))]
        for fault in faults[name]:
            if validator.is_valid(yaml.load(fault, Loader)):
                wrong.append(f"{name}: a schema that should refuse: {fault}")
    assert len(files["front-matter"]) > 30 and files["rules"] and files["vocabulary"]
    if wrong:
        print("\n".join(wrong[:40]))
    sys.exit(bool(wrong))


main()
