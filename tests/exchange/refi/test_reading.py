"""What we write comes back the same, with every text, span, code, coder and memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from exchange.projects import projects
from hypothesis import given

from pimhcli.exchange.refi.reading import Wish, read
from pimhcli.exchange.refi.writing import Wish as Writing
from pimhcli.exchange.refi.writing import title, written
from pimhcli.exchange.refi.xml import clean

if TYPE_CHECKING:
    from pimhcli.exchange.model import Project


def as_read(project: Project) -> Project:
    """A project as it comes back: names cleaned, passages without words left out, in the file's order."""
    order = {source.guid: number for number, source in enumerate(project.sources)}
    selections = [
        msgspec.structs.replace(one, quote=clean(title(one.quote)), memo=clean(one.memo).strip("\n"))
        for one in sorted(project.selections, key=lambda s: (order[s.source], s.start, s.end, s.guid))
        if one.start < one.end
    ]
    return msgspec.structs.replace(project, selections=tuple(selections))


@given(projects())
def test_every_passage_comes_back_at_its_place_with_its_codes_and_coders(project: Project) -> None:
    for wish in (Writing(), Writing("utf16"), Writing(newlines="crlf")):
        found = read(written(project, wish), "a.qdpx", Wish()).project
        assert found.selections == as_read(project).selections


@given(projects())
def test_texts_notes_and_coders_come_back_to_the_letter(project: Project) -> None:
    found = read(written(project), "a.qdpx", Wish()).project
    assert [one.text for one in found.sources] == [one.text for one in project.sources]
    assert [one.text for one in found.notes] == [one.text for one in project.notes]
    assert [one.name for one in found.coders] == [clean(one.name) for one in project.coders]
    assert (found.noted, found.created) == (project.noted, project.created)


@given(projects())
def test_the_codebook_comes_back_with_its_levels(project: Project) -> None:
    found = read(written(project), "a.qdpx", Wish()).project
    wanted = {code.guid: (clean(code.name), code.parent, code.level, code.colour) for code in project.codes}
    assert {code.guid: (code.name, code.parent, code.level, code.colour) for code in found.codes} == wanted
    seen = {""}
    for code in found.codes:
        assert code.parent in seen
        seen.add(code.guid)


@given(projects())
def test_cases_come_back_with_the_values_that_say_something(project: Project) -> None:
    found = read(written(project), "a.qdpx", Wish()).project
    for before, after in zip(project.cases, found.cases, strict=True):
        kept = {guid: clean(value) for guid, value in before.values.items() if value.strip()}
        assert (after.name, after.values, after.sources) == (clean(before.name), kept, before.sources)
