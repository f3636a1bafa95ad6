"""pimh log as an audit trail: filtered, as a table of any format, and summed up in words to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from building import snapshot
from review_study import reviewed

from pimhcli.coding.acts import Change
from pimhcli.coding.codebook import Code, Edit
from pimhcli.coding.excerpts import Coding
from pimhcli.study import history
from pimhcli.study.history import Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

__all__ = ["reviewed"]

COST = Code("cost", "Cost", "theme")
PRICE = Code("price", "Price", "theme")
VALUE = Code("value", "Value", "theme", former=("cost", "Cost", "price", "Price"))
SAID = 'Coded \'Cost\': fg1, turn 2, P1: "It is "too" much"'


def act(number: int, do: str, sentence: str, by: str = "anna", **does: Any) -> Record:
    return Record(f"2026-11-0{number}T10:00:00.000Z", by, do, sentence, id=f"a{number}", **does)


def coding(key: str, code: str) -> Change:
    one = Coding(key, code, "It is too much", int(key[1:]), 40, by="anna", at="2026-11-03T10:00:00.000Z")
    return Change("fg1", "anna", after=(one,))


GONE = Change("fg1", "anna", after=(Coding("k2", rev=2, deleted="2026-11-06T10:00:00.000Z"),))
MERGED = (Edit(after=VALUE), Edit(before=PRICE), Edit(before=COST))
ACTS = (
    act(1, "load", "Loaded the answers of 2 participants from =answers.csv."),
    act(2, "codebook add", "Added the theme 'Cost' (key cost).", edits=(Edit(after=COST),)),
    act(3, "excerpt add", SAID, changes=(coding("k1", "cost"),)),
    act(4, "codebook add", "Added the theme 'Price' (key price).", "ben", edits=(Edit(after=PRICE),)),
    act(5, "excerpt add", SAID, changes=(coding("k2", "price"),)),
    act(6, "undo", f"Undid: {SAID}", undoes="a5", changes=(GONE,)),
    act(7, "codebook merge", "Merged 'Price' and 'Cost' into 'Value'.", edits=MERGED),
)


@pytest.fixture
def told(study: Path) -> Path:
    """A study with the history of a week."""
    folder = study / "history"
    folder.mkdir()
    for who in ("anna", "ben"):
        acts = [history.encode(record) for record in ACTS if record.by == who]
        (folder / f"{who}-aaaa.jsonl").write_bytes(b"\n".join(acts) + b"\n")
    return study


@pytest.fixture
def whole(told: Path) -> Path:
    """The same study with the files that these acts wrote."""
    with (told / "codebook.yaml").open("a", encoding="utf-8") as book:
        book.write("- {id: value, name: Value, former_names: [cost, Cost, price, Price]}\n")
    folder = told / "codings" / "fg1"
    folder.mkdir(parents=True)
    rows = [msgspec.json.encode(change.after[0]) for change in (coding("k1", "cost"), GONE)]
    (folder / "anna.jsonl").write_bytes(b"\n".join(rows) + b"\n")
    return told


@pytest.mark.parametrize("form", ["md", "csv"])
def test_the_audit_trail_is_what_its_golden_file_holds(
    told: Path, pimh: Pimh, golden: Callable[[str, str], None], form: str
) -> None:
    golden(f"log.{form}", pimh("log", "--format", form).out)


@pytest.mark.parametrize("form", ["md", "csv", "text"])
def test_the_summary_is_what_its_golden_file_holds(
    whole: Path, pimh: Pimh, golden: Callable[[str, str], None], form: str
) -> None:
    suffix = {"text": "txt"}.get(form, form)
    golden(f"log-summary.{suffix}", pimh("log", "--summary", "--format", form).out)


def test_the_words_of_participants_are_in_no_audit_trail(told: Path, pimh: Pimh) -> None:
    for form in ("md", "csv", "text"):
        assert "much" not in pimh("log", "--format", form).out
    assert "much" in pimh("log").out


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (("--coder", "Ben"), [4]),
        (("--since", "2026-11-06"), [6, 7]),
        (("--until", "2026-11-02"), [1, 2]),
        (("--since", "2026-11-03", "--until", "2026-11-03"), [3]),
        (("--kind", "codebook"), [2, 4, 7]),
        (("--kind", "coding"), [3, 5, 6]),
        (("--kind", "data"), [1]),
        (("--code", "Cost"), [2, 3, 7]),
        (("--transcript", "FG1"), [3, 5, 6]),
        (("--kind", "coding", "--limit", "1"), [6]),
    ],
)
def test_the_acts_that_fit_are_shown(
    told: Path, pimh: Pimh, options: tuple[str, ...], numbers: list[int]
) -> None:
    assert [one["id"] for one in pimh("log", *options, "--json").data] == [f"a{n}" for n in numbers]


def test_an_entry_is_followed_under_its_former_names(told: Path, pimh: Pimh) -> None:
    (told / "codebook.yaml").write_text(
        "themes:\n- {id: value, name: Value, former_names: [cost]}\n", "utf-8"
    )
    assert [one["id"] for one in pimh("log", "--code", "value", "--json").data] == ["a2", "a3", "a7"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--kind", "codbook"), "Did you mean 'codebook'?"),
        (("--since", "yesterday"), "such as 2026-11-23"),
        (("--since", "2026-11-03", "--until", "2026-11-01"), "--since is after --until"),
        (("--code", "nothing"), "not in the codebook"),
        (("--summary", "--coder", "anna"), "--summary tells of the whole history"),
        (("--format", "what"), "There is no format 'what'"),
        (("-o", "history/x.md"), "among the files of the study"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_what_to_do(
    told: Path, pimh: Pimh, options: tuple[str, ...], words: str
) -> None:
    before = snapshot(told)
    ran = pimh("log", *options)
    assert ran.code in (1, 2)
    assert words in ran.talk
    assert snapshot(told) == before


def test_when_nothing_fits_it_says_so(told: Path, pimh: Pimh) -> None:
    assert pimh("log", "--kind", "memo").talk == "No act on record fits this.\n"


def test_a_file_gets_all_acts_and_is_not_replaced_unasked(told: Path, pimh: Pimh) -> None:
    out = told.parent / "trail.csv"
    assert pimh("log", "-o", out).talk == f"Wrote {out}.\n"
    assert len(out.read_text("utf-8-sig").splitlines()) == 1 + len(ACTS)
    assert pimh("log", "-o", out).code == 2
    assert pimh("log", "-o", out, "--yes").code == 0


def test_the_summary_for_programs_holds_the_figures_and_the_sentences(whole: Path, pimh: Pimh) -> None:
    data = pimh("log", "--summary", "--json").data
    assert set(data) == {"trail", "sentences"}
    assert [day["date"][-1] for day in data["trail"]["days"]] == list("234567")
    assert (data["trail"]["made"], data["trail"]["stand"], data["trail"]["undone"]) == (1, 1, 1)


def test_before_anything_was_coded_there_is_nothing_to_sum_up(study: Path, pimh: Pimh) -> None:
    assert pimh("log", "--summary").talk == "The history tells of no coding yet.\n"


def test_entries_of_which_the_history_does_not_tell_are_counted_from_the_first_day(
    coded: Path, pimh: Pimh
) -> None:
    data = pimh("log", "--summary", "--json").data
    assert data["trail"]["earlier"] == {"themes": 2, "subthemes": 1, "codes": 0}
    assert data["trail"]["days"][0]["size"] == data["trail"]["earlier"]


def test_the_figures_of_the_days_add_up_to_the_codebook(whole: Path, pimh: Pimh) -> None:
    trail = pimh("log", "--summary", "--json").data["trail"]
    often = {
        what: sum(day["events"].get(what, 0) for day in trail["days"])
        for what in ("added", "brought back", "merged", "removed")
    }
    end = sum(trail["days"][-1]["size"].values())
    assert sum(trail["earlier"].values()) + often["added"] - often["merged"] - often["removed"] == end


def test_an_entry_that_comes_back_is_not_counted_as_another_one(study: Path, pimh: Pimh) -> None:
    for words in (("add", "Cost"), ("remove", "Cost", "--yes"), ("restore", "cost"), ("add", "Time")):
        pimh("codebook", *words, "--coder", "anna")
    pimh("undo", "--coder", "anna")
    pimh("codebook", "add", "Time", "--coder", "anna")
    (day,) = pimh("log", "--summary", "--json").data["trail"]["days"]
    assert day["events"] == {"added": 2, "removed": 1, "brought back": 1}


def test_who_only_remarks_is_no_coder(reviewed: Path, pimh: Pimh) -> None:
    assert pimh("review", "add", "--entry", "Barriers", "--agree", "--coder", "ben").code == 0
    trail = pimh("log", "--summary", "--json").data["trail"]
    assert ("ben" in trail["coders"], trail["readers"]) == (False, ["ben"])


def test_changes_by_hand_are_to_be_noted_before_the_summary_is_cited(coded: Path, pimh: Pimh) -> None:
    words = "To take note of what was changed: pimh codebook sync"
    assert words in pimh("log", "--summary").talk
    pimh("codebook", "sync", "--coder", "anna")
    assert words not in pimh("log", "--summary").talk


def test_excerpts_are_counted_where_they_stand_now(coded: Path, pimh: Pimh) -> None:
    before = pimh("log", "--summary", "--json").data["trail"]["excerpts"]
    transcript = coded / "transcripts" / "fg1.txt"
    words = transcript.read_text(encoding="utf-8")
    transcript.write_text(words.replace(": ", ": Well, well. ", 1), encoding="utf-8")
    pimh("codebook", "add", "Again", "--coder", "anna")
    listed = pimh("excerpt", "list", "--json").data[0]
    again = ("--quote", listed["quote"], "--transcript", "fg1", "--turn", str(listed["turn"]))
    assert pimh("excerpt", "add", *again, "--code", "Again", "--coder", listed["coder"]).code == 0
    trail = pimh("log", "--summary", "--json").data["trail"]
    assert trail["excerpts"] == trail["days"][-1]["excerpts"] == before


def test_the_report_tells_how_the_codebook_grew_only_when_asked(coded: Path, pimh: Pimh) -> None:
    told = pimh("log", "--summary", "--json").data["sentences"][0]
    written = coded / "reports" / "report.md"
    pimh("report")
    assert told not in written.read_text(encoding="utf-8")
    pimh("report", "--audit")
    assert told in written.read_text(encoding="utf-8")
