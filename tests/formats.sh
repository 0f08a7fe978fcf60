#!/bin/bash
# What check writes for other programs, held against schemas and opened by programs that read it: see tests/consumers/formats.py.
# Debian's python3, because python3-jsonschema and python3-junitparser belong to it.
cd "$(dirname "$0")/.." || exit 1
exec /usr/bin/python3 -B tests/consumers/formats.py
