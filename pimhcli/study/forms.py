"""Makes the blank form of a study's questionnaire as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.storage import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pimhcli.questionnaire.schema import Questionnaire

FORMATS = ("xlsx", "docx")
_USUAL_ROWS = 50  # of a workbook


def shape(named: str, out: Path) -> str:
    """The format of the form: the one named, else the one that the file's name ends in.

    Raises:
        UsageError: there is no such format, or the file's name does not tell one.
    """
    if named and named not in FORMATS:
        hint = did_you_mean(named, FORMATS) or f"There are: {', '.join(FORMATS)}."
        raise UsageError(f"There is no format '{named}' of the form.", hint=hint)
    ending = out.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        endings = ", ".join(f".{one}" for one in FORMATS)
        raise UsageError(f"A form cannot be called {out.name}.", hint=f"End its name in one of: {endings}.")
    if named and named != ending:
        raise UsageError(
            f"The format is {named}, and {out.name} ends in .{ending}.", hint=f"Call it {out.stem}.{named}."
        )
    return ending


def places(ids: str, number: int | None, form: str) -> tuple[str, ...]:
    """The participants of the form, an empty id for each that is to be filled in.

    Args:
        ids: with commas between; empty for none.
        number: of participants; None for as many as is usual.
        form: the format of the form.

    Raises:
        UsageError: both are given, an id is blank, or two of them look alike.
    """
    if not ids:
        return ("",) * (number or (_USUAL_ROWS if form == "xlsx" else 1))
    if number is not None:
        raise UsageError("Both --ids and --participants are given.", hint="Give the ids alone.")
    names = tuple(name.strip() for name in ids.split(","))
    seen: dict[str, str] = {}
    for name in names:
        if not fold_name(name):
            raise UsageError("One of the ids is blank.", hint="For example: --ids P1,P2,P3")
        if seen.setdefault(fold_name(name), name) is not name:
            raise UsageError(
                f"The ids '{seen[fold_name(name)]}' and '{name}' are the same, or look alike.",
                hint="Give every participant an id of its own.",
            )
    return names


def made(questionnaire: Questionnaire, form: str, ids: Sequence[str]) -> bytes:
    """The whole file.

    Args:
        questionnaire: its items.
        form: one of ``FORMATS``.
        ids: as ``places`` gives them.

    Raises:
        UsageError: the questionnaire asks nothing.
    """
    if not any(item.derived is None for item in questionnaire.items):
        raise UsageError("The questionnaire asks nothing yet.", hint="Add items to questionnaire.yaml.")
    if form == "docx":
        from pimhcli.questionnaire import form_document

        return form_document.made(questionnaire, ids)
    from pimhcli.questionnaire import form_workbook

    return form_workbook.made(questionnaire, ids)


def write(out: Path, data: bytes) -> None:
    """Writes the form.

    Raises:
        BusyError: the disk refuses.
    """
    files.replace(out, data)
