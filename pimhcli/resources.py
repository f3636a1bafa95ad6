"""The files that come with the program: templates and the sample study."""

from __future__ import annotations

from pathlib import Path

from pimhcli.errors import StudyError

_HERE = Path(__file__).parent


def folder(name: str) -> Path:
    """A folder that comes with the program: in the wheel inside the package, in a checkout beside it.

    Args:
        name: ``templates`` or ``sample_data``.
    """
    return next((place for place in (_HERE / name, _HERE.parent / name) if place.is_dir()), _HERE / name)


def template(name: str) -> str:
    """The text of a template.

    Raises:
        StudyError: the program is not wholly installed.
    """
    path = folder("templates") / name
    if not path.is_file():
        raise StudyError(f"This copy of pimh lacks its file {name}.", hint="Install pimh again.")
    return path.read_text("utf-8")
