"""Whatever a file of answers holds, participants.csv gives it back."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import to_csv
from pimhcli.questionnaire.items import DATE_ORDERS, MEASURED, YES_NO, Condition, Item
from pimhcli.questionnaire.schema import Questionnaire
from pimhcli.sheets.cells import heading_key

SEPARATOR = "|"
words = st.text("abN -=+'\"éß.,/;:[]\n019", min_size=1, max_size=6).map(str.strip).filter(bool)
stand_ins = st.lists(
    st.sampled_from(["-97", "-98", "-99", "NA", "skip", "0", "prefer not to say", "not asked"]), max_size=3
)
TYPICAL = {
    "integer": ["0", "7", "-98", "12"],
    "number": ["0.5", "-99", "1/3", "0"],
    "duration": ["6y 11m", "0", "18 months", "2.5"],
    "date": ["2026-06-04", "2024-02-29T10:22", "04/06/2026"],
    "text": ["=1+1", "'", "a,b", "two\nlines", "none of them"],
    "scale": ["1", "3.0"],
    "yes/no": ["yes", "No", "1", "0"],
}


@st.composite
def items(draw: st.DrawFn, item_id: str, asked_if: Condition | None) -> Item:
    kind = draw(st.sampled_from(["single", "several", *TYPICAL]))
    extra = draw(st.sampled_from(["not asked", "None of them", "Prefer not to say", "0", "No"]))
    levels = tuple(draw(st.lists(words | st.just(extra), min_size=1, max_size=4, unique_by=heading_key)))
    usual = {"yes/no": YES_NO, "scale": ("1", "2", "3"), "single": levels, "several": levels}
    kinds = draw(stand_ins), draw(stand_ins), draw(stand_ins)
    declined = tuple(text for text in kinds[1] if text not in kinds[0])
    return Item(
        id=item_id,
        type=kind,  # type: ignore[arg-type]
        unit="years" if kind == "duration" else "",
        levels=usual.get(kind, ()),
        codes=draw(st.sampled_from([{}, {"A1": levels[0]}])) if kind in ("single", "several") else {},
        separator=SEPARATOR,
        asked_if=asked_if,
        not_asked=draw(st.sampled_from([None, Fraction(0)])) if kind in MEASURED else None,
        missing=tuple(kinds[0]),
        declined=declined,
        unasked=tuple(text for text in kinds[2] if text not in (*kinds[0], *declined)),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    first = Item("first", "yes/no")
    conditions = [None, Condition("first", ("yes",))]
    others = [draw(items(f"q{n}", draw(st.sampled_from(conditions)))) for n in range(draw(st.integers(1, 4)))]
    return Questionnaire(items=(first, *others), date_order=draw(st.sampled_from(DATE_ORDERS)))


@st.composite
def columns(draw: st.DrawFn, item: Item) -> dict[str, st.SearchStrategy[str]]:
    """The headings of an item's columns, each with what may stand under it."""
    none = st.sampled_from(
        [
            "",
            "not asked",
            "prefer not to say",
            "prefer not to answer",
            *item.missing,
            *item.declined,
            *item.unasked,
        ]
    )
    if item.type == "several" and draw(st.booleans()):
        return {f"{item.id} [{level}]": st.sampled_from(["", "0", "1"]) | none for level in item.levels}
    if item.type == "several":
        ticked = st.lists(st.sampled_from(item.levels), min_size=1).map(SEPARATOR.join)
        return {item.id: ticked | none}
    return {item.id: st.sampled_from([*item.levels, *item.codes, *TYPICAL.get(item.type, [])]) | none}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(questionnaires(), st.data())
def test_what_was_loaded_is_read_back_out_of_participants_csv(
    form: Questionnaire, data: st.DataObject
) -> None:
    heads: dict[str, st.SearchStrategy[str]] = {}
    for item in form.items:
        heads |= data.draw(columns(item))
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["id", *heads])
    writer.writerows([f"P{n}", *map(data.draw, heads.values())] for n in range(3))
    loaded = loading.load(stream.getvalue().encode(), "answers.csv", form)
    assume(all(finding.severity != "error" for finding in loaded.findings))
    text = to_csv(form, loaded.participants)
    again, findings = loading.from_csv(text, form, "participants.csv")
    assert tuple(again) == loaded.participants
    assert all(finding.severity != "error" for finding in findings)
    assert to_csv(form, again) == text
