"""Comments of Word documents are coding, in and out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from building import codings, run, word_document, written
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.exchange.word import comments_in, comments_out, tags
from pimhcli.exchange.word.comments_out import Remark
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

TEXT = st.text(st.sampled_from('ab é😀שלום <&"\n'), min_size=1, max_size=60)


def told(root: Path, coder: str = "anna") -> list[tuple[object, ...]]:
    return sorted((one["code"], one["quote"], one.get("memo", "")) for one in codings(root, coder=coder))


def commented(path: Path, *comments: tuple[str, str, str], source: Path | None = None) -> Path:
    """A document with further comments: words, what is said, and who says it."""
    document = Document(str(source or path))
    for words, said, author in comments:
        paragraph = next(one for one in document.paragraphs if words in one.text)
        before, after = paragraph.text.split(words, 1)
        for run_ in list(paragraph.runs):
            run_._element.getparent().remove(run_._element)
        paragraph.add_run(before)
        marked = paragraph.add_run(words)
        paragraph.add_run(after)
        first, *rest = said.split("\n")
        comment = document.add_comment(marked, first, author=author)
        for line in rest:
            comment.add_paragraph(line)
    document.save(str(path))
    return path


@given(TEXT, st.data())
def test_comments_that_are_written_read_back_at_the_same_words(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [tuple(one) for one in data.draw(st.lists(ends, max_size=4)) if text[one[0] : one[1]].strip()]
    spans = [(a, b) for a, b in spans if text[a] != "\n" and text[b - 1] != "\n"]
    remarks = [Remark(a, b, "Ann", "2026-05-04T10:11:12Z", ("x", "y")) for a, b in sorted(set(spans))]
    made = comments_out.written(text, (), remarks)
    read = comments_in.read(made, "a.docx")
    assert read.text == text
    assert [(one.start, one.end, one.author, one.at, one.lines) for one in read.comments] == [
        (one.start, one.end, one.author, one.at, one.lines) for one in remarks
    ]
    assert comments_out.written(text, (), remarks) == made


@pytest.mark.parametrize("name", ["Time", "Time: ours", "Time; ours", "A > B", "a:b"])
def test_every_tag_finds_its_entry_again(name: str) -> None:
    top = Code("top", name, "theme")
    book = Codebook((top, Code("low", "Low", "sub-theme", "top"), Code("other", "Other: one", "theme")))
    for key in ("top", "low", "other"):
        (tag,) = tags.split(tags.written(book, [key]))
        found = tags.found(book, tag)
        assert found is not None
        assert found.id == key


def test_what_goes_out_comes_in_as_nothing_new(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "word", "-o", "../coded.docx").code == 0
    before = told(coded)
    ran = pimh("import", "../coded.docx")
    assert (ran.code, "here already" in ran.talk) == (0, True)
    assert told(coded) == before


def test_a_comment_of_a_colleague_becomes_a_coding_by_the_colleague(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "word", "-o", "../coded.docx").code == 0
    comment = (
        "I ask the mother first.",
        "Practice: Slowing down; Mothers: First\nshe knows\nreally",
        "Ben Other",
    )
    commented(coded.parent / "coded.docx", comment)
    assert pimh("import", "../coded.docx").code == 0
    assert told(coded, "ben-other") == [
        ("first", "I ask the mother first.", "she knows\nreally"),
        ("slowing-down", "I ask the mother first.", "she knows\nreally"),
    ]
    assert Study(coded).codebook.path("first") == "Mothers > First"
    assert pimh("undo").code == 0
    assert told(coded, "ben-other") == []


def test_a_tag_that_is_new_is_told_with_what_may_be_meant(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "word", "-o", "../coded.docx").code == 0
    commented(coded.parent / "coded.docx", ("I ask the mother first.", "Practise; Slowing down: Late", "Ben"))
    ran = pimh("import", "../coded.docx")
    assert "'Practise' is not in the codebook, and becomes a new code. Did you mean 'Practice'?" in ran.talk
    assert Study(coded).codebook.path("late") == "Practice > Slowing down > Late"
    assert "stays where it is" not in ran.talk


def test_the_document_that_the_transcript_came_from_will_do(study: Path, source: Path, pimh: Pimh) -> None:
    lines = ["Group of June", "MODERATOR: So?", "P1: We had no time at all.", "P2: Nor had we, ever."]
    file = word_document(source / "fg2.docx", "\n".join(lines))
    assert run("transcript", "add", file) == 0
    commented(file, ("no time at all", "Barriers", "Anna Example"), ("Nor had we", "slowing-down", "anna"))
    ran = pimh("import", file)
    assert ran.code == 0, ran.talk
    assert {(one["code"], one["quote"]) for one in codings(study, "fg2")} == {
        ("barriers", "no time at all"), ("slowing-down", "Nor had we"),
    }  # fmt: skip
    assert "here already" in pimh("import", file).talk


def test_a_long_comment_is_a_note_and_an_empty_one_is_told(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "word", "-o", "../coded.docx").code == 0
    long = "This is something that one may think about for a long time, and no name of a code, I believe."
    commented(
        coded.parent / "coded.docx",
        ("It’s the mother who knows.", long, "Ben"),
        ("And what is hard?", "", "Ben"),
    )
    ran = pimh("import", "../coded.docx")
    assert "too long for tags" in ran.talk
    assert (ran.code, "the comment is empty" in ran.talk) == (1, True)
    assert long in [memo["text"].strip() for memo in pimh("memo", "list", "--json").data]


def test_tracked_changes_count_as_accepted_and_a_comment_on_a_point_is_on_its_paragraph() -> None:
    document = Document()
    paragraph = document.add_paragraph("P1: one two")
    comment = document.add_comment(paragraph.runs[0], "Tag", author="Ben")
    body = paragraph._element
    for mark in (*body.findall(".//{*}commentRangeStart"), *body.findall(".//{*}commentRangeEnd")):
        mark.getparent().remove(mark)
    stream = io.BytesIO()
    document.save(stream)
    read = comments_in.read(stream.getvalue(), "a.docx")
    assert comment.author == "Ben"
    assert [(one.start, one.end) for one in read.comments] == [(0, len("P1: one two"))]


def test_the_same_transcript_is_the_same_bytes(coded: Path, pimh: Pimh) -> None:
    for name in ("a", "b"):
        assert pimh("export", "word", "-o", f"../{name}.docx").code == 0
    assert (coded.parent / "a.docx").read_bytes() == (coded.parent / "b.docx").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "../in/plain.docx"), "has no comments"),
        (("import", "../in/strange.docx"), "of no transcript of the study"),
        (("import", "../in/strange.docx", "--transcript", "fg9"), "fg9"),
        (("import", "../in/broken.docx"), "damaged"),
        (("export", "word", "-o", "a.doc"), "Name it a.docx."),
        (("export", "word", "-o", "memos/a.docx"), "among the files of the study itself"),
    ],
)
def test_what_cannot_be_is_refused(
    coded: Path, source: Path, pimh: Pimh, words: tuple[str, ...], said: str
) -> None:
    word_document(source / "plain.docx", "P1: nothing")
    commented(word_document(source / "strange.docx", "P7: of another study"), ("another", "Tag", "Ben"))
    written(source / "broken.docx", "no zip")
    before = told(coded)
    ran = pimh(*words)
    assert (ran.code in (1, 2), said in ran.talk) == (True, True), ran.talk
    assert told(coded) == before
