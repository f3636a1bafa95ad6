"""Where the study stands: what is there, what is missing, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.study import stages
from pimhcli.study.material import disagreements, gathered, taken_away
from pimhcli.study.progress import Figures
from pimhcli.study.stages import Evidence, StageState
from pimhcli.transcripts.roster import roster

if TYPE_CHECKING:
    from pimhcli.analysis.passages import Passage
    from pimhcli.findings import Finding
    from pimhcli.study.study import Study


class TranscriptState(Figures, frozen=True):
    """How far a transcript is coded by all, and who in it is not known.

    Args:
        unknown: labels that are no participant's and stand for no role; empty before answers are loaded.
    """

    unknown: tuple[str, ...]


class NextStep(msgspec.Struct, frozen=True):
    """What to do next, and the command for it."""

    why: str
    command: str


class Overview(msgspec.Struct, frozen=True):
    """The study in figures.

    Args:
        title: its title.
        root: its folder.
        items: items of the questionnaire.
        participants: loaded participants.
        transcripts: one by one.
        themes: entries of the codebook that are themes.
        subthemes: those that are sub-themes.
        codes: those that are codes.
        excerpts: excerpts of all coders.
        starred: key quotes among them.
        coders: excerpts by coder.
        missing: what study.yaml does not say yet.
        report: whether a report was made.
        next: the next step.
        stages: where each stage of the analysis stands.
        evidence: what the study shows of the analysis.
    """

    title: str
    root: str
    items: int
    participants: int
    transcripts: tuple[TranscriptState, ...]
    themes: int
    subthemes: int
    codes: int
    excerpts: int
    starred: int
    coders: dict[str, int]
    missing: tuple[str, ...]
    report: bool
    next: NextStep
    stages: tuple[StageState, ...]
    evidence: Evidence


def overview(study: Study) -> Overview:
    """Looks the study over; what is wrong with its coding is added to the study's findings.

    Args:
        study: the open study.
    """
    material = gathered(study)
    wrong = disagreements(study, material)
    gone = taken_away(study)
    study.findings += [*gone, *(msgspec.structs.replace(finding, severity="warning") for finding in wrong)]
    coders: dict[str, int] = {}
    for passage in material:
        coders[passage.excerpt.coder] = coders.get(passage.excerpt.coder, 0) + 1
    shows = stages.evidence(study, material)
    levels = [code.level for code in study.codebook.codes]
    return Overview(
        title=study.settings.title,
        root=str(study.root),
        items=len(study.questionnaire.items),
        participants=len(study.participants),
        transcripts=transcript_states(study, material),
        themes=levels.count("theme"),
        subthemes=levels.count("sub-theme"),
        codes=levels.count("code"),
        excerpts=len(material),
        starred=sum(passage.excerpt.star for passage in material),
        coders=coders,
        missing=missing(study),
        report=shows.report,
        next=_restoring(gone)
        or _next(study, coded=bool(material), mending=_mending(study, material) if wrong else None),
        stages=stages.states(study, shows),
        evidence=shows,
    )


def missing(study: Study) -> tuple[str, ...]:
    """What the report needs and study.yaml does not say yet."""
    said = study.settings
    wanted = {
        "research_question": said.research_question,
        "setting": said.setting,
        "recruitment: invited": said.invited is not None,
        "focus_groups": said.focus_groups,
        "team": said.team,
        "reflexivity": said.reflexivity,
        "ethics": said.ethics,
    }
    of_groups = (
        (key, [group.id for group in said.focus_groups if not getattr(group, key)])
        for key in ("date", "minutes", "attended")
    )
    groups = (f"{key} of {', '.join(ids)}" for key, ids in of_groups if ids)
    return (*(key for key, value in wanted.items() if not value), *groups)


def transcript_states(study: Study, material: list[Passage]) -> tuple[TranscriptState, ...]:
    """Every transcript in figures.

    Args:
        study: the open study.
        material: all its passages.
    """
    own: dict[str, list[Passage]] = {name: [] for name in study.transcript_ids}
    for passage in material:
        own[passage.excerpt.transcript].append(passage)
    return tuple(_transcript(study, name, those) for name, those in own.items())


def _transcript(study: Study, name: str, own: list[Passage]) -> TranscriptState:
    transcript = study.transcript(name)
    coded = {n for p in own if p.stands for n in range(p.turn, p.last_turn + 1)}
    speakers = roster(transcript, study.cast) if study.participants else ()
    unknown = tuple(speaker.label for speaker in speakers if speaker.role == "unknown")
    return TranscriptState(name, len(transcript.turns), len(coded), len(own), unknown)


def _restoring(gone: list[Finding]) -> NextStep | None:
    """What to do first when files of codings are there no longer."""
    why = "Some of the coding is missing or cannot be read: mend this first (see above)."
    return NextStep(why, "pimh log") if gone else None


def _mending(study: Study, material: list[Passage]) -> NextStep:
    """What to do about codings that no longer fit."""
    lost = next((passage.excerpt.transcript for passage in material if not passage.stands), "")
    if lost:
        why = f"{lost} was edited, and it is not sure where all that was coded stands now (see above)."
        return NextStep(why, f"pimh transcript review {lost}")
    return NextStep(
        "Codings no longer fit the transcripts or the codebook; mend it as the lines above say.",
        "pimh transcript list" if study.lost_transcripts else "pimh codebook show",
    )


def _next(study: Study, *, coded: bool, mending: NextStep | None) -> NextStep:
    if not study.questionnaire.items:
        return NextStep(
            "questionnaire.yaml has no items yet: write down what was asked, then load the answers.",
            "pimh load ANSWERS.xlsx",
        )
    if not study.participants:
        return NextStep("No answers are loaded yet.", "pimh load ANSWERS.xlsx")
    if not study.transcript_ids:
        return NextStep("There is no transcript yet.", "pimh transcript add TRANSCRIPT.docx --group fg1")
    if not coded:
        return NextStep("Nothing is coded yet.", f"pimh code {study.transcript_ids[0]}")
    return mending or _next_of_coded(study)


def _next_of_coded(study: Study) -> NextStep:
    if not study.codebook.themes():
        return NextStep("The codes are not gathered into themes yet.", 'pimh codebook add "My first theme"')
    if gaps := missing(study):
        return NextStep(f"study.yaml does not say yet: {', '.join(gaps)}.", "pimh report")
    return NextStep("All parts are there.", "pimh report")
