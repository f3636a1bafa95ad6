"""The researchers' own prose in a study: study.yaml, definitions, captions, memos and own templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.checks.prose import Prose
from pimhcli.coding.codebook import TEXTS
from pimhcli.storage import files
from pimhcli.study import memo_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.coding.codebook import Code
    from pimhcli.study.study import Study

_LONG = ("title", "research_question", "setting", "reflexivity", "ethics", "terms_caption")
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")


def written(study: Study) -> Iterator[Prose]:
    """All that a report prints of the researchers' own words.

    Args:
        study: the open study.
    """
    yield from _settings(study)
    for code in study.codebook.codes:
        yield from _entry(code)
    if study.questionnaire.table.caption:
        yield Prose("questionnaire.yaml, table, caption", study.questionnaire.table.caption)
    yield from _templates(study)


def memos(study: Study) -> Iterator[Prose]:
    """The memos on entries of the codebook, which a report prints when it is asked to.

    Args:
        study: the open study.
    """
    for one in memo_files.every(study)[0]:
        if one.memo.on.kind == "code":
            yield Prose(
                f"{memo_files.FOLDER}/{one.name}", one.memo.text, study.codebook.key_of(one.memo.on.name)
            )


def _settings(study: Study) -> Iterator[Prose]:
    said = study.settings
    named = [(name, str(getattr(said, name))) for name in _LONG]
    named += [("recruitment, how", said.recruited)]
    named += [(f"stages, {stage.name}", f"{stage.name}.\n\n{stage.notes}") for stage in said.stages]
    named += [(f"key_terms, {term.term}", term.definition) for term in said.terms]
    for name, text in named:
        if text.strip():
            yield Prose(f"study.yaml, {name}", text)


def _entry(code: Code) -> Iterator[Prose]:
    """The name of an entry and what it means; an example is a participant's words."""
    yield Prose(f"codebook.yaml, {code.level} '{code.name}'", code.name, code.id)
    for field in TEXTS:
        text = str(getattr(code, field))
        if text and field != "example":
            yield Prose(f"codebook.yaml, {code.level} '{code.name}', {field}", text, code.id)


def _templates(study: Study) -> Iterator[Prose]:
    """What stands in the study's own templates between their codes, by paragraph."""
    folder = study.root / "templates"
    for path in sorted(folder.glob("**/*.j2")) if folder.is_dir() else ():
        text = _CODE.sub(_blank, files.decoded(path, files.read_bytes(path)))
        for paragraph in _PARAGRAPH.finditer(text):
            line = text.count("\n", 0, paragraph.start()) + 1
            yield Prose(f"{path.relative_to(study.root).as_posix()}:{line}", paragraph[0])


def _blank(code: re.Match[str]) -> str:
    """Nothing in place of a template's code, in as many lines."""
    return "\n" * code[0].count("\n")
