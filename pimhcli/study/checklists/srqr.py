"""SRQR: standards for reporting qualitative research, 21 items (O'Brien et al. 2014)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.study.checklists import people, work
from pimhcli.study.checklists.items import Checklist, Item, Said
from pimhcli.tables.checklist import Guideline

if TYPE_CHECKING:
    from pimhcli.study.checklists.facts import Facts


def _title(facts: Facts) -> Said | None:
    said = facts.study.settings.title.strip()
    return Said(said, "study.yaml, title") if said else None


_BEGINNING = (
    Item("Title", "in study.yaml, under title; it names the topic and the approach", _title),
    Item("Abstract", "that the paper has one, with its key elements."),
)
_INTRODUCTION = (
    Item("Problem formulation", "the problem, what is known of it, and why it matters."),
    Item("Purpose or research question", "in study.yaml, under research_question", work.question),
)
_METHODS = (
    Item("Approach and paradigm", "the paradigm, and why this approach.", work.approach, is_open=True),
    Item(
        "Researcher characteristics and reflexivity",
        "in study.yaml, under reflexivity",
        people.reflexivity,
    ),
    Item("Context", "in study.yaml, under setting", work.context),
    Item(
        "Sampling strategy",
        "why these people, and when sampling was enough.",
        people.recruited,
        ("flow",),
        is_open=True,
    ),
    Item("Ethics", "in study.yaml, under ethics", work.ethics),
    Item(
        "Data collection methods",
        "in study.yaml, under focus_groups: date",
        work.collection,
        ("duration",),
    ),
    Item(
        "Instruments and technologies",
        "the interview guide and the devices, and how they changed during the study.",
        work.recording,
        is_open=True,
    ),
    Item("Units of study", "load the answers and add the transcripts", people.spoke, ("roster", "reported")),
    Item(
        "Data processing", "in study.yaml, under focus_groups: transcription", work.transcription, ("names",)
    ),
    Item("Data analysis", "in study.yaml, under approach and stages", work.analysis, ("approach",)),
    Item("Techniques for trustworthiness", "code a transcript: pimh code", work.trustworthiness),
)
_RESULTS = (
    Item("Synthesis and interpretation", "name the themes: pimh codebook add", work.themes, ("theme-names",)),
    Item("Links to empirical data", "code a transcript: pimh code", work.quotes, ("verbatim", "balance")),
)
_DISCUSSION = (
    Item("Integration with prior work, transferability", "what the findings add, and where else they hold."),
    Item("Limitations", "what may limit trust in the findings."),
)
_OTHER = (
    Item("Conflicts of interest", "those that there may be, and how they were dealt with."),
    Item("Funding", "who paid, and what part they had in the study."),
)

SRQR = Checklist(
    Guideline(
        "srqr",
        "SRQR: standards for reporting qualitative research",
        "O’Brien BC, Harris IB, Beckman TJ, Reed DA, Cook DA. Standards for reporting qualitative research: "
        "a synthesis of recommendations. Acad Med 2014;89(9):1245–1251.",
    ),
    (
        ("Title and abstract", _BEGINNING),
        ("Introduction", _INTRODUCTION),
        ("Methods", _METHODS),
        ("Results", _RESULTS),
        ("Discussion", _DISCUSSION),
        ("Other", _OTHER),
    ),
)
