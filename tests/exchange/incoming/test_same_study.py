"""Whatever a project holds, the study made of it goes out with it, and takes it in no second time."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from exchange.projects import projects
from hypothesis import given, settings

from pimhcli.exchange.incoming.importing import Parcel, Plan, plan
from pimhcli.exchange.outgoing.project import Wish, sent
from pimhcli.exchange.refi import reading
from pimhcli.exchange.refi.writing import written
from pimhcli.study import saving, starting
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pimhcli.exchange.model import Project, Received


def imported(root: Path, project: Project) -> Plan:
    data = written(project)
    received: Received = reading.read(data, "a.qdpx", reading.Wish())
    done = plan(Study(root), "anna", Parcel("a.qdpx", data, received))
    saving.commit(root, done)
    return done


def spoken(project: Project) -> Project:
    """The project with texts as transcripts are, and passages with words and one coding of each kind."""
    sources = tuple(
        msgspec.structs.replace(one, name=f"fg{number}", text=f"P1: {one.text}")
        for number, one in enumerate(project.sources, 1)
    )
    selections = tuple(
        msgspec.structs.replace(one, start=one.start + 4, end=one.end + 4) for one in project.selections
    )
    return msgspec.structs.replace(project, sources=sources, selections=selections)


@settings(max_examples=25)
@given(projects())
def test_a_study_made_of_a_project_goes_out_with_its_texts_and_comes_in_no_second_time(
    project: Project,
) -> None:
    there = spoken(project)
    place = Path(tempfile.mkdtemp())
    try:
        starting.start(place / "study", "A study", "blank")
        imported(place / "study", there)
        again = sent(Study(place / "study"), Wish()).project
        assert [one.guid for one in again.sources] == [one.guid for one in there.sources]
        assert {one.text.replace("\ufffd", "") for one in again.sources} == {
            one.text.replace("\x00", "").replace("\x0b", "") for one in there.sources
        }
        quotes = {one.quote for one in again.selections}
        for one in again.selections:
            text = next(source.text for source in again.sources if source.guid == one.source)
            assert text[one.start : one.end] == one.quote
        assert all(quotes)
        assert imported(place / "study", there).step is None
        assert imported(place / "study", again).step is None
    finally:
        shutil.rmtree(place)
