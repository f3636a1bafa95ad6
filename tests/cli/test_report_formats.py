"""pimh report --format: each format on its own, all of them, and what is wrongly asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

FORMS = ("md", "docx", "html", "xlsx", "tex")


@pytest.mark.parametrize("form", FORMS)
def test_a_format_is_written(coded: Path, pimh: Pimh, form: str) -> None:
    ran = pimh("report", "--format", form)
    assert (ran.code, (coded / f"reports/report.{form}").exists()) == (0, True)


def test_several_formats_are_given_with_commas_in_any_case(coded: Path, pimh: Pimh) -> None:
    assert pimh("report", "--format", "DOCX, .html").code == 0
    made = {path.name for path in (coded / "reports").glob("report.*")}
    assert made == {"report.docx", "report.html"}


def test_all_are_all(coded: Path, pimh: Pimh) -> None:
    assert pimh("report", "--format", "all").code == 0
    assert {path.name for path in (coded / "reports").glob("report.*")} == {
        f"report.{form}" for form in FORMS
    }


def test_a_format_nearly_named_is_suggested_and_nothing_is_written(coded: Path, pimh: Pimh) -> None:
    ran = pimh("report", "--format", "dox")
    assert (ran.code, "Did you mean 'docx'?" in ran.talk) == (2, True)
    assert not list((coded / "reports").glob("*"))


def test_files_of_an_earlier_report_are_named(coded: Path, pimh: Pimh) -> None:
    pimh("report", "--format", "html")
    assert "Not made again, and of an earlier day: reports/report.html, reports/transcripts.html" in (
        pimh("report").talk
    )


def test_the_page_of_the_transcripts_can_be_left_out(coded: Path, pimh: Pimh) -> None:
    pimh("report", "--format", "html", "--no-transcripts")
    assert not (coded / "reports/transcripts.html").exists()


def test_key_quotes_alone_are_printed_where_that_is_asked(coded: Path, pimh: Pimh) -> None:
    pimh("report", "--key-quotes")
    text = (coded / "reports/report.md").read_text("utf-8")
    assert ("People leave" in text, "We listen more than we did." in text) == (True, False)


def test_quotes_are_shown_in_their_exchange(coded: Path, pimh: Pimh) -> None:
    pimh("report", "--context", "1")
    assert "> **Moderator:** And what is hard?" in (coded / "reports/report.md").read_text("utf-8")


def test_the_checklists_come_where_they_are_asked_for(coded: Path, pimh: Pimh) -> None:
    assert pimh("report", "--checklists").code == 0
    assert {"coreq.docx", "srqr.md"} <= {path.name for path in (coded / "reports").glob("*")}


def test_a_broken_reference_document_stops_the_report_and_nothing_is_written(coded: Path, pimh: Pimh) -> None:
    (coded / "templates").mkdir()
    (coded / "templates/reference.docx").write_bytes(b"no")
    ran = pimh("report", "--format", "md,docx")
    assert (ran.code, "templates/reference.docx" in ran.talk) == (3, True)
    assert not list((coded / "reports").glob("*"))
