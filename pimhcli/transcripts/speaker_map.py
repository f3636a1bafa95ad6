"""Who the speakers of a source are: label in the source to label in the study, as typed or from a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import fold_name
from pimhcli.transcripts import drafts
from pimhcli.transcripts.turns import CHAT, label_of
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pimhcli.sheets.cells import Cell, Sheet
    from pimhcli.transcripts.drafts import Draft, Utterance
    from pimhcli.transcripts.roster import Cast

# What a transcript of the study calls those whom a map gives a role and no name
ROLES: Mapping[str, str] = {
    "moderator": "Moderator",
    "observer": "Observer",
    "several": "Several voices",
    "unidentified": "Unidentified",
}
_LABELS = frozenset({"label", "speaker", "source", "from", "old"})
_NAMES = frozenset({"name", "participant", "participantid", "id", "role", "to", "new"})
_TWO_COLUMNS = "Give it two columns, headed label and name: Speaker 2 in the one, PX4 in the other."


class Named(NamedTuple):
    """Who a speaker of a source is.

    Args:
        label: the label in the source.
        name: a participant's id, a role, or any other label.
        transcript: the only one in which it holds, by its name in the study; empty for all that come in.
    """

    label: str
    name: str
    transcript: str = ""


def typed(pairs: Iterable[str]) -> tuple[Named, ...]:
    """What pairs such as ``Speaker 2=PX4`` say.

    Raises:
        UsageError: one is no pair, its name can be no label, or a label gets two names.
    """
    found = tuple(map(_typed, pairs))
    names: dict[str, str] = {}
    for one in found:
        if fold_name(names.setdefault(fold_name(one.label), one.name)) != fold_name(one.name):
            raise UsageError(f"--map gives '{one.label}' two names.", hint="Give each speaker one.")
    return found


def _typed(pair: str) -> Named:
    label, equals, name = (part.strip() for part in pair.partition("="))
    if label and equals and is_label(name):
        return Named(_label(label), name)
    raise UsageError(
        f"'{pair}' does not give a speaker another name.",
        hint='Write it as --map "Speaker 2=PX4"; a name has a letter and no colon.',
    )


def is_label(name: str) -> bool:
    """Whether a name can stand before a turn."""
    found = label_of(f"{name}: …")
    return found is not None and found.name == name


def of_file(data: bytes, file: str) -> tuple[Named, ...]:
    """What a sheet of two columns says: the label in the source, and who that is.

    Args:
        data: the whole file, .csv or .xlsx, or a text file with tabs; a heading may be left out.
        file: its name, for messages.

    Raises:
        ProblemsError: it cannot be read, or some of its rows name nobody.
    """
    from pimhcli.sheets import reading

    sheet, findings = reading.read(data, file, _LABELS | _NAMES)
    wrong = [finding for finding in findings if finding.severity == "error"]
    rows = list(_rows(sheet)) if sheet else []
    wrong += [Finding(sheet.at(row[0]), why) for row in rows if sheet and (why := _wrong(row))]
    wrong += _twice(sheet, rows) if sheet else []
    if wrong or not rows:
        message = f"{file} has {count(len(wrong), 'problem')}." if wrong else f"{file} names nobody."
        raise ProblemsError(f"{message} Nothing was added.", hint=_TWO_COLUMNS, findings=wrong)
    return tuple(Named(_label(row[0].text), row[1].text) for row in rows)


def _label(words: str) -> str:
    """What a source calls a speaker, as the readers give it: whoever is a mere number is Speaker 7."""
    return drafts.label(words) if words.isdecimal() else words


def _rows(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    head = [fold_name(cell.text) for cell in sheet.header[:2]]
    has_heading = len(head) == 2 and head[0] in _LABELS and head[1] in _NAMES
    return iter(sheet.rows if has_heading else (sheet.header, *sheet.rows))


def _wrong(row: Sequence[Cell]) -> str:
    """Why a row gives nobody a name; nothing when it does."""
    texts = [cell.text for cell in row]
    if len(texts) != 2 or not all(texts):
        return "a row has a label and a name, and nothing else."
    return "" if is_label(texts[1]) else f"'{texts[1]}' can be no speaker's name: it needs a letter."


def _twice(sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for label, *rest in rows:
        names = "".join(fold_name(cell.text) for cell in rest)
        if seen.setdefault(fold_name(label.text), names) != names:
            yield Finding(sheet.at(label), f"'{label.text}' stands twice, with two names.")


def name_for(words: str, cast: Cast) -> str:
    """The label that the study writes for a name of a map: the id as loaded, or the usual word of a role.

    Args:
        words: a participant's id in any spelling, a role, or any other label.
        cast: whom the study knows.
    """
    return cast.participant(words) or ROLES.get(fold_name(words), words)


def renamed(draft: Draft, names: Mapping[str, str]) -> Draft:
    """The draft with other labels; turns that were two speakers' and are one's now are joined.

    Args:
        draft: as read.
        names: the folded label in the source to the label in the study.
    """
    merged = _merged(draft, names)
    said = _relabelled(draft.utterances, names)
    runs = ((name, tuple(run)) for name, run in groupby(said, key=_voice))
    turns = tuple(one for name, run in runs for one in (drafts.joined(run) if name in merged else run))
    # pieces with times are kept, whatever they are joined for
    has_new_pieces = len(turns) < len(said) and not draft.cues and said[0].start is not None
    return msgspec.structs.replace(
        draft,
        utterances=turns,
        cues=said if has_new_pieces else _relabelled(draft.cues, names),
        notes=(*draft.notes, *(_told(labels, name) for name, labels in merged.items())),
    )


def _voice(one: Utterance) -> str:
    """Who is heard; nothing where somebody types."""
    return "" if one.text.startswith(CHAT) else one.speaker


def _relabelled(said: Iterable[Utterance], names: Mapping[str, str]) -> tuple[Utterance, ...]:
    return tuple(
        msgspec.structs.replace(one, speaker=names.get(fold_name(one.speaker), one.speaker)) for one in said
    )


def _merged(draft: Draft, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The new labels that several old ones become, each with these."""
    sources: dict[str, dict[str, str]] = {}
    for label in dict.fromkeys(said.speaker for said in draft.utterances):
        name = names.get(fold_name(label), label)
        sources.setdefault(name, {}).setdefault(fold_name(label), label)
    return {name: tuple(labels.values()) for name, labels in sources.items() if len(labels) > 1}


def _told(labels: Iterable[str], name: str) -> str:
    listed = " and ".join(f"'{label}'" for label in labels)
    return f"{listed} become one speaker, {name}; turns of theirs that follow each other are joined."
