"""The stages of the analysis, and what the study itself shows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.analysis.stages import COURSES, sign_of
from pimhcli.study import codebook_noting, memo_files, reviews
from pimhcli.study.progress import uncoded
from pimhcli.study.settings import Stage
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study


class Evidence(msgspec.Struct, frozen=True):
    """What the study shows of the analysis.

    Args:
        transcripts: all of them.
        touched: those in which somebody has coded, or that a memo hangs on.
        compared: those that two coders or more have coded.
        turns: turns with words of participants, in all transcripts.
        coded: those of them that an excerpt touches.
        themes: names of the themes.
        loose: names of the codes in no theme.
        undefined: names of the themes without a definition.
        unreviewed: names of the themes of which no reader but their only coder has said anything.
        open: points of the review that wait for an answer.
        memos: how many there are.
        by_hand: changes of codebook.yaml that were made by hand and that the history does not tell of.
        report: whether a report was made.
    """

    transcripts: int
    touched: int
    compared: int
    turns: int
    coded: int
    themes: tuple[str, ...]
    loose: tuple[str, ...]
    undefined: tuple[str, ...]
    unreviewed: tuple[str, ...]
    open: int
    memos: int
    by_hand: int
    report: bool


class StageState(msgspec.Struct, frozen=True):
    """A stage and where it stands.

    Args:
        number: counted from 1.
        name: as the study calls it.
        standing: whether somebody said that it is done, or begun.
        began: the day on which it began; empty where none is given.
        done: the day on which it was done.
        date: when it was, in the words of study.yaml.
        evidence: what the study shows of it; empty where it shows nothing.
    """

    number: int
    name: str
    standing: Literal["done", "begun", "open"]
    began: str
    done: str
    date: str
    evidence: str


def of(study: Study) -> tuple[Stage, ...]:
    """The stages of the study; the usual ones of its approach where study.yaml names none.

    Args:
        study: the open study.
    """
    said = study.settings
    return said.stages or tuple(Stage(usual.name) for usual in COURSES[said.approach].stages)


def states(study: Study, evidence: Evidence) -> tuple[StageState, ...]:
    """Where each stage stands.

    Args:
        study: the open study.
        evidence: what it shows.
    """
    return tuple(
        StageState(
            number=number,
            name=stage.name,
            standing="done" if stage.done else "begun" if stage.began else "open",
            began=stage.began,
            done=stage.done,
            date=stage.date,
            evidence=_SHOWN[sign](evidence) if (sign := sign_of(stage.name)) else "",
        )
        for number, stage in enumerate(of(study), start=1)
    )


def evidence(study: Study, material: Sequence[Passage]) -> Evidence:
    """What a study shows.

    Args:
        study: the open study.
        material: all its passages.
    """
    turns, coded = _turns(study, material)
    coders: dict[str, set[str]] = {}
    for passage in material:
        coders.setdefault(passage.excerpt.transcript, set()).add(passage.excerpt.coder)
    book, review = study.codebook, reviews.standing(study, material)
    memos, noted = _noted(study)
    return Evidence(
        transcripts=len(study.transcript_ids),
        touched=len({*coders} | noted),
        compared=sum(len(those) > 1 for those in coders.values()),
        turns=turns,
        coded=coded,
        themes=tuple(theme.name for theme in book.themes()),
        loose=tuple(code.name for code in book.children() if code.level == "code"),
        undefined=tuple(theme.name for theme in book.themes() if not theme.definition),
        unreviewed=review.unread,
        open=review.raised.open,
        memos=memos,
        by_hand=len(codebook_noting.noticed(study)),
        report=(study.root / "reports" / "report.md").exists(),
    )


def _turns(study: Study, material: Iterable[Passage]) -> tuple[int, int]:
    """How many turns participants speak in all transcripts, and how many of these an excerpt touches."""
    touched: dict[str, set[int]] = {name: set() for name in study.transcript_ids}
    for passage in material:
        if passage.stands:
            touched[passage.excerpt.transcript].update(range(passage.turn, passage.last_turn + 1))
    spoken = {name: uncoded(study.transcript(name), (), study.cast) for name in touched}
    coded = sum(len(spoken[name] & touched[name]) for name in touched)
    return sum(map(len, spoken.values())), coded


def _noted(study: Study) -> tuple[int, set[str]]:
    """How many memos there are, and the transcripts that some of them hang on."""
    memos, warnings = memo_files.every(study)
    study.findings += warnings
    on = {file.memo.on.name for file in memos if file.memo.on.kind == "transcript"}
    return len(memos), on & {*study.transcript_ids}


def _reading(seen: Evidence) -> str:
    read = f"{seen.touched} of {count(seen.transcripts, 'transcript')} coded or with a memo"
    return f"{read}; {count(seen.memos, 'memo')} in all"


def _coding(seen: Evidence) -> str:
    turns = "participants' turn" if seen.turns == 1 else "participants' turns"
    return f"{seen.coded:,} of {seen.turns:,} {turns} coded"


def _themes(seen: Evidence) -> str:
    return f"{count(len(seen.themes), 'theme')}, {count(len(seen.loose), 'code')} in none"


def _reviewing(seen: Evidence) -> str:
    reviewed = len(seen.themes) - len(seen.unreviewed)
    told = f"{reviewed} of {count(len(seen.themes), 'theme')} seen by a second reader"
    return f"{told}, {count(seen.open, 'point')} open" if seen.open else told


def _defining(seen: Evidence) -> str:
    defined = len(seen.themes) - len(seen.undefined)
    return f"{defined} of {count(len(seen.themes), 'theme')} with a definition"


def _comparing(seen: Evidence) -> str:
    return f"{seen.compared} of {count(seen.transcripts, 'transcript')} coded by two or more"


def _reporting(seen: Evidence) -> str:
    return "reports/report.md" if seen.report else "no report yet"


_SHOWN: dict[str, Callable[[Evidence], str]] = {
    "reading": _reading,
    "coding": _coding,
    "themes": _themes,
    "reviewing": _reviewing,
    "defining": _defining,
    "comparing": _comparing,
    "reporting": _reporting,
}
