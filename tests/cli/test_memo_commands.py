"""pimh memo: written, listed, shown, changed in an editor and removed; each an act that can be undone."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from building import codings, history, run, snapshot, written

from pimhcli.study import memo_files
from pimhcli.study.material import all_excerpts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh


def files(root: Path) -> list[Path]:
    return sorted((root / "memos").glob("**/*.md"))


def only(root: Path) -> Path:
    (path,) = files(root)
    return path


def a_terminal(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody who types lines, and sees what is told."""
    stdin = io.StringIO("".join(f"{line}\n" for line in lines))
    stdin.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", stdin)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """An editor that does something to the file it opens, at a terminal."""

    def does(line: str) -> None:
        script = written(tmp_path / "an editor.py", f"import sys, os\npath = sys.argv[1]\n{line}\n")
        monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")
        a_terminal(monkeypatch)

    return does


def test_a_memo_is_a_file_of_the_day_with_its_title_and_words(study: Path, pimh: Pimh) -> None:
    ran = pimh(
        "memo", "add", "They hesitate.\nThen they laugh.", "--title", "Price: anger", "--tag", "method"
    )
    assert ran.code == 0
    text = only(study).read_text("utf-8")
    assert only(study).name.endswith(f"-price-anger-{text[8:12]}.md")
    assert '\non: study\ntitle: "Price: anger"\nby: anna\nat: ' in text
    assert text.endswith('\ntags: ["method"]\n---\n\nThey hesitate.\nThen they laugh.\n')


def test_each_act_is_one_record_with_a_sentence_and_is_undone_and_done_again(study: Path, pimh: Pimh) -> None:
    pimh("memo", "add", "They hesitate.", "--turn", "2")
    (record,) = history(study)
    assert record["do"] == "memo add"
    assert record["sentence"].endswith("“They hesitate.” on fg1, turn 2, P1.")
    before = only(study).read_bytes()
    assert pimh("undo").code == 0
    assert files(study) == []
    assert pimh("redo").code == 0
    assert only(study).read_bytes() == before


def test_a_dry_run_writes_nothing(study: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("memo", "add", "They hesitate.", "--dry-run")
    assert (ran.code, snapshot(study)) == (0, before)
    assert "Would do: Wrote the memo" in ran.talk
    assert "Nothing was written." in ran.talk


def test_the_words_of_a_file_become_a_memo_in_any_usual_encoding(
    study: Path, source: Path, pimh: Pimh
) -> None:
    (source / "notes.md").write_bytes("# Café\n\nText".encode("utf-16"))
    assert pimh("memo", "add", "--file", source / "notes.md").code == 0
    assert only(study).read_text("utf-8").endswith("---\n\n# Café\n\nText\n")
    assert 'title: "Café"' in only(study).read_text("utf-8")


def test_a_word_document_is_refused_in_plain_words(study: Path, source: Path, pimh: Pimh) -> None:
    (source / "notes.docx").write_bytes(b"PK\x03\x04\x00\x00")
    ran = pimh("memo", "add", "--file", source / "notes.docx")
    assert (ran.code, files(study)) == (1, [])
    assert "notes.docx" in ran.talk


def test_a_hyphen_takes_the_words_of_a_pipe_with_their_blank_lines(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("one\n\ntwo\n"))
    assert pimh("memo", "add", "-").code == 0
    assert only(study).read_text("utf-8").endswith("\n\none\n\ntwo\n")


def test_words_are_typed_until_an_empty_line(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_terminal(monkeypatch, "one", "two", "", "not this")
    assert pimh("memo", "add").code == 0
    assert only(study).read_text("utf-8").endswith("\n\none\ntwo\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "A memo needs words."),
        (("-",), 2, "A memo needs words."),
        (("  ",), 2, "A memo needs words."),
        (("x", "--file", "y.md"), 2, "Give the text or --file, not both."),
        (("--file", "nothing.md"), 2, "nothing.md cannot be read"),
        (("x", "--code", "practise"), 1, "'practise' is not in the codebook. Did you mean 'Practice'?"),
        (("x", "--code", "practice", "--participant", "P1"), 2, "A memo is on one thing."),
        (("x", "--transcript", "fg9"), 2, "There is no transcript 'fg9'."),
        (("x", "--turn", "9"), 2, "fg1 has no turn 9."),
        (("x", "--participant", "P9"), 2, "There is no participant 'P9' here."),
        (("x", "--group", "fg9"), 2, "There is no group 'fg9' here."),
        (("x", "--excerpt", "zzz"), 1, "There is no excerpt 'zzz'."),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_left(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, says: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ran = pimh("memo", "add", *words)
    assert (ran.code, files(study), history(study)) == (code, [], [])
    assert says in ran.talk


def test_a_wrong_name_is_told_before_anybody_has_typed(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_terminal(monkeypatch, "a long memo", "")
    assert "There is no transcript" in pimh("memo", "add", "--transcript", "fg9").talk
    assert sys.stdin.readline() == "a long memo\n"


def test_a_turn_in_which_nobody_says_anything_has_no_memo(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", "P1:\nP2: Yes.\n")
    assert "Nobody says anything in turn 1 of fg1." in pimh("memo", "add", "x", "--turn", "1").talk


def test_the_list_shows_memos_newest_last_and_notes_on_excerpts_marked_so(coded: Path, pimh: Pimh) -> None:
    pimh("memo", "add", "Second thought", "--turn", "2")
    written(coded / "memos" / "2020-01-01-old.md", "# Old one")
    ran = pimh("memo", "list")
    heads = [line for line in ran.out.splitlines() if not line.startswith(" ")]
    assert [head.split("  ")[-1] for head in heads] == [
        "the study",
        "note on excerpt " + codings(coded)[-1]["id"] + ", fg1, turn 5, P1: “People leave”",
        "fg1, turn 2, P1",
    ]
    assert "    Old one\n" in ran.out
    assert "2 memos and 1 note on excerpts." in ran.talk


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--transcript", "fg1"), {"note", "turn", "transcript"}),
        (("--turn", "2"), {"turn"}),
        (("--on", "theme"), {"code"}),
        (("--on", "study"), {"study"}),
        (("--code", "practice"), {"code"}),
        (("--participant", "P1"), {"person"}),
        (("--search", "PÉRSON"), {"person"}),
        (("--search", "turnover"), {"note"}),
        (("--coder", "anna", "--on", "turn"), {"turn"}),
    ],
)
def test_the_list_is_chosen_by_what_memos_are_on_by_coder_and_by_words(
    coded: Path, pimh: Pimh, words: tuple[str, ...], found: set[str]
) -> None:
    for text, *on in (
        ("turn", "--turn", "2"),
        ("transcript", "--transcript", "fg1"),
        ("code", "--code", "slowing-down"),
        ("person", "--participant", "P1"),
        ("study",),
    ):
        pimh("memo", "add", text, *on)
    data = pimh("memo", "list", *words, "--json").data
    assert {"note" if one["note"] else one["text"] for one in data} == found


def test_a_search_that_finds_nothing_ends_with_1(study: Path, pimh: Pimh) -> None:
    assert pimh("memo", "list").code == 0
    assert pimh("memo", "list", "--search", "nothing").code == 1
    assert "Say one of: study, group," in pimh("memo", "list", "--on", "what").talk


def test_a_broken_file_is_told_and_hides_no_other_memo(study: Path, pimh: Pimh) -> None:
    pimh("memo", "add", "whole")
    written(study / "memos" / "broken.md", "---\ntitle: a: b\n---\nText")
    ran = pimh("memo", "list")
    assert (ran.code, "whole" in ran.out, "broken" in ran.out) == (0, True, True)
    assert "warning: memos/broken.md:2:" in ran.talk


def test_a_memo_is_shown_whole_by_the_first_letters_of_its_id_or_its_file(study: Path, pimh: Pimh) -> None:
    pimh("memo", "add", "one\n\ntwo", "--title", "Price", "--tag", "method")
    (data,) = pimh("memo", "list", "--json").data
    by_id = pimh("memo", "show", data["id"][:4]).out
    assert by_id == pimh("memo", "show", data["file"]).out
    assert by_id.startswith("Price\non the study\nanna, ")
    assert by_id.endswith(f"\ntags: method\n{data['file']}\n\none\n\ntwo\n")


def test_an_id_that_names_none_or_several_or_an_excerpt_is_explained(coded: Path, pimh: Pimh) -> None:
    for letter in "ab":
        written(coded / "memos" / f"{letter}.md", f"---\nid: zz{letter}\n---\nText")
    assert "There is no memo 'yy'." in pimh("memo", "show", "yy").talk
    assert "'zz' begins the ids of 2 memos: zza, zzb." in pimh("memo", "show", "zz").talk
    key = codings(coded)[-1]["id"]
    assert f"See it: pimh excerpt show {key}" in pimh("memo", "show", key).talk


def test_a_memo_is_removed_when_it_is_agreed_and_comes_back(
    study: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    pimh("memo", "add", "Text")
    path, before = only(study), only(study).read_bytes()
    asked("n")
    assert pimh("memo", "remove", path.name).code == 1
    assert path.read_bytes() == before
    asked("y")
    assert pimh("memo", "remove", path.name).code == 0
    assert files(study) == []
    pimh("undo")
    assert path.read_bytes() == before


def test_a_memo_made_by_hand_with_other_line_ends_is_removed_and_comes_back(study: Path, pimh: Pimh) -> None:
    path = written(study / "memos" / "ideas" / "a.md", "")
    path.write_bytes(b"\xef\xbb\xbf# Hand\r\n\r\nText")
    assert pimh("memo", "remove", "ideas/a.md", "--yes").code == 0
    assert files(study) == []
    pimh("undo")
    assert path.read_text("utf-8") == "# Hand\n\nText"


def test_without_a_terminal_removing_asks_for_yes(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    pimh("memo", "add", "Text")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ran = pimh("memo", "remove", only(study).name)
    assert ran.code == 2
    assert "--yes" in ran.talk
    assert pimh("memo", "remove", only(study).name, "--dry-run").code == 0
    assert len(files(study)) == 1


def test_what_an_editor_made_of_a_memo_is_an_act_that_can_be_undone(
    study: Path, pimh: Pimh, editor: Callable[[str], None]
) -> None:
    pimh("memo", "add", "They hesitate.")
    before = only(study).read_text("utf-8")
    editor("open(path, 'a').write('More.\\n')")
    ran = pimh("memo", "edit", only(study).name)
    assert (ran.code, only(study).read_text("utf-8")) == (0, f"{before}More.\n")
    assert history(study)[-1]["do"] == "memo edit"
    pimh("undo")
    assert only(study).read_text("utf-8") == before
    pimh("redo")
    assert only(study).read_text("utf-8") == f"{before}More.\n"


@pytest.mark.parametrize(
    ("does", "says", "acts"),
    [
        ("pass", "is as it was", 1),
        ("os.remove(path)", "Removed the memo", 2),
        ("raise SystemExit(3)", "The editor ended with the code 3.", 1),
    ],
)
def test_an_editor_that_changes_nothing_or_removes_the_file_is_told(
    study: Path, pimh: Pimh, editor: Callable[[str], None], does: str, says: str, acts: int
) -> None:
    pimh("memo", "add", "They hesitate.")
    editor(does)
    ran = pimh("memo", "edit", only(study).name)
    assert (ran.code, len(history(study))) == (0, acts)
    assert says in ran.talk


def test_without_an_editor_the_file_is_told(study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    pimh("memo", "add", "They hesitate.")
    ran = pimh("memo", "edit", only(study).name)
    assert ran.out.strip() == str(only(study))


@pytest.mark.parametrize("editor", ["no-such-editor --wait", 'vim "'])
def test_an_editor_that_is_not_there_is_told_with_the_file(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    pimh("memo", "add", "They hesitate.")
    a_terminal(monkeypatch)
    monkeypatch.setenv("VISUAL", editor)
    ran = pimh("memo", "edit", only(study).name)
    assert ran.code == 2
    assert f"The editor '{editor}' cannot be started." in ran.talk
    assert str(only(study)) in ran.talk


def test_a_memo_of_another_coder_says_whose_it_was(study: Path, pimh: Pimh) -> None:
    written(study / "memos" / "a.md", "---\nid: zza\nby: ben\n---\nText")
    assert "of ben." in pimh("memo", "remove", "zza", "--yes").talk
    assert run("undo") == 0


def test_a_search_reads_each_file_and_the_excerpts_once(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        on = ("study", "transcript fg1", "participant P1", "theme Practice")[number % 4]
        written(coded / "memos" / f"{number}.md", f"---\non: {on}\n---\nmemo {number} of two hundred")
    work = Mock(side_effect=memo_files.read)
    monkeypatch.setattr(memo_files, "read", work)
    gathered = Mock(side_effect=all_excerpts)
    monkeypatch.setattr("pimhcli.study.memos.all_excerpts", gathered)
    assert len(pimh("memo", "list", "--search", "hundred of memo", "--json").data) == 200
    assert (work.call_count, gathered.call_count) == (200, 1)
