"""The page of the transcripts shows every turn and excerpt, and no words of those who refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pages import Read

from pimhcli.analysis.exchange import UNPRINTED
from pimhcli.report.web import transcripts
from pimhcli.report.web.talk import talks
from pimhcli.study.material import verbatim
from pimhcli.study.study import Study
from pimhcli.transcripts.turns import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[[], str]


@pytest.fixture
def page(root: Path) -> Made:
    """The page of the study as it is on disk now, all of whose excerpts stand in the report."""

    def made() -> str:
        study = Study(root)
        shown = talks(study, verbatim(study))
        return transcripts.render(shown, "report.html", shown.excerpts)

    return made


def turn(made: str, number: int) -> str:
    """One turn."""
    return made.partition(f'id="fg1-{number}"')[2].partition('<div class="turn"')[0]


def refuse(root: Path, name: str) -> None:
    path = root / "study.yaml"
    path.write_text(path.read_text("utf-8") + f"consent: {{{name}: {{quote: no}}}}\n", "utf-8")


def test_the_page_is_as_its_golden_file_has_it(golden: Callable[[str, str], None], page: Made) -> None:
    golden("transcripts.html", page().partition("<body>")[2])


def test_every_turn_stands_there_with_its_number_speaker_and_words(page: Made) -> None:
    read = Read(page())
    assert [one for one in read.ids if one.startswith("fg1-")] == ["fg1-1", "fg1-2", "fg1-3", "fg1-4"]
    assert "It is *hard* | with <money> and _rent_." in read.spoken
    assert "There is none, [laughs] I say." in read.spoken


def test_what_stands_before_the_first_turn_is_no_talk(page: Made) -> None:
    assert "Recorded" not in page()


def test_all_tags_are_closed_and_every_link_of_the_page_leads_somewhere(page: Made) -> None:
    read = Read(page())
    assert len(set(read.ids)) == len(read.ids)
    assert {link.removeprefix("#") for link in read.links if link.startswith("#")} <= set(read.ids)


def test_an_excerpt_has_its_codes_beside_it_and_leads_back_to_the_report(page: Made) -> None:
    assert "It is hard › Money; " in Read(turn(page(), 2).rpartition("</div>")[0]).text
    assert re.search(r'href="report\.html#q-id\d+">in the report', turn(page(), 2))


def test_a_key_quote_is_told_in_words(page: Made) -> None:
    assert "★ key quote" in turn(page(), 4)


def test_an_excerpt_that_goes_on_says_from_where(page: Made) -> None:
    assert "goes on from turn 3" in turn(page(), 4)
    assert "over" in turn(page(), 4)


def test_who_coded_is_told_where_several_did(root: Path, page: Made) -> None:
    assert "by <bdi>" not in page()
    own = root / "codings" / "fg1" / "anna.jsonl"
    (own.parent / "ben.jsonl").write_text(
        re.sub(r'"anna"', '"ben"', own.read_text().replace('"id', '"b')), "utf-8"
    )
    assert "by <bdi>ben</bdi>" in page()


def test_a_code_in_no_theme_is_named_alone(page: Made) -> None:
    assert "Loose end" in turn(page(), 4)


@pytest.mark.parametrize("name", ["PX1", "px 1"])
def test_the_words_of_one_who_refused_are_not_there_nor_who_it_is_nor_what_was_coded(
    root: Path, page: Made, name: str
) -> None:
    refuse(root, name)
    made = page()
    assert not re.search("money|rent|There is none|PX1|key quote", Read(made).spoken)
    assert [UNPRINTED in turn(made, number) for number in range(1, 5)] == [False, True, False, True]
    assert "2 turns are not printed for lack of consent" in made


def test_a_quote_of_one_who_refused_has_no_place_there(root: Path) -> None:
    refuse(root, "PX2")
    study = Study(root)
    shown = talks(study, verbatim(study))
    assert len(shown.excerpts) == 2
    assert shown.transcripts[0].turns[2].words == ""


def test_what_was_withdrawn_stands_as_withdrawn(root: Path, page: Made) -> None:
    path = root / "transcripts" / "fg1.txt"
    text = path.read_text("utf-8").replace("Mod: How is it?", f"Mod: {WITHDRAWN}")
    path.write_text(text, "utf-8")
    for coded in root.glob("codings/*/*.jsonl"):
        coded.unlink()
    assert WITHDRAWN in turn(page(), 1)


def test_names_and_words_are_never_markup(root: Path, page: Made) -> None:
    for path in (root / "transcripts" / "fg1.txt", *root.glob("codings/*/*.jsonl")):
        path.write_text(path.read_text("utf-8").replace("<money>", "<img x>"), "utf-8")
    book = root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("It is hard", "<script>x</script>"), "utf-8")
    read = Read(page())
    assert not read.of("script")
    assert not read.of("img")
    assert "<script>x</script> › Money" in read.text


def test_the_page_says_that_it_is_not_for_publication(page: Made) -> None:
    assert "For the team, not for publication" in page()
