"""Files that a merge left in two versions, and what has to be decided about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.reconciling import Side
from pimhcli.errors import PimhError
from pimhcli.storage import files, git, markers, yamlfile
from pimhcli.study.folder import Write
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pimhcli.storage.markers import Piece

CODEBOOK = "codebook.yaml"
_TEXTS = {".yaml", ".yml", ".csv", ".txt", ".md", ".jsonl", ".j2"}
_NOT_OURS = re.compile(r"(\.pimh|reports|originals|imports)/.*")


class Conflict(NamedTuple):
    """A file that a merge left to be decided.

    Args:
        path: relative to the study's folder.
        data: what it holds now.
        gone: the side on which it was removed, while the other changed it; empty for both versions in it.
    """

    path: str
    data: bytes
    gone: str = ""

    @property
    def text(self) -> str:
        """What it holds, LF line ends."""
        return files.line_feeds(self.data.decode("utf-8-sig", "replace"))


class Question(msgspec.Struct, frozen=True):
    """One thing to be decided, with what both sides say.

    Args:
        id: its name among all questions.
        where: the file, and the line where there is one.
        what: what it is about, in words.
        ours: what stands here.
        theirs: what came in.
        choices: what can be answered; both where both may stay.
        ours_by: who made it so here, and when; empty where nobody knows.
        theirs_by: who made what came in, likewise.
    """

    id: str
    where: str
    what: str
    ours: str
    theirs: str
    choices: tuple[Side, ...] = ("ours", "theirs")
    ours_by: str = ""
    theirs_by: str = ""


class Settled(NamedTuple):
    """A file as it becomes.

    Args:
        write: its new contents, as far as it is decided.
        what: what was done with it, in words.
        questions: what there was to decide.
    """

    write: Write
    what: str
    questions: tuple[Question, ...] = ()


def found(root: Path) -> list[Conflict]:
    """The files of a study that a merge left to be decided, by path.

    Args:
        root: its folder.
    """
    removed = {
        path: "ours" if git.OURS not in stages else "theirs"
        for path, stages in git.unmerged(root).items()
        if not {git.OURS, git.THEIRS} <= stages
    }
    return sorted([*_with_markers(root), *_half_gone(root, removed)])


def _with_markers(root: Path) -> Iterator[Conflict]:
    for path in files.below(root):
        name = path.relative_to(root).as_posix()
        if path.suffix.lower() not in _TEXTS or _NOT_OURS.fullmatch(name):
            continue
        data = files.read_bytes(path)
        conflict = Conflict(name, data)
        if b"<<<<<<<" in data and markers.pieces(conflict.text):
            yield conflict


def _half_gone(root: Path, removed: Mapping[str, str]) -> Iterator[Conflict]:
    for name, side in removed.items():
        if (root / name).is_file():
            yield Conflict(name, files.read_bytes(root / name), side)


def is_undecided(root: Path, path: str) -> bool:
    """Whether a file that git has in two versions is still as the merge left it.

    Args:
        root: the study's folder.
        path: of the file, relative to it.
    """
    place = root / path
    if not place.is_file():
        return False
    data = files.read_bytes(place)
    if place.suffix.lower() in _TEXTS | {".html"}:
        return b"\n>>>>>>>" in data
    # of what is no text, git leaves ours where it was
    return data == git.stage(root, path, git.OURS)


def settled(conflict: Conflict, answers: Mapping[str, Side]) -> Settled:
    """A file but the codebook, as the answers make it.

    Args:
        conflict: the file.
        answers: by the ids of questions.
    """
    if conflict.gone:
        return _kept_or_removed(conflict, answers)
    if conflict.path.endswith(".jsonl"):
        return _united(conflict)
    return _piece_by_piece(conflict, answers)


def _kept_or_removed(conflict: Conflict, answers: Mapping[str, Side]) -> Settled:
    stays = "theirs" if conflict.gone == "ours" else "ours"
    sides = {conflict.gone: "(the file was removed)", stays: conflict.text}
    question = Question(
        conflict.path,
        conflict.path,
        "a file that one side removed and the other changed",
        sides["ours"],
        sides["theirs"],
    )
    removed = answers.get(question.id, stays) == conflict.gone
    data = None if removed else conflict.data
    what = "removed" if removed else "kept"
    return Settled(Write(conflict.path, data, files.digest(conflict.data)), what, (question,))


def _united(conflict: Conflict) -> Settled:
    """Records: those of both sides, each once; which of one id counts is known by its revision."""
    both = markers.joined(
        conflict.text, (piece.ours + piece.theirs for piece in markers.pieces(conflict.text))
    )
    lines = dict.fromkeys(line for line in both.split("\n") if line)
    data = "".join(f"{line}\n" for line in lines).encode()
    return Settled(Write(conflict.path, data, files.digest(conflict.data)), "the records of both sides")


def _piece_by_piece(conflict: Conflict, answers: Mapping[str, Side]) -> Settled:
    found = markers.pieces(conflict.text)
    questions = [_question(conflict, found, number) for number in range(len(found))]
    chosen = (_chosen(p, answers.get(q.id, "ours")) for p, q in zip(found, questions, strict=True))
    data = files.encoded(conflict.path, markers.joined(conflict.text, chosen))
    what = count(len(found), "piece")
    return Settled(Write(conflict.path, data, files.digest(conflict.data)), what, tuple(questions))


def _question(conflict: Conflict, found: Sequence[Piece], number: int) -> Question:
    piece = found[number]
    where = f"{conflict.path}:{piece.line}"
    choices: tuple[Side, ...] = (
        ("ours", "theirs", "both") if _fit(conflict, found, piece) else ("ours", "theirs")
    )
    return Question(where, where, "these lines", piece.ours, piece.theirs, choices)


def _fit(conflict: Conflict, found: Sequence[Piece], one: Piece) -> bool:
    """Whether both versions of a piece can stand one below the other: YAML has each name once."""
    if not conflict.path.endswith((".yaml", ".yml")):
        return True
    chosen = (_chosen(piece, "both" if piece is one else "ours") for piece in found)
    try:
        yamlfile.parse(markers.joined(conflict.text, chosen), conflict.path)
    except PimhError:
        return False
    return True


def _chosen(piece: Piece, side: Side) -> str:
    return {"ours": piece.ours, "theirs": piece.theirs, "both": piece.ours + piece.theirs}[side]
