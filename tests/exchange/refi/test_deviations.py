"""What the programs do otherwise than the standard says is understood, and what is lost is told.

The numbers are the rows of the guide's table of deviations that were seen in real files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exchange.refi import deviations as d

from pimhcli.errors import ProblemsError
from pimhcli.exchange.refi.offsets import Wish as Counting
from pimhcli.exchange.refi.reading import Wish, read

if TYPE_CHECKING:
    from pimhcli.exchange.model import Project, Received


def received(data: bytes, wish: Wish | None = None) -> Received:
    return read(data, "a.qdpx", wish or Wish())


def coded(found: Received) -> list[tuple[str, str, str]]:
    """The codings: words, code and coder."""
    project: Project = found.project
    texts = {one.guid: one.text for one in project.sources}
    codes = {one.guid: one.name for one in project.codes}
    coders = {one.guid: one.name for one in project.coders} | {"": ""}
    return [
        (texts[one.source][one.start : one.end], codes[tag.code], coders[tag.coder])
        for one in project.selections
        for tag in one.tags
    ]


def told(found: Received, severity: str = "note") -> str:
    return "\n".join(str(one) for one in found.findings if one.severity == severity)


RIGHT = [("We talk of time.", "Time", "anna")]


@pytest.mark.parametrize(
    "data",
    [
        d.file(project="Trial.qde"),  # 1
        d.file(member="Sources/A.TXT"),  # 2, 4
        d.file(d.source(path="a.txt")),  # 3
        d.file(d.source(path="relative:///a.txt")),  # 3
        d.file(space="urn:QDA-XML:project:0:10"),  # 5
        d.file(d.source(d.SELECTION.replace("targetGUID", "guid"))),  # 6
        d.file(d.source(d.SELECTION.replace(f' targetGUID="{d.CODE}"/>', f">{d.CODE}</CodeRef>"))),  # 6
        d.file(d.source(d.SELECTION.replace(d.CODE, f"{{{d.CODE.lower()}}}"))),  # 7
        d.file(text=b"\xef\xbb\xbf" + d.TEXT.encode()),  # 11
        d.file(rest="<Sets/>"),  # 12
    ],
)
def test_what_means_the_same_is_read_the_same(data: bytes) -> None:
    found = received(data)
    assert (coded(found), told(found, "warning")) == (RIGHT, "")


def test_an_id_that_is_no_guid_is_one_all_the_same() -> None:
    """Row 7."""
    data = d.file(d.source(d.SELECTION.replace(d.CODE, "c001")), d.CODES.replace(d.CODE, "c001"))
    assert coded(received(data)) == RIGHT


def test_two_passages_of_one_guid_are_two() -> None:
    """Row 8."""
    found = received(d.file(d.source(d.SELECTION * 2)))
    assert len({one.guid for one in found.project.selections}) == 2


def test_a_case_and_a_code_of_one_guid_tell_who_speaks() -> None:
    """Row 8."""
    found = received(d.file(rest=f'<Cases><Case guid="{d.CODE}" name="P1"/></Cases>'))
    assert (found.project.codes, coded(found)) == ((), [])
    assert found.project.cases[0].selections == (d.PLACE,)
    assert "say who speaks" in told(found)


def test_a_coder_whom_the_file_does_not_name_gets_a_name() -> None:
    """Row 9."""
    found = received(d.file(users=""))
    assert coded(found) == [("We talk of time.", "Time", "unknown-1")]
    assert "does not tell the name; called unknown-1" in told(found)


def test_a_case_that_refers_to_the_file_of_a_text_means_the_text() -> None:
    """Row 9."""
    case = f'<Cases><Case guid="{d.CASE}" name="P1"><SourceRef targetGUID="a"/></Case></Cases>'
    assert received(d.file(rest=case)).project.cases[0].sources == (d.SOURCE,)


def test_a_moment_without_a_zone_is_utc() -> None:
    """Row 10."""
    dated = d.SELECTION.replace("<Coding ", '<Coding creationDateTime="2020-01-02T03:04:05" ')
    data = d.file(d.source(dated))
    assert received(data).project.selections[0].tags[0].at == "2020-01-02T03:04:05Z"


def test_line_ends_of_windows_become_ours_and_passages_stay_at_their_words() -> None:
    """Row 11."""
    second = d.SELECTION.replace('"4"', '"26"').replace('"20"', '"39"').replace(d.PLACE, d.NOTE)
    found = received(d.file(d.source(second), text=d.TEXT.replace("\n", "\r\n").encode(), origin="NVivo"))
    assert coded(found) == [("And of trust.", "Time", "anna")]


def test_cases_may_stand_behind_the_sources() -> None:
    """Row 13."""
    found = received(d.file(rest=f'<Cases><Case guid="{d.CASE}" name="P1"/></Cases>'))
    assert [case.name for case in found.project.cases] == ["P1"]


@pytest.mark.parametrize("way", ["description", "note", "link"])
def test_a_passage_without_a_code_keeps_what_is_said_of_it(way: str) -> None:
    """Row 14."""
    inner = {
        "description": "<Description>Why?</Description>",
        "note": f'<NoteRef targetGUID="{d.NOTE}"/>',
        "link": "",
    }[way]
    link = f'<Links><Link guid="{d.OTHER}" originGUID="{d.NOTE}" targetGUID="{d.PLACE}"/></Links>'
    note = f'<Notes><Note guid="{d.NOTE}" name="n"><PlainTextContent>Why?</PlainTextContent></Note></Notes>'
    rest = note + (link if way == "link" else "")
    found = received(d.file(d.source(f"{d.SPAN}{inner}</PlainTextSelection>"), rest=rest))
    (one,) = found.project.selections
    assert one.tags == ()
    notes = [note.text for note in found.project.notes if note.guid in one.notes]
    assert [one.memo or None, *notes] in (["Why?"], [None, "Why?"])


def test_a_note_that_is_a_second_passage_joins_the_first() -> None:
    """Row 15."""
    bare = f"{d.SPAN}<Description>Why?</Description></PlainTextSelection>".replace(d.PLACE, d.NOTE)
    found = received(d.file(d.source(d.SELECTION + bare)))
    (one,) = found.project.selections
    assert (one.memo, coded(found)) == ("Why?", RIGHT)
    assert "joins the coded one" in told(found)


def test_a_passage_in_a_note_is_one_of_the_source_that_bears_it() -> None:
    """Row 16."""
    note = (
        f'<Notes><Note guid="{d.NOTE}" name="n" ><PlainTextContent>Why?</PlainTextContent>'
        f'<PlainTextSelection guid="{d.PLACE}" startPosition="0" endPosition="2"/></Note></Notes>'
    )
    found = received(d.file(d.source(f'<NoteRef targetGUID="{d.NOTE}"/>'), rest=note))
    (one,) = found.project.selections
    assert (one.source, one.start, one.end, one.notes) == (d.SOURCE, 0, 2, (d.NOTE,))


def test_variables_of_a_text_are_those_of_a_case_without_a_name() -> None:
    """Row 18."""
    value = (
        f'<VariableValue><VariableRef targetGUID="{d.OTHER}"/><IntegerValue>5</IntegerValue></VariableValue>'
    )
    (case,) = received(d.file(d.source(d.SELECTION + value))).project.cases
    assert (case.name, case.values, case.sources) == ("", {d.OTHER: "5"}, (d.SOURCE,))


def test_names_that_are_paths_are_told_and_nest_when_asked() -> None:
    """Row 19."""
    data = d.file(codes=d.CODES.replace('"Time"', '"Barriers::Time"'))
    assert "To nest them: --split ::" in told(received(data))
    codes = received(data, Wish(split="::")).project.codes
    assert [(code.name, bool(code.parent)) for code in codes] == [("Barriers", False), ("Time", True)]


def test_two_texts_of_one_name_are_two() -> None:
    """Row 21."""
    found = received(d.file(d.source() + d.source("").replace(d.SOURCE, d.OTHER)))
    assert [one.name for one in found.project.sources] == ["fg1", "fg1"]


@pytest.mark.parametrize(
    ("ends", "why"),
    [(("4", "4"), "it is empty"), (("4", "999"), "outside of its text"), (("x", "5"), "no position")],
)
def test_a_passage_that_is_nowhere_is_dropped_and_told(ends: tuple[str, str], why: str) -> None:
    """Row 22."""
    data = d.file(d.source(d.SELECTION.replace('"4"', f'"{ends[0]}"').replace('"20"', f'"{ends[1]}"')))
    assert why in told(received(data), "warning")


def test_a_quote_whose_line_ends_became_blanks_still_tells_where_it_stands() -> None:
    """Row 23."""
    inner = d.SELECTION.replace("startPosition", 'name="time. P2: And of trust." startPosition')
    inner = inner.replace('"4"', '"15"').replace('"20"', '"39"')
    found = received(d.file(d.source(inner), text=d.TEXT.replace("\n", "\r\n").encode()))
    assert coded(found) == [("time.\nP2: And of trust.", "Time", "anna")]


def test_a_text_that_is_not_in_the_file_is_told_with_its_codings() -> None:
    """Row 4."""
    found = received(d.file(text=None))
    assert "1 coding: the text of “fg1” is not in the file." in told(found, "warning")


def test_a_coding_without_its_code_is_told() -> None:
    found = received(d.file(codes=""))
    assert "1 coding: the codebook of the file lacks its code." in told(found, "warning")


def test_places_on_pictures_are_told_as_dropped() -> None:
    picture = (
        f'<PictureSource guid="{d.OTHER}" name="p.jpg"><PictureSelection guid="{d.NOTE}" firstX="0"'
        f' firstY="0" secondX="1" secondY="1">{d.TAG}</PictureSelection></PictureSource>'
    )
    found = received(d.file(picture))
    assert "1 coded place: it lies on a picture (“p.jpg”)." in told(found, "warning")


def test_networks_are_told_to_stay_in_the_file() -> None:
    assert received(d.file(rest=f'<Graphs><Graph guid="{d.NOTE}"/></Graphs>')).aside == ("1 network",)


def test_two_coders_of_one_coding_are_told_and_one_can_be_chosen() -> None:
    users = d.USERS.replace("</Users>", f'<User guid="{d.OTHER}" name="ben"/></Users>')
    data = d.file(d.source(d.SELECTION.replace(d.USER, d.OTHER, 1)), users=users)
    assert coded(received(data)) == RIGHT
    assert "its coder is not that of its passage" in told(received(data))
    assert coded(received(data, Wish(coder_from="selection"))) == [("We talk of time.", "Time", "ben")]


def test_how_positions_count_can_be_said() -> None:
    data = d.file(d.source(d.SELECTION.replace('"20"', '"19"')), text="P1: 😀 We talk well.\n".encode())
    assert coded(received(data, Wish(Counting("", "utf16"))))[0][0] == "😀 We talk well"


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><Project/>', "holds a DOCTYPE"),
        (b"<Project><Users>", "no whole XML document"),
        (b"<CodeBook/>", "holds no project but <CodeBook>"),
    ],
)
def test_what_is_no_project_is_refused(xml: bytes, words: str) -> None:
    from exchange.refi.test_packed import archive

    with pytest.raises(ProblemsError, match=words) as caught:
        received(archive(("project.qde", xml)))
    assert caught.value.hint


def test_a_codebook_deeper_than_any_is_refused() -> None:
    code = f'<Code guid="{d.OTHER}" name="x" isCodable="true">'
    codes = f"<CodeBook><Codes>{code * 150}{'</Code>' * 150}</Codes></CodeBook>"
    with pytest.raises(ProblemsError, match="more than 100 deep"):
        received(d.file(codes=codes))
