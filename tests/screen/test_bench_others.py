"""What other coders made is seen beside one's own, always with its coder's name, and is never changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import codings, run
from screen.bench import at, opened, told, typed
from screen.shared import BENS_MEMO, KNOWS, LEAVE, MOTHER, code_as, shared_study

from pimhcli.screen import chrome, overlays
from pimhcli.screen.colours import look
from pimhcli.screen.painting import SIGNS, Painter, frame
from pimhcli.screen.panels import Palette
from pimhcli.screen.wrapping import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.screen.chrome import Line
    from pimhcli.screen.workbench import Workbench

BENS_ALONE = "leaves with them"  # words that no excerpt of anna's has


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Anna at work on fg1, in which ben has three excerpts."""
    one = opened(shared_study(tmp_path / "study"))
    yield one
    one.sitting.close()


def text(lines: list[Line]) -> list[str]:
    return ["".join(words for words, _ in line).rstrip() for line in lines]


def status(bench: Workbench, width: int = 110) -> str:
    return text(chrome.status(bench, width))[0]


def here(bench: Workbench) -> list[str]:
    return [bench.material.names(excerpt) for excerpt in bench.excerpts_here]


def tree(bench: Workbench) -> dict[str, int]:
    return {entry.code.name: entry.excerpts for entry in bench.book.entries}


def bens(bench: Workbench) -> list[dict[str, object]]:
    return codings(bench.sitting.study.root, "fg1", "ben")


def test_the_status_says_whose_codings_are_seen(bench: Workbench) -> None:
    assert "fg1 · anna; also shown: ben · 1/6 Moderator · 2/6 coded by anna (33%) · READ" in status(bench)
    typed(bench, "O")
    assert "fg1 · anna; hidden: ben · 1/6 Moderator" in status(bench)


def test_in_a_narrow_window_it_still_says_whose(bench: Workbench) -> None:
    assert "fg1 · anna + ben · 1/6 Moderator · 2/6 coded (33%) · READ" in status(bench, 80)
    assert "anna + ben · 1/6 Moderator · READ" in status(bench, 46)


def test_many_coders_are_counted_in_the_status(tmp_path: Path) -> None:
    root = shared_study(tmp_path / "study")
    for coder in ("carla", "dora"):
        code_as(root, coder, LEAVE, "barriers")
    one = opened(root)
    assert "anna; also shown: ben, carla, dora ·" in status(one)
    code_as(root, "elizabeth", KNOWS, "barriers")
    assert one.look_again()
    assert "anna; also shown: 4 coders ·" in status(one)
    one.sitting.close()


def test_the_codebook_s_title_counts_the_coders_whose_names_have_no_room(tmp_path: Path) -> None:
    root = shared_study(tmp_path / "study")
    for coder in ("carla", "dora"):
        code_as(root, coder, LEAVE, "barriers")
    one = opened(root)
    assert text(chrome.codebook(one, 40, 10))[0] == " Codebook · anna + ben, carla, dora"
    assert text(chrome.codebook(one, 33, 10))[0] == " Codebook · anna + 3 coders"
    one.sitting.close()


def test_the_pane_follows_to_the_excerpt_that_is_chosen(bench: Workbench) -> None:
    typed(at(bench, LEAVE), "<tab> <tab> j j")
    seen = text(chrome.excerpts_here(bench, 40, 6))
    assert seen[:2] == [" Excerpts here: 1, of others 2", " ben: Barriers"]
    first = chrome.excerpt_at(bench, 40, 6, 1)
    assert first == bench.excerpts_here[2]


def test_a_retired_code_says_so_and_its_excerpts_stay(bench: Workbench) -> None:
    assert run("-C", bench.sitting.study.root, "codebook", "retire", "barriers", "--coder", "ben") == 0
    assert bench.look_again()
    assert "(2 excerpts, retired)" in bench.book.told(bench.sitting.book.by_key["barriers"])
    assert here(at(bench, LEAVE)) == ["Barriers", "ben: Practice", "ben: Barriers"]


def test_one_s_own_come_first_and_others_bear_their_name(bench: Workbench) -> None:
    at(bench, LEAVE)
    assert here(bench) == ["Barriers", "ben: Practice", "ben: Barriers"]
    assert text(chrome.excerpts_here(bench, 40, 20))[:2] == [" Excerpts here: 1, of others 2", " ★ Barriers"]
    assert text(chrome.message(bench, 80, 3)) == [
        " here: Barriers (memo) ★ | ben: Practice (memo) | ben: Barriers"
    ]


