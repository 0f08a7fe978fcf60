#!/bin/bash
# A lawyer's thirty questions: see tests/questions/README.md. STYRDOK is the program. Ends with "N passed, N failed".
exec python3 -B tests/questions.py
