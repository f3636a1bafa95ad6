"""What a withdrawal makes of the files that hold a participant by place: transcripts, answers, consent."""

from __future__ import annotations

import csv
import io
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pimhcli.folding import fold_name
from pimhcli.questionnaire.answers import ID
from pimhcli.storage import texts, yamledit
from pimhcli.study import history, standing
from pimhcli.study.standing import CodingsFile, Reworded
from pimhcli.study.withdrawal.withdrawn_words import SOMEBODY
from pimhcli.transcripts import cues, turns
from pimhcli.transcripts.splices import Splice, Splices
from pimhcli.transcripts.times import milliseconds
from pimhcli.transcripts.turns import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.coding.excerpts import Coding
    from pimhcli.study.study import Study
    from pimhcli.study.withdrawal.withdrawn_words import Mentions
    from pimhcli.transcripts.cues import Cue
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript, Turn

NOBODY = "Withdrawn"  # the label of turns of which it is not to be seen any more whose they were


class Voice:
    """One participant in the transcripts of a study, as they are and as they were.

    Args:
        study: the open study.
        name: the id, or the label of one without a row.
    """

    def __init__(self, study: Study, name: str) -> None:
        self._study, self._own = study, fold_name(name)
        self._older: dict[str, Transcript | None] = {}

    def speaks(self, turn: Turn) -> bool:
        """Whether a turn is the participant's, and still there."""
        return self.is_named(turn) and turn.text != WITHDRAWN

    def is_named(self, turn: Turn) -> bool:
        """Whether a turn has the participant's label."""
        return fold_name(turn.speaker) == self._own

    def turns(self, transcript: str) -> list[Turn]:
        """The participant's turns in a transcript as it is now."""
        return [turn for turn in self._study.transcript(transcript).turns if self.speaks(turn)]

    def alone(self, transcript: str, coding: Coding) -> bool:
        """Whether nobody else speaks in a coding, in the version of the transcript that it was made on.

        Where that is not to be had any more, it is told by where the coding stands now.
        """
        known = self._version(transcript, coding.text)
        if not coding.quote:
            return False
        if known is None:
            return self._own_now.get(coding.id) or self._stands_alone(transcript, coding)
        return self._is_own(known, coding.span)

    def _is_own(self, known: Transcript, span: Span) -> bool:
        spoken = known.turns_of(*span)
        return bool(spoken) and all(map(self.is_named, spoken))

    @cached_property
    def _own_now(self) -> dict[str, bool]:
        """Whether nobody else speaks where a coding stands now, by the id of each that was not removed."""
        return {
            coding.id: coding.text == self._study.version(name)
            and self._is_own(self._study.transcript(name), coding.span)
            for name in self._study.transcript_ids
            for coder in self._study.coders(name)
            for coding in self._study.codings(name, coder).records
            if coding.quote
        }

    def _stands_alone(self, transcript: str, coding: Coding) -> bool:
        if transcript not in self._study.transcript_ids:
            return False
        file = standing.present(
            CodingsFile(transcript, "", stored=(coding,)), self._study.present(transcript)
        )
        place = file.anchors.get(coding.id)
        if place is None or place.status == "lost":
            return False
        # one that was removed since is in nobody's way, however unsure its place
        is_sure = place.status != "review" or coding.id not in self._own_now
        return is_sure and self._is_own(self._study.transcript(transcript), (place.start, place.end))

    def _version(self, transcript: str, version: str) -> Transcript | None:
        if transcript in self._study.transcript_ids and version == self._study.version(transcript):
            return self._study.transcript(transcript)
        if version not in self._older:
            text = self._study.older(version)
            self._older[version] = None if text is None else turns.parse(text, transcript)
        return self._older[version]


def splices(transcript: Transcript, voice: Voice, mentions: Mentions | None) -> tuple[Splice, ...]:
    """Where the words of a transcript are replaced.

    Args:
        transcript: as it is now.
        voice: whose turns are taken away; their place in the talk stays.
        mentions: of the same one, who is not to be named any more; None leaves the label.
    """
    own = [turn for turn in transcript.turns if voice.speaks(turn) and turn.start < turn.end]
    found = [Splice(turn.start, turn.end, WITHDRAWN) for turn in own]
    if mentions:
        found += _unnamed(transcript, voice, mentions)
    return tuple(sorted(found, key=lambda splice: splice.start))


def earlier(study: Study, voice: Voice, mentions: Mentions | None) -> dict[Reworded, str]:
    """The same of earlier versions on which codings were made, with the texts that come of them.

    Codings of these may arrive when files are merged.

    Args:
        study: the open study.
        voice: as for splices.
        mentions: likewise.
    """
    found = {}
    for name, version in sorted(_coded_versions(study)):
        # git may still have the words of one that was replaced: codings of it go on to what took its place
        if version == study.version(name) or version in study.reworded:
            continue
        text = study.older(version)
        if text is None:
            continue
        own = splices(turns.parse(text, name), voice, mentions)
        new = Splices(own).applied(text)
        if own:
            found[Reworded(name, version, texts.version(new), own, withdrawn=True)] = new
    return found


