"""A copy of a study that is fit to be given away: data and coding, nothing of the people at work."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from pimhcli.analysis.sharing import sharing
from pimhcli.coding.excerpts import CONTEXT, excerpts, locate
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import fold_name
from pimhcli.storage import files, jsonlines, texts, yamledit, yamlfile
from pimhcli.study.people import talks
from pimhcli.study.root import enclosing
from pimhcli.study.study import PARTICIPANTS, Study
from pimhcli.study.withdrawal.withdrawing import Asked, Withdrawal
from pimhcli.transcripts.roster import HOSTS, USUAL, roster
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.analysis.sharing import Sharing
    from pimhcli.coding.excerpts import Coding
    from pimhcli.fields import Node

# what study.yaml tells of the study and not of the people who do it
_TOLD = (
    "format", "id", "title", "research_question", "setting", "approach", "approach_source", "ethics", "terms",
    "interaction", "consent",
)  # fmt: skip
_OF_GROUPS = ("id", "transcripts", "minutes", "moderator", "observer", "invited", "attended", "recording")
_ANYWAY = (
    "Ask each participant, and write it into study.yaml under consent: {ID: {share: yes}}, or let an item "
    "of the questionnaire say consent: share. If all have agreed on paper: --everyone"
)
_README = """\
The data of a focus-group study: the questionnaire and its answers (questionnaire.yaml, participants.csv),
the transcripts (transcripts/), the codebook (codebook.yaml), and who coded which words with what (codings/,
one line a coding; start and end count characters from 0). Coders have numbers. Memos, the history and
whoever did not agree that the data are shared are not in it. The folder is a study for pimh:
pimh table 3, pimh export csv.
"""


class Shared(msgspec.Struct, frozen=True):
    """A copy, made and not yet in its place.

    Args:
        folder: where it lies so far.
        files: the paths in it.
        left_out: the ids of participants who are not in it.
        told: what to look at before it is given away.
    """

    folder: Path
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    told: tuple[Finding, ...]


def check(study: Study, out: Path) -> None:
    """Refuses a folder that a copy cannot become.

    Raises:
        UsageError: it is there, or lies in a study.
    """
    if out.exists():
        raise UsageError(f"{out} is there already.", hint="Name a folder that is not there yet, with -o.")
    if enclosing(out.resolve().parent):
        raise UsageError(
            f"{out} lies inside a study.", hint=f"Name a folder beside it: -o ../{study.root.name}-shared"
        )


def made(study: Study, beside: Path, *, everyone: bool = False) -> Shared:
    """Makes the copy in a folder that nobody sees yet.

    Args:
        study: the open study.
        beside: where the copy will be.
        everyone: whether all agreed, whatever the study says.

    Raises:
        ProblemsError: nothing tells who agreed.
    """
    spoken = (talk.name for talk in talks(study) if talk.speaker.is_counted)
    names = tuple(dict.fromkeys((*(one.id for one in study.participants), *spoken)))
    agreed = sharing(names, study.settings.consent, study.questionnaire.items, study.participants)
    if not (agreed.is_asked or everyone):
        raise ProblemsError("Nothing in the study says who agreed that the data are shared.", hint=_ANYWAY)
    left_out = () if everyone else (*agreed.refused, *agreed.silent)
    beside.resolve().parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".pimh-share-", dir=beside.resolve().parent))
    try:
        copied = _Copy(study, folder)
        copied.write()
        for name in left_out:
            _withdraw(folder, name)
        told = (
            *copied.told,
            *_of_consent(agreed, everyone=everyone),
            *_identifiers(study),
            *_traces(study, folder),
        )
        listed = tuple(sorted(path.relative_to(folder).as_posix() for path in files.below(folder)))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Shared(folder, listed, left_out, told)


def place(copy: Shared, out: Path) -> None:
    """Gives the copy its name; where that cannot be, nothing of it is left.

    Raises:
        BusyError: the disk refuses.
    """
    try:
        with files.saving(out):
            copy.folder.chmod(0o755)
            copy.folder.rename(out)
    finally:
        shutil.rmtree(copy.folder, ignore_errors=True)


class _Shown(NamedTuple):
    """A transcript as it is in the copy, and the id of its text."""

    text: str
    version: str


class _Copy:
    """Writes what may go, and tells of what may need a look."""

    def __init__(self, study: Study, folder: Path) -> None:
        self._study, self._folder = study, folder
        team = [member.id for member in study.settings.team]
        others = sorted({coder for name in study.transcript_ids for coder in study.coders(name)} - {*team})
        self._coders = {name: f"coder-{number}" for number, name in enumerate((*team, *others), 1)}
        self._lost = 0
        self.told: list[Finding] = []

    def write(self) -> None:
        """All files of the copy."""
        self._put("study.yaml", self._settings())
        for name in ("questionnaire.yaml", "codebook.yaml"):
            self._put(name, _without_comments(self._node(name)))
        path = self._study.root / PARTICIPANTS
        if self._study.folder.exists(path):
            self._put(PARTICIPANTS, files.decoded(path, self._study.folder.read(path)))
        for name in self._study.transcript_ids:
            self._transcript(name)
        self._put("README.txt", _README)
        if self._lost:
            what = (
                f"{count(self._lost, 'coding')} whose words stand in the transcript no longer were left out."
            )
            self.told.append(Finding("codings", what, "", "warning"))

    def _put(self, name: str, text: str) -> None:
        files.replace(self._folder / name, files.encoded(name, text))

    def _node(self, name: str) -> Node:
        path = self._study.root / name
        return yamlfile.parse(files.decoded(path, self._study.folder.read(path)), name)

    def _settings(self) -> str:
        said = _plain(self._node("study.yaml"))
        kept = {key: said[key] for key in _TOLD if said.get(key)}
        groups = said.get("focus_groups") or []
        kept["focus_groups"] = [{key: one[key] for key in _OF_GROUPS if key in one} for one in groups]
        kept["team"] = [{"id": name} for name in self._coders.values()]
        return _dumped({key: value for key, value in kept.items() if value})

    def _transcript(self, name: str) -> None:
        transcript = self._study.transcript(name)
        start = transcript.text.rfind("\n", 0, transcript.turns[0].start) + 1 if transcript.turns else 0
        text = transcript.text[start:]
        self._put(f"transcripts/{name}.txt", text)
        shown = _Shown(text, texts.version(text))
        for coder in self._study.coders(name):
            found = excerpts(name, self._study.codings(name, coder).records)
            every = (coding for excerpt in found for coding in excerpt.codings)
            rows = [row for coding in every for row in self._coding(coding, name, start, shown)]
            rows.sort(key=lambda one: (one.start, one.end, one.id))
            path = self._folder / "codings" / name / f"{self._coders[coder]}.jsonl"
            files.replace(path, jsonlines.write(rows))
        self.told += self._named(name)

    def _named(self, name: str) -> Iterator[Finding]:
        """Labels of moderators and observers that may be their names."""
        for one in roster(self._study.transcript(name), self._study.cast):
            if one.role in HOSTS and fold_name(one.label.rstrip("0123456789 ")) not in USUAL:
                what = f"the label “{one.label}” may be the name of somebody at work."
                hint = "Rename it first: pimh transcript pseudonymise"
                yield Finding(f"transcripts/{name}.txt", what, hint, "warning")

    def _coding(self, coding: Coding, name: str, front: int, shown: _Shown) -> Iterator[Coding]:
        """A coding as it stands in the transcript now, without memo and times."""
        text = shown.text
        span = locate(coding, self._study.transcript(name).text, self._study.version(name))
        if span is None or span[0] < front:
            self._lost += 1
            return
        start, end = span[0] - front, span[1] - front
        yield msgspec.structs.replace(
            coding,
            code=self._study.codebook.key_of(coding.code),
            quote=text[start:end], start=start, end=end,
            pre=text[max(start - CONTEXT, 0) : start], post=text[end : end + CONTEXT],
            text=shown.version, memo="", by=self._coders[coding.by], at="", made="", rev=1,
        )  # fmt: skip


def _withdraw(folder: Path, name: str) -> None:
    """Takes a participant out of the copy: row, turns, codings, and what others repeat."""
    step = Withdrawal(Study(folder), Asked(name, "all", "share")).planned().step
    for write in step.writes if step else ():
        path = folder / write.path
        if write.path.startswith(".pimh/"):
            continue
        if write.data is None:
            files.remove(path)
        else:
            files.replace(path, write.data)


def _of_consent(agreed: Sharing, *, everyone: bool) -> Iterator[Finding]:
    if everyone and (agreed.refused or agreed.silent):
        names = together([*agreed.refused, *agreed.silent])
        yield Finding(
            "study.yaml", f"{names} did not say yes here, and are in it for --everyone.", "", "warning"
        )


def _identifiers(study: Study) -> Iterator[Finding]:
    """That answers can point to one person, where the questionnaire says so of some."""
    if found := [item.id for item in study.questionnaire.items if item.identifier]:
        what = f"{together(found)} can point to one person, as the questionnaire says."
        yield Finding(PARTICIPANTS, what, "See who can be known by them: pimh check disclosure", "note")


def _traces(study: Study, folder: Path) -> Iterator[Finding]:
    """Lines of the copy that hold a name of the team, or a path of this machine."""
    names = {member.name for member in study.settings.team if member.name}
    wanted = {*names, str(study.root.resolve()), str(Path.home())} - {"", "/"}
    for path in files.below(folder):
        for number, line in enumerate(files.read_text(path).split("\n"), 1):
            for words in sorted(word for word in wanted if word.casefold() in line.casefold()):
                where = f"{path.relative_to(folder).as_posix()}:{number}"
                yield Finding(
                    where, f"it holds “{words}”.", "Take it out before you give it away.", "warning"
                )


def _without_comments(node: Node) -> str:
    return _dumped(_plain(node))


def _plain(node: Node) -> Any:  # noqa: ANN401  # whatever a document may hold
    value = node.value
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _dumped(values: dict[str, Any]) -> str:
    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        document.update(values)

    return yamledit.edit("", change)
