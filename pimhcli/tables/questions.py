"""Questions by participants: who speaks to each question of the moderator, agrees there or dissents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.questions import LEAST, Reply
from pimhcli.numbers import NOTHING
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.questions import Asked, Question, Reactions
    from pimhcli.analysis.voices import Voice
    from pimhcli.coding.codebook import Codebook

_SILENT = Reply()
_LONGEST = 300  # characters of a question; where a program wrote no stops, a turn is one sentence


def build(found: Sequence[Asked], book: Codebook, codes: Reactions) -> Table:
    """Lists the questions of each focus group with what every participant does after each.

    One focus group has the names at the head of the columns; of several each has them in a row of its own.

    Args:
        found: of each focus group.
        book: the codebook.
        codes: its entries that stand for agreement and dissent.
    """
    is_one = len(found) == 1
    width = max((len(group.people) for group in found), default=0)
    heads = [voice.name for voice in found[0].people] if is_one else [str(n + 1) for n in range(width)]
    names = (Column(head, "right", numeric=True) for head in heads)
    columns = (Column("Question", wide=True), Column("Turn", "right", numeric=True), *names)
    rows = tuple(row for group in found for row in _rows(group, width, is_one=is_one))
    caption = "Questions of the moderator and who speaks to them"
    return Table("questions", caption, columns, rows, tuple(_notes(found, book, codes)))


def _rows(group: Asked, width: int, *, is_one: bool) -> Iterator[Row]:
    indent, more = 0 if is_one else 1, [""] * (width - len(group.people))
    if not is_one:
        yield Row((group.group, "", *(voice.name for voice in group.people), *more), heading=True)
    for number, question in enumerate(group.questions, start=1):
        cells = (_cell(question, voice) for voice in group.people)
        yield Row((f"{number}. {_words(question)}", _turn(group, question), *cells, *more), indent)
    spoken = (str(sum(voice in one.replies for one in group.questions)) for voice in group.people)
    yield Row((f"Questions spoken to, of {len(group.questions)}", "", *spoken, *more), indent)


def _words(question: Question) -> str:
    words = question.words or "(not printed for lack of consent)"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _turn(group: Asked, question: Question) -> str:
    turn = str(question.first) if question.first == question.last else f"{question.first}–{question.last}"
    is_one = len({other.transcript for other in group.questions}) == 1
    return turn if is_one else f"{question.transcript}, {turn}"


def _cell(question: Question, voice: Voice) -> str:
    reply = question.replies.get(voice, _SILENT)
    told = [word for word, is_so in (("agree", reply.agrees), ("dissent", reply.dissents)) if is_so]
    return f"{reply.turns} {', '.join(told)}".rstrip() if reply.turns else NOTHING


def _notes(found: Sequence[Asked], book: Codebook, codes: Reactions) -> Iterator[Note]:
    yield Note(f"The participant’s turns from the question to the next; {NOTHING}: silent.")
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
