"""Measure and print a table: `.venv/bin/python -m tests.benchmarks [name ...]`. It decides no test.

The workspace with 100,000 disclosures is written once and kept in IPDESK_BENCH_CACHE, or in the
user's cache folder; --count makes a smaller one.
"""

from __future__ import annotations

import argparse
import sys
import time


def main() -> int:
    """Run the benchmarks named, or all, and print their figures."""
    # Not above: a process that the program starts loads the main module again, which is as light in the program itself.
    from tests.benchmarks.every import BENCHMARKS
    from tests.benchmarks.figures import Figure, load, table
    from tests.benchmarks.ground import ground

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all when none is named"
    )
    parser.add_argument("--count", type=int, default=100_000, help="disclosures in the workspace measured")
    given = parser.parse_args()
    if wrong := [name for name in given.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark {', '.join(wrong)}")
    on = ground(given.count)
    print(f"{given.count} disclosures, written with {on.rate}", file=sys.stderr)
    figures: list[Figure] = []
    for name in given.names or BENCHMARKS:
        began = time.monotonic()
        before = load()
        figures += BENCHMARKS[name](on)
        print(f"{name}: {time.monotonic() - began:.0f} s, load {before} to {load()}", file=sys.stderr)
    print("\n".join(table(figures)))
    print(f"\n{given.count} disclosures, written with {on.rate}; load at the end {load()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
