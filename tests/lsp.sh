#!/bin/bash
# The language server: what it answers over pipes (tests/lsp/pipes.py), to a hostile client as well; to a real one, Neovim; and the JSON Schemas that it
# prints, against the documents.
set -euo pipefail
trap 'echo "failed at line $LINENO: $BASH_COMMAND"' ERR
program=$(realpath "$STYRDOK")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 tests/lsp/pipes.py "$program" "$work/pipes"
python3 tests/lsp/schemas.py "$program"
mkdir -p "$work/register"
python3 tests/lsp/pipes.py --lay "$work/register"
cd "$work/register"
HOME=$work STYRDOK=$program timeout 20 nvim --clean --headless -i NONE -c "luafile $OLDPWD/tests/lsp/neovim.lua" -c "qall!" >"$work/seen" 2>"$work/log" || { cat "$work/seen" "$work/log"; exit 1; }
diff "$OLDPWD/tests/lsp/neovim.expected" "$work/seen"