def _coded_versions(study: Study) -> set[tuple[str, str]]:
    """The transcripts with the versions of them that codings of now and of the history name."""
    files = (study.codings(name, coder) for name in study.transcript_ids for coder in study.coders(name))
    found = {(file.transcript, coding.text) for file in files for coding in file.stored}
    for record in history.read_all(study.root).records:
        # what an earlier rework made of a version may be on the way of a coding to this one
        found |= {(step.transcript, step.new) for step in record.reworded}
        for change in record.changes:
            found |= {(change.transcript, coding.text) for coding in (*change.before, *change.after)}
    return {(name, version) for name, version in found if version and name in study.transcript_ids}


def _unnamed(transcript: Transcript, voice: Voice, mentions: Mentions) -> Iterator[Splice]:
    labels = {_label(transcript.text, turn): turn for turn in transcript.turns}
    for span, turn in labels.items():
        if voice.is_named(turn):
            yield Splice(*span, NOBODY)
    own = [(turn.start, turn.end) for turn in transcript.turns if voice.is_named(turn)]
    own += [span for span, turn in labels.items() if voice.is_named(turn)]
    for start, end in _apart(mentions.spans(transcript.text), own):
        # brackets would make words of a label
        in_label = any(label[0] <= start and end <= label[1] for label in labels)
        yield Splice(start, end, NOBODY if in_label else SOMEBODY)


def _apart(spans: list[Span], others: list[Span]) -> list[Span]:
    """The spans that have no character in common with others."""
    return [one for one in spans if not any(one[0] < other[1] and other[0] < one[1] for other in others)]


def _label(text: str, turn: Turn) -> Span:
    start = text.rfind(turn.speaker, text.rfind("\n", 0, turn.start) + 1, turn.start)
    return start, start + len(turn.speaker)


def unquoted(text: str, name: str) -> str:
    """study.yaml that says that somebody's words are not printed.

    Args:
        text: the file.
        name: the participant's id, or the label.
    """

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        if not document.get("consent"):
            document["consent"] = {}
        said = document["consent"]
        line = next((key for key in said if fold_name(str(key)) == fold_name(name)), name)
        said[line] = _flow({"quote": "no"})

    return yamledit.edit(text, change)


def _flow(mapping: dict[str, str]) -> Any:  # noqa: ANN401  # a ruamel mapping, written as {key: value}
    from ruamel.yaml.comments import CommentedMap

    flow = CommentedMap(mapping)
    flow.fa.set_flow_style()
    return flow


def without_consent(text: str, name: str) -> str:
    """study.yaml without what it says of somebody's consent.

    Args:
        text: the file.
        name: the participant's id, or the label.
    """

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        said = document.get("consent") or {}
        for key in [key for key in said if fold_name(str(key)) == fold_name(name)]:
            del said[key]
        if "consent" in document and not said:
            del document["consent"]

    return yamledit.edit(text, change)


def without_cues(text: str, turns: Iterable[Turn], voice: Voice) -> str:
    """The file of the times of pieces without those of somebody's turns: they tell how much was said when.

    Args:
        text: the file.
        turns: of its transcript.
        voice: whose go; what lies in a turn of somebody else as well stays.
    """
    timed = [(turn, milliseconds(turn.time), milliseconds(turn.until)) for turn in turns]

    def is_own(cue: Cue) -> bool:
        within = [
            turn
            for turn, start, end in timed
            if start is not None and end is not None and start <= cue.start and cue.end <= end
        ]
        return bool(within) and all(map(voice.is_named, within))

    known, _ = cues.read(text, "")
    rest = [cue for cue in known if not is_own(cue)]
    return cues.written(rest) if len(rest) < len(known) else text


def without_row(text: str, name: str) -> str:
    """participants.csv without somebody's row; the other lines stay to the letter.

    Args:
        text: the file, LF line ends.
        name: the participant's id.
    """
    lines = list(io.StringIO(text, newline="\n"))
    reader = csv.reader(lines)
    kept: list[str] = []
    at, column = 0, 0
    for number, row in enumerate(reader):
        if number == 0:
            heads = [fold_name(cell) for cell in row]
            column = heads.index(fold_name(ID)) if fold_name(ID) in heads else 0
        if not (number and row[column : column + 1] and fold_name(row[column]) == fold_name(name)):
            kept += lines[at : reader.line_num]
        at = reader.line_num
    return "".join(kept)
