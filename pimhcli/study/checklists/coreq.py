"""COREQ: consolidated criteria for reporting qualitative research (Tong, Sainsbury & Craig 2007)."""

from __future__ import annotations

from pimhcli.study.checklists import people, work
from pimhcli.study.checklists.items import Checklist, Item
from pimhcli.tables.checklist import Guideline

_TEAM = "write it for each person in study.yaml, under team:"

_RESEARCHERS = (
    Item("Who moderated", f"who moderated; {_TEAM} role", people.moderators),
    Item("Their credentials", f"such as PhD or RN; {_TEAM} credentials", people.credentials),
    Item("Their occupation", f"at the time of the study; {_TEAM} occupation", people.occupations),
    Item("Their gender", f"{_TEAM} gender", people.genders),
    Item("Their experience and training", f"{_TEAM} experience", people.experience),
    Item("Relationship before the study", "whether researchers and participants knew each other before."),
    Item("What participants knew of the researchers", "such as their reasons for doing the study."),
    Item(
        "Assumptions and interests of the moderator",
        "what was reported of them; in study.yaml, under reflexivity",
        people.reflexivity,
    ),
)
_DESIGN = (
    Item("Methodological orientation", "", work.approach, ("approach",)),
    Item("Sampling", "how participants were selected: purposively, by convenience, all of a group …"),
    Item(
        "Method of approach", "how they were asked; in study.yaml, under recruitment: how", people.recruited
    ),
    Item("Sample size", "load the answers and add the transcript", people.sample, ("roster",)),
    Item(
        "Non-participation",
        "how many refused or dropped out, and why.",
        people.took_part,
        ("flow",),
        is_open=True,
    ),
    Item("Setting of data collection", "in study.yaml, under focus_groups: place", work.setting),
    Item(
        "Who else was present",
        "whether anyone besides participants and researchers was there.",
        work.present,
    ),
    Item(
        "Description of the sample",
        "load the answers to the questionnaire",
        people.described,
        ("reported",),
    ),
    Item("Interview guide", "which questions or prompts were used, and whether they were piloted."),
    Item("Repeat interviews", "add the transcripts", people.repeated),
    Item("Recording", "in study.yaml, under focus_groups: recording", work.recording),
    Item(
        "Field notes", "whether notes were made during or after the focus groups.", work.notes, is_open=True
    ),
    Item("Duration", "in study.yaml, under focus_groups: minutes", work.duration, ("duration",)),
    Item(
        "Saturation",
        "whether it was discussed, and what was found (pimh table saturation).",
        work.saturation,
    ),
    Item("Transcripts returned", "whether participants saw the transcripts, and when."),
)
_FINDINGS = (
    Item("Number of coders", "code a transcript: pimh code", work.coders),
    Item("Coding tree", "start the codebook: pimh codebook add", work.coding_tree, ("codebook",)),
    Item(
        "Derivation of themes",
        "whether they were set beforehand or derived from the data.",
        work.derivation,
        is_open=True,
    ),
    Item("Software", "", work.software),
    Item("Participant checking", "whether participants gave feedback on the findings."),
    Item("Quotations presented", "code a transcript: pimh code", work.quotes, ("verbatim", "balance")),
    Item("Data and findings consistent", "code a transcript: pimh code", work.evidence, ("claims", "themes")),
    Item("Clarity of major themes", "name the themes: pimh codebook add", work.themes, ("theme-names",)),
    Item(
        "Clarity of minor themes",
        "whether diverse cases are described, those that speak against a theme too.",
        work.subthemes,
        is_open=True,
    ),
)

COREQ = Checklist(
    Guideline(
        "coreq",
        "COREQ: consolidated criteria for reporting qualitative research",
        "Tong A, Sainsbury P, Craig J. Consolidated criteria for reporting qualitative research (COREQ): a "
        "32-item checklist for interviews and focus groups. Int J Qual Health Care 2007;19(6):349–357.",
    ),
    (
        ("Domain 1: Research team and reflexivity", _RESEARCHERS),
        ("Domain 2: Study design", _DESIGN),
        ("Domain 3: Analysis and findings", _FINDINGS),
    ),
)
