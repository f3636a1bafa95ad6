"""Options that several commands share, in the same words everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; change nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Agree to what the command would ask.")]
Coder = Annotated[
    str, typer.Option("--coder", help="Who does it: an id from the team in study.yaml.", metavar="NAME")
]
Out = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.", metavar="FILE")]
Start = Annotated[
    int | None,
    typer.Option("--start", help="Offset of the first character, as --json gives it.", metavar="N"),
]
End = Annotated[int | None, typer.Option("--end", help="Offset behind the last character.", metavar="N")]
