#!/bin/bash
# What stands around check: the pre-commit framework's hook, the GitHub Action, GitLab's job and the image. See
# tests/consumers/integrations.py. Debian's python3, because python3-yaml belongs to it.
cd "$(dirname "$0")/.." || exit 1
exec /usr/bin/python3 -B tests/consumers/integrations.py
