"""Word documents become turns, and no spoken word of them is lost or read twice."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml import parse_xml

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.readers.word import refuse_huge

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>PX2: In a box.</w:t></w:r></w:p></w:txbxContent>"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(*paragraphs: str) -> Any:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    return document


def read(document: Any) -> Draft:
    return readers.read(saved(document), "fg1.docx")


def read_xml(*runs: str) -> str:
    """What PX1 says when one paragraph holds these runs, as XML."""
    document = written("Moderator: Hello.", "Moderator: So?")
    inner = "".join(runs)
    document.element.body.insert(1, parse_xml(f"<w:p {SPACES}>{run('PX1: ')}{inner}</w:p>"))
    return {said.speaker: said.text for said in read(document).utterances}["PX1"]


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_each_paragraph_that_starts_with_a_name_is_a_turn() -> None:
    draft = read(written("Focus group 1", "Moderator: Hello.", "", "PX1: Hi.", "There.", "Moderator: So?"))
    assert draft.front == ("Focus group 1",)
    assert [(said.speaker, said.text) for said in draft.utterances] == [
        ("Moderator", "Hello."),
        ("PX1", "Hi. There."),
        ("Moderator", "So?"),
    ]


def test_a_name_in_bold_is_a_name() -> None:
    document = written("Moderator: Hello.")
    paragraph = document.add_paragraph()
    paragraph.add_run("PX").bold = True
    paragraph.add_run("1:")
    paragraph.add_run(" Hi.")
    assert read(document).utterances[1].speaker == "PX1"


def test_a_line_break_and_a_tab_within_a_paragraph_are_blanks() -> None:
    assert read_xml(run("one"), "<w:r><w:br/></w:r>", run("two"), "<w:r><w:tab/></w:r>", run("three")) == (
        "one two three"
    )


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    assert read_xml(run("twenty"), "<w:r><w:noBreakHyphen/></w:r>", run("one")) == "twenty-one"


def test_words_that_were_inserted_with_tracked_changes_are_read() -> None:
    assert read_xml(run("one "), f'<w:ins w:id="1" w:author="A">{run("two")}</w:ins>') == "one two"


def test_words_that_were_deleted_with_tracked_changes_are_not_read() -> None:
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>never</w:delText></w:r></w:del>'
    assert read_xml(run("one"), deleted) == "one"


def test_words_that_were_moved_are_read_where_they_went() -> None:
    moved = f'<w:moveFrom w:id="1" w:author="A">{run("two ")}</w:moveFrom>'
    arrived = f'<w:moveTo w:id="2" w:author="A">{run(" two")}</w:moveTo>'
    assert read_xml(moved, run("one"), arrived) == "one two"


def test_words_in_links_and_content_controls_are_read() -> None:
    link = f"<w:hyperlink>{run('two ')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtContent>{run('three')}</w:sdtContent></w:sdt>"
    assert read_xml(run("one "), link, control) == "one two three"


def test_paragraphs_in_a_content_control_are_read_in_their_place() -> None:
    document = written("Moderator: Hello.", "Moderator: So?")
    inner = f"<w:sdtContent><w:p>{run('PX1: Hi.')}</w:p></w:sdtContent>"
    document.element.body.insert(1, parse_xml(f"<w:sdt {SPACES}>{inner}</w:sdt>"))
    assert [said.speaker for said in read(document).utterances] == ["Moderator", "PX1", "Moderator"]


def test_field_codes_are_no_words() -> None:
    assert read_xml(run("one"), "<w:r><w:instrText> PAGE </w:instrText></w:r>") == "one"


def test_a_table_is_read_cell_by_cell_in_its_place() -> None:
    document = written("Moderator: Hello.")
    cells = document.add_table(2, 1).columns[0].cells
    cells[0].text, cells[1].text = "PX1: Hi.", "PX2: Good morning."
    document.add_paragraph("Moderator: So?")
    assert [said.speaker for said in read(document).utterances] == ["Moderator", "PX1", "PX2", "Moderator"]


def test_a_text_box_that_word_stores_twice_is_read_once_as_a_paragraph_of_its_own() -> None:
    boxed = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document = written("PX1: Before.", "PX1: After.")
    document.element.body.insert(1, parse_xml(f"<w:p {SPACES}>{run('PX1: Outside.')}{boxed}</w:p>"))
    assert [(said.speaker, said.text) for said in read(document).utterances] == [
        ("PX1", "Before."),
        ("PX1", "Outside."),
        ("PX2", "In a box."),
        ("PX1", "After."),
    ]


def test_a_document_without_speakers_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.docx: no speaker was found"):
        read(written("Only words."))


def test_a_workbook_is_no_transcript() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ProblemsError, match="is no Word document"):
        readers.read(stream.getvalue(), "answers.xlsx")


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b""),
        (
            "[Content_Types].xml",
            b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        ),
        ("_rels/.rels", b"no xml"),
    ],
)
def test_a_document_with_a_damaged_part_is_refused(name: str, content: bytes) -> None:
    data = replaced(saved(written("PX1: Hi.")), name, content)
    with pytest.raises(ProblemsError, match=r"fg1\.docx is not a Word document that can be read"):
        readers.read(data, "fg1.docx")


def test_a_document_with_a_flipped_byte_is_refused() -> None:
    data = bytearray(saved(written("PX1: Hi." * 500)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo("word/document.xml")
    data[member.header_offset + 80] ^= 0xFF
    with pytest.raises(ProblemsError, match=r"fg1\.docx is not a Word document that can be read"):
        readers.read(bytes(data), "fg1.docx")


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        readers.read(bomb.getvalue(), "fg1.docx")


def test_entities_that_grow_without_end_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    body = f"<w:document {SPACES}><w:body><w:p>{run('&e11;')}</w:p></w:body></w:document>"
    laughs = f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>{body}'
    data = replaced(saved(written("PX1: Hi.")), "word/document.xml", laughs.encode())
    with pytest.raises(ProblemsError):
        readers.read(data, "fg1.docx")


def test_a_document_far_larger_than_any_transcript_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.docx holds 61 MB of text"):
        refuse_huge(61_000_000, "fg1.docx")


def test_the_cells_of_a_row_are_one_turn() -> None:
    document = written("Focus group 1")
    for name, words in (("PX1", "One: yes."), ("PX2", "Two.")):
        cells = (document.tables or [document.add_table(0, 2)])[0].add_row().cells
        cells[0].text, cells[1].text = name, words
    assert [(said.speaker, said.text) for said in read(document).utterances] == [
        ("PX1", "One: yes."),
        ("PX2", "Two."),
    ]


def test_cells_that_hold_whole_talks_are_read_one_after_the_other() -> None:
    document = Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "PX1: One.\nPX2: Two.", "aside"
    cells[0].add_paragraph("PX2: Three.")
    cells[0].add_paragraph("PX1: Four.")
    assert [said.speaker for said in read(document).utterances] == ["PX1", "PX2", "PX2", "PX1"]


def test_a_heading_between_turns_is_told_as_nobody_may_have_said_it() -> None:
    document = written("Focus group 1", "Moderator: Hello.", "PX1: Hi.", "Moderator: So?")
    document.paragraphs[0].style = "Heading 1"
    document.paragraphs[3].insert_paragraph_before("Part 2", "Heading 2")
    draft = read(document)
    assert draft.front == ("Focus group 1",)
    assert draft.notes == (
        "Headings became words of the turns before them: 'Part 2'. Take out what nobody said.",
    )


def test_a_heading_that_is_a_speakers_name_is_no_matter() -> None:
    document = written("Moderator:", "Hello.", "PX1:", "Hi.", "Moderator:", "So?")
    for paragraph in document.paragraphs[::2]:
        paragraph.style = "Heading 2"
    assert read(document).notes == ()