def test_the_names_beside_the_text_tell_whose_an_excerpt_is(bench: Workbench) -> None:
    columns = frame(bench.transcript, 90, margin=True)
    painter = Painter(Layout(bench.transcript, columns.text), columns, look("none"), SIGNS)
    painter.show(bench.scene)
    rows = ["".join(segment.text for segment in painter.row(row)) for row in range(painter.layout.rows)]
    mother = next(row for row in rows if MOTHER[:20] in row)
    assert mother.rstrip().endswith(" ben: Practice")
    assert ("┊" in mother, "★" in mother) == (True, False)


def test_the_codebook_counts_all_that_is_shown_and_says_whose(bench: Workbench) -> None:
    assert text(chrome.codebook(bench, 40, 10))[0] == " Codebook · anna + ben"
    assert tree(bench) == {"Practice": 3, "Slowing down": 1, "Barriers": 2}
    typed(bench, "O")
    assert text(chrome.codebook(bench, 40, 10))[0] == " Codebook · anna"
    assert tree(bench) == {"Practice": 1, "Slowing down": 1, "Barriers": 1}


def test_hiding_says_so_and_so_does_showing(bench: Workbench) -> None:
    typed(bench, "O")
    assert bench.message == "Neither shown nor counted: the excerpts of ben."
    typed(at(bench, MOTHER), "O")
    assert bench.message == "Shown and counted: also the excerpts of ben."
    assert here(bench) == ["ben: Practice"]


def test_the_command_line_knows_it_by_name(bench: Workbench) -> None:
    typed(bench, ": others <enter>")
    assert bench.message == "Neither shown nor counted: the excerpts of ben."


@pytest.mark.parametrize("keys", ["x", "D", "C", "m", "*", "[", "]", "-", "+", "a x", "<tab> <tab> x"])
def test_what_another_made_is_not_changed_and_it_is_said_what_to_do(bench: Workbench, keys: str) -> None:
    before = bens(bench)
    typed(at(bench, BENS_ALONE), keys)
    assert told(bench) == (
        "This excerpt is ben's, who alone changes it. Code the same words yourself: a, then c. "
        "To remark on it: pimh review"
    )
    assert (bens(bench), bench.resizing) == (before, None)


def test_where_both_have_one_acts_are_about_one_s_own(bench: Workbench) -> None:
    typed(at(bench, LEAVE), "D")
    assert here(bench) == ["ben: Practice", "ben: Barriers"]
    assert len(bens(bench)) == 3


def test_coding_the_words_of_another_s_excerpt_makes_one_s_own(bench: Workbench) -> None:
    before = bens(bench)
    typed(at(bench, MOTHER), "a c barr <enter>")
    assert here(bench) == ["Barriers", "ben: Practice"]
    assert bench.in_hand
    assert (bench.in_hand.coder, bench.in_hand.quote, bens(bench)) == ("anna", MOTHER, before)


def test_a_memo_on_words_that_another_coded_asks_for_a_code_first(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "s m")
    assert isinstance(bench.panel, Palette)


def test_merging_leaves_out_what_others_made(bench: Workbench) -> None:
    typed(at(bench, LEAVE), "+")
    assert bench.message == "No excerpt of yours after this one touches or overlaps it."


def test_e_steps_through_all_that_is_shown_one_s_own_before_others(bench: Workbench) -> None:
    seen = []
    for _ in range(5):
        typed(bench, "e")
        assert bench.in_hand
        seen.append((bench.in_hand.coder, bench.in_hand.quote))
    assert [coder for coder, _ in seen] == ["anna", "ben", "anna", "ben", "ben"]
    assert [quote for _, quote in seen[1:4]] == [MOTHER, LEAVE, LEAVE]
    back = []
    for _ in range(4):
        typed(bench, "E")
        assert bench.in_hand
        back.append((bench.in_hand.coder, bench.in_hand.quote))
    assert back == seen[-2::-1]


def test_f_goes_to_the_turns_that_one_has_not_coded_oneself(bench: Workbench) -> None:
    """A14: what another coded is left to be coded."""
    typed(bench, "f")
    assert bench.turn
    assert bench.turn.number == 3
    assert {excerpt.coder for excerpt in bench.material.at((bench.cursor, bench.cursor))} == {"ben"}


def test_the_focus_on_a_code_steps_through_everybody_s(bench: Workbench) -> None:
    typed(bench, "<tab> G o")
    assert bench.message == "Highlighted: 'Barriers' alone: 2 excerpts, e and E step through them."


