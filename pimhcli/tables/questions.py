"""Questions by participants: who speaks to each question of the moderator, agrees there or dissents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.consent import Refusals
from pimhcli.analysis.questions import LEAST, Reply
from pimhcli.folding import natural
from pimhcli.numbers import NOTHING
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.questions import Asked, Question, Reactions
    from pimhcli.analysis.voices import Voice
    from pimhcli.coding.codebook import Codebook

EVERYBODY_AGREES = Refusals()
_SILENT = Reply()


def build(
    found: Sequence[Asked], book: Codebook, codes: Reactions, refused: Refusals = EVERYBODY_AGREES
) -> Table:
    """Lists the questions of each focus group with what every participant does after each.

    Args:
        found: of each focus group.
        book: the codebook.
        codes: its entries that stand for agreement and dissent.
        refused: whose words may not be printed.
    """
    everybody = {voice for group in found for voice in group.people}
    voices = sorted(everybody, key=lambda voice: natural(voice.name))
    names = (Column(voice.name, "right", numeric=True) for voice in voices)
    columns = (Column("Question", wide=True), Column("Turn", "right", numeric=True), *names)
    rows = tuple(row for group in found for row in _rows(group, voices, refused, is_one=len(found) == 1))
    caption = "Questions of the moderator and who speaks to them"
    return Table("questions", caption, columns, rows, tuple(_notes(found, book, codes)))


def _rows(group: Asked, voices: Sequence[Voice], refused: Refusals, *, is_one: bool) -> Iterator[Row]:
    indent = 0 if is_one else 1
    if not is_one:
        yield Row((group.group, *[""] * (len(voices) + 1)), heading=True)
    for number, question in enumerate(group.questions, start=1):
        is_printed = not refused.forbids(question.asker.name)
        words = shortened(question.words) if is_printed else "(not printed for lack of consent)"
        cells = (_cell(question, voice) if voice in group.people else "" for voice in voices)
        yield Row((f"{number}. {words}", _turn(group, question), *cells), indent)
    spoken = (
        str(sum(voice in one.replies for one in group.questions)) if voice in group.people else ""
        for voice in voices
    )
    yield Row((f"Questions spoken to, of {len(group.questions)}", "", *spoken), indent)


def _turn(group: Asked, question: Question) -> str:
    turn = str(question.first) if question.first == question.last else f"{question.first}–{question.last}"
    is_one = len({other.transcript for other in group.questions}) == 1
    return turn if is_one else f"{question.transcript}, {turn}"


def _cell(question: Question, voice: Voice) -> str:
    reply = question.replies.get(voice, _SILENT)
    told = [word for word, is_so in (("agree", reply.agrees), ("dissent", reply.dissents)) if is_so]
    return f"{reply.turns} {', '.join(told)}".rstrip() if reply.turns else NOTHING


def _notes(found: Sequence[Asked], book: Codebook, codes: Reactions) -> Iterator[Note]:
    absent = "; an empty cell: not in that focus group" if len(found) > 1 else ""
    yield Note(f"The participant’s turns from the question to the next; {NOTHING}: silent{absent}.")
    yield Note(
        f"A question is a moderator’s sentence of at least {LEAST} words with a question mark; one that "
        "follows before a participant has spoken goes with it, and shorter ones only prompt."
    )
    if before := sum(group.before for group in found if group.questions):
        yield Note(f"Before the first question: {count(before, 'turn')} of participants.")
    yield Note(f"{_marked(book, codes)} After the micro-interlocutor analysis of Onwuegbuzie et al. (2009).")


def _marked(book: Codebook, codes: Reactions) -> str:
    told = [
        f"{word}: speaks there in an excerpt coded with {' or '.join(names)}"
        for word, keys in (("agree", codes.agree), ("dissent", codes.dissent))
        if (names := [f"“{code.name}”" for code in book.codes if code.id in keys])
    ]
    return f"{'; '.join(told)}." if told else "No code stands for agreement or dissent, so none is marked."
