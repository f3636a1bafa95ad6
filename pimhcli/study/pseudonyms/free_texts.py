"""The texts of a study in which somebody may be named, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.naming import Source
from pimhcli.coding.excerpts import excerpts
from pimhcli.questionnaire.answers import cell_text
from pimhcli.storage import files, yamlfile
from pimhcli.study.file_texts import readable
from pimhcli.study.study import PARTICIPANTS
from pimhcli.study.withdrawal.withdrawn_files import NOBODY
from pimhcli.transcripts.roster import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.fields import Node
    from pimhcli.study.study import Study

# keys of study.yaml and codebook.yaml under which nobody tells anything
_NO_WORDS = frozenset(
    {
        *("approach", "approach_source", "began", "consent", "date", "done", "former", "id", "interaction"),
        *("keys", "moderator", "not_names", "observer", "team", "transcripts"),
    }
)


def sources(study: Study) -> Iterator[Source]:
    """Every text of the study: transcripts, memos, the codebook, study.yaml, answers and notes on excerpts.

    Args:
        study: the open study.
    """
    for name in study.transcript_ids:
        yield Source(f"transcripts/{name}.txt", study.transcript(name).text, spoken=True)
    for path in files.below(study.root / "memos") if (study.root / "memos").is_dir() else ():
        yield Source(path.relative_to(study.root).as_posix(), "\n".join(readable(files.read_bytes(path))))
    for name in ("codebook.yaml", "study.yaml"):
        path = study.root / name
        yield Source(name, _told(files.decoded(path, study.folder.read(path)), name))
    yield Source(PARTICIPANTS, "\n".join(_answers(study)), lines=False)
    for name in study.transcript_ids:
        for coder in study.coders(name):
            found = excerpts(name, study.codings(name, coder).records)
            notes = "\n".join(note for excerpt in found for note in (excerpt.memo, excerpt.wording) if note)
            yield Source(f"codings/{name}/{coder}.jsonl", notes, lines=False)


def known(study: Study) -> list[str]:
    """What is no participant's name: ids, roles, the team, and what entries of the codebook are called.

    Args:
        study: the open study.
    """
    settings = study.settings
    team = (word for member in settings.team for word in (member.id, member.name))
    return [
        *(person.id for person in study.participants),
        *settings.moderators,
        *settings.observers,
        *NAMELESS,
        NOBODY,
        *team,
        *(code.name for code in study.codebook.codes),
    ]


def _told(text: str, file: str) -> str:
    """The texts of a YAML file, each in the line in which it begins."""
    lines = [""] * (text.count("\n") + 2)
    for line, words in _texts(yamlfile.parse(text, file)):
        lines[line - 1] += f" {' '.join(words.split())}"
    return "\n".join(lines)


def _texts(node: Node) -> Iterator[tuple[int, str]]:
    match node.value:
        case str() as words:
            yield node.line, words
        case dict() as entries:
            for key, child in entries.items():
                if key not in _NO_WORDS:
                    yield from _texts(child)
        case list() as children:
            for child in children:
                yield from _texts(child)


def _answers(study: Study) -> Iterator[str]:
    """Answers in words of one's own."""
    own = [item for item in study.questionnaire.items if item.type == "text"] if study.participants else []
    for person in study.participants:
        for item in own:
            if person.answers[item.id].state == "answered":
                yield cell_text(item, person.answers[item.id])
