"""Starts the program; asking for the version imports nothing else."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from pimhcli import __version__

        sys.stdout.write(f"pimh {__version__}\n")
        return
    from pimhcli.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
