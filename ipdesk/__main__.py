"""The entry of the program: a hidden word makes it a child, which parses untrusted files, fills templates or reads manuscripts and archives."""

from __future__ import annotations

import sys

PARSE_UNTRUSTED = "parse-untrusted"
FILL_TEMPLATE = "fill-template"
FILL_REPORT = "fill-report"
READ_MANUSCRIPT = "read-manuscript-"
READ_ARCHIVE = "read-archive"
PACKAGES_FOLLOW = "--"


def main() -> int:
    """Run the program and return its exit code.

    The child is chosen before anything else is imported: it must start fast and know little.
    """
    if sys.argv[1:2] == [PARSE_UNTRUSTED]:
        from ipdesk.importing.workbook_child import main as parse_untrusted

        return parse_untrusted()
    if sys.argv[1:2] and sys.argv[1].startswith(READ_MANUSCRIPT):
        from ipdesk.importing.manuscript_child import main as read_manuscript

        return read_manuscript(sys.argv[1])
    if sys.argv[1:2] == [READ_ARCHIVE]:
        from ipdesk.importing.archive_child import main as read_archive

        return read_archive(sys.argv[2:4])
    if sys.argv[1:2] == [FILL_TEMPLATE]:
        from ipdesk.exporting.word import answer
        from ipdesk.importing.serving import serve
        from ipdesk.importing.word_files import look_through, looked_through

        return serve(
            lambda _no_password: (
                lambda payload, limits: answer(
                    looked_through(payload, limits), lambda filled: look_through(filled, limits)
                )
            )
        )
    if sys.argv[1:2] == [FILL_REPORT]:
        from ipdesk.exporting.report_filling import answer as filled
        from ipdesk.importing import serving
        from ipdesk.importing.report_templates import looked_through as looked

        return serving.serve(lambda _no_password: lambda payload, limits: filled(looked(payload, limits)))
    if getattr(
        sys, "frozen", False
    ):  # a frozen program is its own interpreter: the processes of a batch start it too
        from multiprocessing import freeze_support

        freeze_support()
    from ipdesk.app import main as run

    return run()


if __name__ == "__main__":
    if not __package__:  # started by path, as the child is: -I and -m together find installed packages only
        sys.path.insert(0, __file__.rpartition("ipdesk")[0])
        if sys.flags.no_site:
            sys.path += sys.argv[sys.argv.index(PACKAGES_FOLLOW) + 1 :]
    sys.exit(main())
