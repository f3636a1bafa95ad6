"""pimh memo edit."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from pimhcli.cli import memo, options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

app = memo.app


@app.command(short_help="Open a memo in your editor.")
def edit(memo_id: memo.Id, coder: options.Coder = "") -> Result:
    """Example: pimh memo edit k7m2

    Opens a memo in the editor that VISUAL or EDITOR names, and notes what became of it, so that it can be
    undone; where there is none, tells the file. Memos are plain files: any editor may change them, at any
    time.
    """
    from pimhcli.study import coders, memo_acts
    from pimhcli.study.memo_meant import called

    study = place.opened()
    who, found = coders.current(study.settings, coder), called(study, memo_id)
    path, editor = study.root / found.path, os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not (editor.strip() and output.is_terminal()):
        data = {"changed": False, "sentence": "", "id": found.memo.id, "file": found.path}
        return Result(data, str(path), talk="Open this file in any editor; what you save there counts.")
    _open(editor, path)
    return memo.done(lambda fresh, coder: memo_acts.edited(fresh, coder, found), who, dry_run=False)


def _open(editor: str, path: Path) -> None:
    """Waits until the editor is closed."""
    # on Windows a backslash is no escape
    words = shlex.split(editor, posix=os.name == "posix")
    try:
        code = subprocess.call([*words, str(path)])
    except OSError as error:
        raise UsageError(
            f"The editor '{editor}' cannot be started.", hint=f"Open the file in any other: {path}"
        ) from error
    if code:
        output.say(f"The editor ended with the code {code}.")
