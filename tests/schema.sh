#!/bin/bash
# Validates what the program prints as JSON, on good and bad registers, against tests/schema/*.json (JSON Schema 2020-12).
# Debian's python3, because python3-jsonschema belongs to it.
cd "$(dirname "$0")/.." || exit 1
exec /usr/bin/python3 tests/schema/validate.py
