"""OpenDocument texts become turns, and no spoken word of them is lost or read twice."""

from __future__ import annotations

import io
import zipfile

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)
END = "<text:p>PX1: Last.</text:p>"


def content(body: str) -> bytes:
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    return f"<office:document-content {SPACES}>{inner}</office:document-content>".encode()


def packed(xml: bytes, *, first: bool = True) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        members = [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml)]
        for name, data in members if first else reversed(members):
            archive.writestr(name, data)
    return stream.getvalue()


def said(body: str) -> list[tuple[str, str]]:
    draft = readers.read(packed(content(body)), "fg1.odt")
    return [(one.speaker, one.text) for one in draft.utterances]


def words(inner: str) -> str:
    """What PX1 says when one paragraph holds this."""
    return said(f"<text:p>PX1: {inner}</text:p>{END}")[0][1]


def test_paragraphs_and_headings_are_read_in_order() -> None:
    body = "<text:h>PX1: One.</text:h><text:p>Two.</text:p><text:p>PX2: Three.</text:p>"
    assert said(body) == [("PX1", "One. Two."), ("PX2", "Three.")]


def test_a_heading_between_turns_is_told_as_nobody_may_have_said_it() -> None:
    body = "<text:p>PX1: One.</text:p><text:h>Part 2</text:h><text:p>PX2: Three.</text:p>"
    draft = readers.read(packed(content(body)), "fg1.odt")
    assert draft.notes == (
        "Headings became words of the turns before them: 'Part 2'. Take out what nobody said.",
    )


def test_the_kind_of_file_is_told() -> None:
    assert readers.read(packed(content(END)), "fg1.odt").format == "Plain transcript, OpenDocument text"


def test_a_document_that_was_packed_anew_is_known_too() -> None:
    assert readers.read(packed(content(END), first=False), "fg1.odt").utterances[0].text == "Last."


def test_blanks_tabs_and_line_breaks_are_blanks() -> None:
    assert words('a<text:s text:c="2"/>b<text:s/>c<text:tab/>d<text:line-break/>e') == "a  b c d e"


def test_words_in_spans_and_links_are_read() -> None:
    assert words("<text:span>one <text:a>two</text:a></text:span> three") == "one two three"


def test_words_that_were_deleted_with_tracked_changes_are_not_read() -> None:
    gone = "<text:deletion><text:p>PX9: never</text:p></text:deletion>"
    assert said(f"<text:tracked-changes>{gone}</text:tracked-changes>{END}") == [("PX1", "Last.")]


def test_notes_and_comments_are_no_words() -> None:
    note = "<text:note><text:note-body><text:p>PX9: beside</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>PX9: beside</text:p></office:annotation>"
    assert words(f"one{note} two{comment} three") == "one two three"


def test_lists_and_sections_are_read_in_their_place() -> None:
    item = "<text:list><text:list-item><text:p>PX2: Listed.</text:p></text:list-item></text:list>"
    assert said(f"<text:section>{item}</text:section>{END}")[0] == ("PX2", "Listed.")


def test_a_text_box_is_read_once_as_a_paragraph_of_its_own() -> None:
    box = "<draw:frame><draw:text-box><text:p>PX2: In a box.</text:p></draw:text-box></draw:frame>"
    assert said(f"<text:p>PX1: Outside.{box}</text:p>") == [("PX1", "Outside."), ("PX2", "In a box.")]


def test_the_cells_of_a_row_are_one_turn() -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    table = f"<table:table>{row('PX1', 'One: yes.')}{row('PX2', 'Two.')}</table:table>"
    assert said(table) == [("PX1", "One: yes."), ("PX2", "Two.")]


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<office",
        b"<a/>",
        b'<!DOCTYPE d [<!ENTITY e "ha">]><a>&e;</a>',
        content("").replace(b"office:text", b"office:sheet"),
    ],
)
def test_what_is_no_text_is_refused(xml: bytes) -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.odt is not an OpenDocument text"):
        readers.read(packed(xml), "fg1.odt")


def test_elements_within_each_other_without_end_do_no_harm() -> None:
    deep = "<text:span>" * 5_000 + "deep" + "</text:span>" * 5_000
    assert said(f"<text:p>PX1: one</text:p><text:p>{deep}</text:p>{END}")[-1] == ("PX1", "Last.")


def test_blanks_without_end_are_cut() -> None:
    assert len(words('one<text:s text:c="999999999"/>two')) < 200


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b" " * 5_000_000)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        readers.read(stream.getvalue(), "fg1.odt")
