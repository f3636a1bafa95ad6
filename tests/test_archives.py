"""Only a sound document of the wanted kind is opened."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, ClassVar

import pytest

from pimhcli import archives
from pimhcli.archives import opened, reproducible
from pimhcli.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDED = "word/document.xml"


def packed(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_document_of_the_wanted_kind_is_opened() -> None:
    assert opened(packed({NEEDED: b"<w/>"}), "a.docx", NEEDED).read(NEEDED) == b"<w/>"


def test_a_file_that_was_cut_off_is_damaged() -> None:
    data = packed({NEEDED: b"<w/>" * 1000})
    with pytest.raises(ProblemsError, match=r"a\.docx is damaged or was not saved to its end"):
        opened(data[: len(data) // 2], "a.docx", NEEDED)


def test_a_file_of_another_kind_is_told_what_it_is_not() -> None:
    with pytest.raises(ProblemsError, match=r"a\.docx is no Word document \(\.docx\)"):
        opened(packed({"xl/workbook.xml": b"<w/>"}), "a.docx", NEEDED)


def test_a_member_that_unpacks_to_far_more_than_it_packs_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"unpacks to far more .* \(3 MB\)"):
        opened(packed({NEEDED: bytes(3_000_000)}), "a.docx", NEEDED)


def test_a_file_too_large_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1000)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        opened(packed({NEEDED: bytes(600), "b": bytes(600)}), "a.docx", NEEDED)


def test_a_file_of_very_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST", 3)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        opened(packed({NEEDED: b"", "a": b"", "b": b"", "c": b""}), "a.docx", NEEDED)


def test_a_small_document_of_much_white_space_is_opened() -> None:
    assert opened(packed({NEEDED: b" " * 900_000}), "a.docx", NEEDED).namelist() == [NEEDED]


class TestADocumentThatIsMade:
    MEMBERS: ClassVar = {
        NEEDED: b"<w/>",
        "[Content_Types].xml": b"<Types/>",
        "docProps/core.xml": b"<creator>Anna</creator>",
    }

    def test_keeps_its_parts(self) -> None:
        assert opened(reproducible(packed(self.MEMBERS)), "a.docx", NEEDED).read(NEEDED) == b"<w/>"

    def test_has_its_parts_in_one_order_whatever_order_they_were_made_in(self) -> None:
        backwards = dict(reversed(self.MEMBERS.items()))
        assert reproducible(packed(self.MEMBERS)) == reproducible(packed(backwards))
        assert (
            opened(reproducible(packed(backwards)), "a.docx", NEEDED).namelist()[0] == "[Content_Types].xml"
        )

    def test_tells_neither_who_made_it_nor_when(self) -> None:
        archive = opened(reproducible(packed(self.MEMBERS)), "a.docx", NEEDED)
        assert b"Anna" not in archive.read("docProps/core.xml")
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