def test_an_excerpt_of_another_with_a_code_that_there_is_not_is_shown_by_its_key(bench: Workbench) -> None:
    root = bench.sitting.study.root
    path = root / "codings" / "fg1" / "ben.jsonl"
    path.write_text(path.read_text("utf-8").replace('"practice"', '"gone"'), "utf-8")
    assert bench.look_again()
    assert here(at(bench, MOTHER)) == ["ben: gone"]


def test_what_another_codes_meanwhile_comes_up(bench: Workbench) -> None:
    """S5: excerpt add while open appears, of any coder."""
    code_as(bench.sitting.study.root, "carla", KNOWS, "barriers")
    assert bench.look_again()
    assert bench.message == "Taken in: what was changed outside of this window."
    assert here(at(bench, KNOWS)) == ["carla: Barriers"]


def test_a_file_that_is_damaged_meanwhile_is_told_of(bench: Workbench) -> None:
    (bench.sitting.study.root / "codings" / "fg1" / "ben.jsonl").write_bytes(b"\xff\xfe")
    assert bench.look_again()
    assert bench.message.startswith("codings/fg1/ben.jsonl: cannot be read, so the excerpts of ben are not")
    assert here(at(bench, MOTHER)) == []
    typed(at(bench, MOTHER), "s c prac <enter>")
    assert here(bench) == ["Practice"]


def test_a_line_that_is_torn_meanwhile_is_told_of_once(bench: Workbench) -> None:
    root = bench.sitting.study.root
    with (root / "codings" / "fg1" / "ben.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "half')
    typed(at(bench, KNOWS), "s c barr <enter>")  # an act that takes the file in without a word
    assert bench.message.startswith("Coded")
    assert bench.look_again()
    assert bench.message.startswith("codings/fg1/ben.jsonl:4")
    assert len(here(at(bench, MOTHER))) == 1
    code_as(root, "carla", KNOWS, "barriers")
    assert bench.look_again()
    assert bench.message == "Taken in: what was changed outside of this window."


def test_where_nobody_else_has_coded_the_key_says_so(tmp_path: Path) -> None:
    root = shared_study(tmp_path / "study")
    (root / "codings" / "fg1" / "ben.jsonl").unlink()
    one = opened(root)
    typed(one, "O")
    assert one.message == "Nobody else has coded in fg1."
    assert "fg1 · anna · 1/6" in status(one)
    one.sitting.close()


@pytest.fixture
def blind(tmp_path: Path) -> Iterator[Workbench]:
    """Anna at work on the same, blind."""
    one = opened(shared_study(tmp_path / "study"), blind=True)
    yield one
    one.sitting.close()


def everything(bench: Workbench) -> str:
    """All that can be read on the screen now, the text of the transcript left out."""
    lines = [*chrome.status(bench, 120), *chrome.message(bench, 120, 3), *chrome.hint(bench, 120)]
    lines += [*chrome.codebook(bench, 60, 20), *chrome.excerpts_here(bench, 60, 20)]
    if bench.panel:
        lines += overlays.overlay(bench.panel, 120, 30).lines
    return "\n".join([*text(lines), *map(repr, bench.scene.marks)])


WAYS = (
    *("", "e", "e e", "E", "a", "a a", "x", "D", "m", "<tab>", "<tab> j", "<tab> G d", "<tab> o e e"),
    *("<tab> <tab>", "<tab> <tab> j m", "c", "r", "O", ": others <enter>", "s c barr", "u", "?", "M", "f"),
)


@pytest.mark.parametrize("keys", WAYS)
@pytest.mark.parametrize("words", [LEAVE, MOTHER, BENS_ALONE])
def test_a_blind_screen_holds_nothing_of_what_others_coded(blind: Workbench, words: str, keys: str) -> None:
    typed(at(blind, words), keys)
    seen = everything(blind)
    assert BENS_MEMO not in seen
    assert not re.search(r"\bben\b", seen)  # an id may begin so
    assert "blind: anna only" in seen
    assert blind.material.excerpts == blind.sitting.excerpts


def test_a_blind_screen_takes_no_notice_of_what_others_do(blind: Workbench) -> None:
    code_as(blind.sitting.study.root, "ben", KNOWS, "barriers")
    assert not blind.look_again()
    typed(at(blind, KNOWS), "s c barr <enter>")
    assert here(blind) == ["Barriers"]


def test_nothing_goes_from_the_codebook_in_a_blind_sitting(blind: Workbench) -> None:
    typed(blind, "<tab> G d")
    assert blind.message.startswith("Blind: 'Barriers' stays, for others may use it.")
    assert len(blind.sitting.book.codes) == 3
