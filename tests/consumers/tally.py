"""Counts what passed and what failed, and tells of the latter."""
counts = {"passed": 0, "failed": 0}


def verdict(label, *problems):
    """Passed when no problem is told; those that are false or empty are none."""
    problems = [problem for problem in problems if problem]
    counts["failed" if problems else "passed"] += 1
    if problems:
        print(f"FAILED {label}", *(f"    {str(problem)[-900:]}" for problem in problems), sep="\n")


def finish():
    """The last line of a script of tests, and its exit status."""
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0
