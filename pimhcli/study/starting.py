"""Starts a study: an empty folder of plain files, each with comments that tell how to fill it in."""

from __future__ import annotations

import json
import uuid
from string import Template
from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis.stages import COURSES
from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.resources import template
from pimhcli.storage import files
from pimhcli.storage.yamlfile import UNSEEN
from pimhcli.study.root import MARK, enclosing

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONNAIRES = {"focus-group": "questionnaire.yaml", "blank": "questionnaire-blank.yaml"}
FOLDERS = ("transcripts", "codings", "memos", "history", "reports")
# A folder may have these from before: they are left alone
_SHARED = ("gitattributes", "gitignore")


class Started(msgspec.Struct, frozen=True):
    """A study that was just made.

    Args:
        root: its folder.
        title: its title.
        made: the files and folders that were added, relative to it.
        kept: files that stood there before and were left as they are.
    """

    root: str
    title: str
    made: tuple[str, ...]
    kept: tuple[str, ...]


def start(root: Path, title: str, questionnaire: str, approach: str = "reflexive_ta") -> Started:
    """Makes an empty study; nothing that is in the folder is touched.

    Args:
        root: the folder, which may exist already.
        title: the study's title; empty takes the folder's name.
        questionnaire: ``focus-group`` or ``blank``.
        approach: of the analysis; its usual stages are written down, with no days yet.

    Raises:
        UsageError: there is no such questionnaire or approach; or the folder is a study or lies in one, or
            has files of these names.
    """
    title = _clean_title(title) or _clean_title(_title_from(root))
    contents = _contents(title, questionnaire, approach)
    _refuse(root, contents)
    kept = tuple(name for name in contents if (root / name).exists())
    made = [name for name in contents if name not in kept]
    for name in FOLDERS:
        with files.saving(root / name):
            (root / name).mkdir(parents=True, exist_ok=True)
    # study.yaml makes the folder a study, so it comes last: an interrupted start can be run again
    for name in sorted(made, key=lambda name: name == MARK):
        files.replace(root / name, contents[name], seen=None)
    return Started(str(root), title, (*made, *(f"{f}/" for f in FOLDERS)), kept)


def missing(root: Path) -> list[str]:
    """The files and folders that every study has and that hold nothing of it, where they are not there.

    Args:
        root: the study's folder.
    """
    lacking = [f".{name}" for name in _SHARED if not (root / f".{name}").exists()]
    return lacking + [f"{name}/" for name in FOLDERS if not (root / name).exists()]


def complete(root: Path) -> None:
    """Makes them; nothing that is there is touched.

    Args:
        root: the study's folder.
    """
    for name in missing(root):
        with files.saving(root / name):
            if name.endswith("/"):
                (root / name).mkdir(exist_ok=True)
            else:
                text = template(f"study/{name.removeprefix('.')}")
                files.replace(root / name, text.encode(), seen=None)


def _contents(title: str, questionnaire: str, approach: str) -> dict[str, bytes]:
    if questionnaire not in QUESTIONNAIRES:
        known = " or ".join(QUESTIONNAIRES)
        raise UsageError(f"There is no questionnaire '{questionnaire}'.", hint=f"Choose {known}.")
    made = {
        MARK: _settings(title, approach),
        "questionnaire.yaml": template(f"study/{QUESTIONNAIRES[questionnaire]}"),
        "codebook.yaml": template("study/codebook.yaml"),
        **{f".{name}": template(f"study/{name}") for name in _SHARED},
    }
    return {name: text.encode() for name, text in made.items()}


def _settings(title: str, approach: str) -> str:
    """study.yaml, with the usual stages of an approach."""
    if approach not in COURSES:
        hint = did_you_mean(approach, COURSES) or f"Choose one of: {', '.join(COURSES)}."
        raise UsageError(f"There is no approach '{approach}'.", hint=hint)
    course = COURSES[approach]
    return Template(template("study/study.yaml")).substitute(
        id=uuid.uuid4(),
        title=json.dumps(title, ensure_ascii=False),
        approach=approach,
        source=course.source,
        stages="\n".join(f'- name: {one.name}\n  began:\n  done:\n  notes: ""' for one in course.stages),
    )


def _refuse(root: Path, contents: dict[str, bytes]) -> None:
    if (root / MARK).exists():
        raise UsageError(f"{root} is a study already.", hint=f"See what is in it: pimh -C {root} status")
    if outer := enclosing(root.resolve().parent):
        raise UsageError(
            f"{root} lies inside the study {outer}.", hint="Start the new study in another folder."
        )
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file.", hint="Name a folder, or a name that does not exist yet.")
    taken = [name for name, data in contents.items() if _is_taken(root / name, data)]
    if taken:
        raise UsageError(
            f"{root} has files that a study needs to make itself: {', '.join(taken)}.",
            hint="Move them away, or start the study in another folder. Nothing was changed.",
        )


def _is_taken(path: Path, data: bytes) -> bool:
    """Whether a file is in the way; what an interrupted start left is not, nor are git's settings."""
    is_shared = path.name.removeprefix(".") in _SHARED
    return path.exists() and not is_shared and files.read_bytes(path) != data


def _clean_title(title: str) -> str:
    words = " ".join(title.split())
    if UNSEEN.search(words):
        raise UsageError("The title holds an invisible character.", hint='Type it anew: --title "My study"')
    return words


def _title_from(root: Path) -> str:
    return root.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Untitled study"
