"""Starts the program; asking for the version imports nothing else."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from pimhcli import __version__

        sys.stdout.write(f"pimh {__version__}\n")
        return
    from pimhcli.cli.app import run

    _speak_utf8()
    sys.exit(run(sys.argv[1:]))


def _speak_utf8() -> None:
    """Lets a file or pipe have UTF-8, and a terminal what it can show: Windows would stop at a star."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    main()
