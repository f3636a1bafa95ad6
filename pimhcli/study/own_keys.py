"""The keys of the coding screen that the study or the user chose: where they are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.storage import files, yamlfile

if TYPE_CHECKING:
    from pimhcli.fields import Node
    from pimhcli.study.study import Study


class Chosen(NamedTuple):
    """Keys of somebody's choice.

    Args:
        node: a mapping of commands to keys.
        file: where it stands, for messages.
    """

    node: Node
    file: str


def chosen(study: Study) -> list[Chosen]:
    """The study's keys and the user's own, which win over the study's.

    Args:
        study: the open study.

    Raises:
        StudyError: the user's file is no document.
    """
    found = [Chosen(study.settings.keys, "study.yaml")] if study.settings.keys else []
    path = user_file()
    if path.exists():
        node = yamlfile.parse(files.read_text(path), str(path))
        # the same lines as in study.yaml may stand there, with `keys:` above them
        under = node.value.get("keys") if isinstance(node.value, dict) and len(node.value) == 1 else None
        found.append(Chosen(under or node, str(path)))
    return found


def user_file() -> Path:
    """Where a user's own keys are kept, for all studies."""
    windows = sys.platform == "win32"
    given = os.environ.get("APPDATA" if windows else "XDG_CONFIG_HOME", "")
    usual = Path.home() / ("AppData/Roaming" if windows else ".config")
    return (Path(given) if given else usual) / "pimh" / "keys.yaml"
