#!/bin/bash
# Hostile registers of n and of 2n documents: the work does not grow by more than 3. See tests/steps.py.
exec tests/steps.py build/steps/styrdok
