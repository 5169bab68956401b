"""The entry of the program: one hidden word makes it the child that parses untrusted files."""

from __future__ import annotations

import sys

PARSE_UNTRUSTED = "parse-untrusted"


def main() -> int:
    """Run the program and return its exit code.

    The child is chosen before anything else is imported: it must start fast and know little.
    """
    if sys.argv[1:2] == [PARSE_UNTRUSTED]:
        from ipdesk.importing.child import main as parse_untrusted

        return parse_untrusted()
    from ipdesk.app import main as run

    return run()


if __name__ == "__main__":
    if not __package__:  # started by path, as the child is: -I and -m together find installed packages only
        sys.path.insert(0, __file__.rpartition("ipdesk")[0])
    sys.exit(main())
