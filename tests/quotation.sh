#!/bin/bash
# No run of twelve words of a source stands in docs-corpus or the rules outside quotation marks.
exec python3 tests/quotation.py
