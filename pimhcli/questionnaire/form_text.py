"""The instrument as a participant reads it, as plain text and as Markdown."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from pimhcli.questionnaire import form, form_team, form_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.questionnaire.form import Question
    from pimhcli.questionnaire.schema import Questionnaire

_NOTED = "· "
_NARROWEST = 20  # characters; a narrower terminal has to wrap by itself


def text(questionnaire: Questionnaire, width: int, *, team: bool = False) -> str:
    """The title, then every question with how to answer it.

    Args:
        questionnaire: the instrument.
        width: characters of a line.
        team: whether to add what only the team sees.
    """
    asked = form.questions(questionnaire)
    margin = len(str(len(asked))) + 2
    blocks = [wrap(form_words.one_line(questionnaire.title), max(width, _NARROWEST))]
    for question in asked:
        lines = [*_printed(question), *(_noted(question, questionnaire) if team else ())]
        blocks.append(_hung(f"{question.number}. ".rjust(margin), lines, max(width, _NARROWEST)))
    if team:
        blocks += [_hung(" " * margin, lines, width) for lines in form_team.derived(questionnaire)]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def markdown(questionnaire: Questionnaire, escaped: Callable[[str], str], *, team: bool = False) -> str:
    """The same as Markdown.

    Args:
        questionnaire: the instrument.
        escaped: makes words that Markdown shows as they are.
        team: whether to add what only the team sees.
    """
    title = form_words.one_line(questionnaire.title)
    blocks = [f"# {escaped(title)}"] if title else []
    for question in form.questions(questionnaire):
        head = f"**{question.number}\\. {escaped(form_words.question(question.item))}**"
        condition = f"*{escaped(question.condition)}:*" if question.condition else ""
        blocks.append("  \n".join(filter(None, (condition, head, form_words.task(question.item)))))
        blocks.append("\n".join(f"- {escaped(line)}" for line in form_words.places(question.item)))
        if team:
            blocks.append("\n".join(f"> {escaped(line)}  " for line in _noted(question, questionnaire)))
    if team:
        blocks += ["  \n".join(map(escaped, lines)) for lines in form_team.derived(questionnaire)]
    return "\n\n".join(blocks) + "\n"


def _printed(question: Question) -> Iterator[str]:
    item = question.item
    if question.condition:
        yield f"{question.condition}:"
    yield form_words.question(item)
    yield from filter(None, (form_words.task(item),))
    yield from form_words.places(item)


def _noted(question: Question, questionnaire: Questionnaire) -> list[str]:
    return [_NOTED + line for line in form_team.notes(question.item, questionnaire)]


def _hung(head: str, lines: list[str], width: int) -> list[str]:
    """Lines set in by the width of what stands before the first."""
    room = max(width - len(head), _NARROWEST)
    # a line to write on is shortened; all else is wrapped
    fitted = [part for line in lines for part in _wrapped(line, room)]
    return [(head if i == 0 else " " * len(head)) + part for i, part in enumerate(fitted)]


def _wrapped(line: str, room: int) -> list[str]:
    if not line.strip("_"):
        return [line[:room]]
    indent = "  " if line.startswith((_NOTED, form_words.BOX)) else ""
    return wrap(line, room, subsequent_indent=indent, break_on_hyphens=False)
