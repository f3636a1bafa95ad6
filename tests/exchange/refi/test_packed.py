"""A .qdpx is opened unless it could harm, and nothing that it names leaves it."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.exchange.refi import packed
from pimhcli.exchange.refi.packed import opened

QDE = ("project.qde", b"<Project/>")


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # of two members with one name
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "Trial.qde", "inner/Trial.qde"])
def test_the_project_is_found_whatever_it_is_called(name: str) -> None:
    assert opened(archive((name, b"<Project/>"), ("sources/.root", b"")), "a.qdpx").project == b"<Project/>"


@pytest.mark.parametrize(
    "path",
    [
        "internal://A%20b.txt", "internal://a b.TXT", "A b.txt", "relative:///Sources/A b.txt",
        "internal://../../../A b.txt", r"..\..\A b.txt", "absolute://C:/Users/me/A b.txt", "/etc/A b.txt",
    ],
)  # fmt: skip
def test_a_member_is_found_by_its_last_name_however_the_path_is_written(path: str) -> None:
    package = opened(archive(QDE, ("Sources/A b.txt", b"words")), "a.qdpx")
    assert package.find(path) == b"words"


@pytest.mark.parametrize("path", ["internal://../../etc/passwd", "/etc/passwd", "file:///etc/passwd", ""])
def test_what_is_not_in_the_archive_is_not_there(path: str) -> None:
    assert opened(archive(QDE), "a.qdpx").find(path) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no archive", "is no REFI-QDA project"),
        (archive(QDE)[:40], "is no REFI-QDA project"),
        (archive(("a.txt", b"")), "holds no project"),
        (archive(("a.qde", b""), ("b.qde", b"")), "holds 2 projects"),
        (archive(QDE, ("a.txt", b"1"), ("A.TXT", b"2")), "two members of the name a.txt"),
        (archive(QDE, ("a.txt", bytes(11_000_000))), "unpacks to far more"),
    ],
    ids=["no zip", "cut", "no project", "two projects", "one name twice", "bomb"],
)
def test_what_could_harm_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(ProblemsError, match=words) as caught:
        opened(data, "a.qdpx")
    assert caught.value.message.startswith("a.qdpx")
    assert caught.value.hint


def test_a_password_is_told_as_one() -> None:
    data = bytearray(archive(QDE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(ProblemsError, match="has a password"):
        opened(bytes(data), "a.qdpx")


def test_a_member_that_unpacks_to_more_than_it_says_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    package = opened(archive(QDE, ("a.txt", b"12345")), "a.qdpx")
    monkeypatch.setattr(packed, "LARGEST", 4)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        package.find("a.txt")


def test_a_member_that_is_damaged_is_told_by_its_name() -> None:
    data = bytearray(archive(QDE, ("a.txt", b"words that are stored")))
    at = data.index(b"a.txt") + 10
    data[at] ^= 255
    with pytest.raises(ProblemsError, match=r"a\.txt in it is damaged"):
        opened(bytes(data), "a.qdpx").find("a.txt")


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST", 1)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        opened(archive(QDE, ("a.txt", b"")), "a.qdpx")
