#!/bin/bash
# Titles in Swedish prose: sentences written beside the code. tests/names.py takes any other set.
cd "$(dirname "$0")/.." || exit 1
exec python3 tests/names.py "${STYRDOK:-build/styrdok}" tests/names/register tests/names/sentences.tsv
