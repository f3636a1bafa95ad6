"""How pimh transcript review shows the excerpts whose place is not sure, and asks about each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.cli import acts, output, views
from pimhcli.cli.output import Result
from pimhcli.errors import PimhError, UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.study.acting import Plan
    from pimhcli.study.settling_places import Unsure
    from pimhcli.study.study import Study

_AROUND = 60  # characters shown either side of a place
_ASKED = "{places}m other words, l let it go, s skip, q stop: "


class Decided(NamedTuple):
    """What the options decide about one excerpt.

    Args:
        accept: the id of the excerpt that goes to a likely place.
        number: of the place; None for the likeliest, or the only one.
        move: the id of the excerpt that gets other words.
        quote: the words.
        let_go: the id of the excerpt that is removed.
    """

    accept: str
    number: int | None
    move: str
    quote: str
    let_go: str

    @property
    def is_one(self) -> bool:
        """Whether they decide anything.

        Raises:
            UsageError: they decide several things at once.
        """
        given = [option for option in (self.accept, self.move, self.let_go) if option]
        if len(given) > 1:
            raise UsageError("Decide about one excerpt at a time.", hint="Give --accept, --move or --let-go.")
        if bool(self.move) != bool(self.quote):
            raise UsageError("--move and --quote go together.", hint='--move k7m2 --quote "the words"')
        return bool(given)

    def work_out(self, study: Study, coder: str) -> Plan:
        """The act that they mean."""
        from pimhcli.study import acting, settling_places

        if self.accept:
            return settling_places.accept(study, coder, self.accept, self.number or 1)
        if self.move:
            return settling_places.move(study, coder, self.move, self.quote, self.number)
        return acting.remove(study, coder, self.let_go)


def decide(decided: Decided, coder: str, *, dry_run: bool) -> Result:
    """Does what the options decide.

    Args:
        decided: about one excerpt.
        coder: what ``--coder`` gives.
        dry_run: whether to show it only.
    """
    return acts.carried_out(decided.work_out, coder, dry_run=dry_run)


def listing(study: Study, transcripts: Sequence[str]) -> Result:
    """Lists the excerpts that are to be looked at.

    Args:
        study: the open study.
        transcripts: ids.
    """
    from pimhcli.study.settling_places import unsure

    found = unsure(study, transcripts)
    lines = [line for one in found for line in ("", *_shown(study, one))]
    talk = f"{count(len(found), 'excerpt')} to look at." if found else _NONE
    data = {"unsure": [_data(study, one) for one in found]}
    return Result(data, "\n".join(lines[1:]), talk, exit_code=int(bool(found)))


def step_through(study: Study, transcripts: Sequence[str], coder: str) -> Result:
    """Shows one after the other and asks what becomes of it; each answer is saved at once.

    Args:
        study: as it was opened.
        transcripts: ids.
        coder: what ``--coder`` gives.
    """
    from pimhcli.study import coders
    from pimhcli.study.settling_places import unsure

    who = coders.current(study.settings, coder)
    found = unsure(study, transcripts)
    done: list[str] = []
    for number, one in enumerate(found, start=1):
        output.give("\n".join([f"\n{number} of {len(found)}", *_shown(study, one)]))
        sentence = _asked(study, who, one)
        if sentence is None:
            break
        done += [sentence] if sentence else []
    left = len(found) - len(done)
    talk = f"{count(len(done), 'excerpt')} decided, {left:,} left." if found else _NONE
    return Result({"decided": done, "left": left}, talk=talk, exit_code=int(bool(left)))


_NONE = "The place of every excerpt is sure."


def _asked(study: Study, who: str, one: Unsure) -> str | None:
    """What was done about an excerpt; empty when it was skipped, None to stop."""
    from pimhcli.study import acting, settling_places

    places = (
        f"1–{len(one.places)} take it there, "
        if len(one.places) > 1
        else "1 take it there, " * len(one.places)
    )
    while True:
        typed = output.typed_line(_ASKED.format(places=places))
        answer = "q" if typed is None else typed.strip().casefold()
        key = one.excerpt.id
        if answer in {"q", "s"}:
            return None if answer == "q" else ""
        if answer.isdecimal():
            act = partial(settling_places.accept, key=key, number=int(answer))
        elif answer == "m":
            words = output.typed_line("Its words where they stand now: ") or ""
            act = partial(settling_places.move, key=key, quote=words, number=_number(study, one, words))
        elif answer == "l":
            act = partial(acting.remove, key=key)
        else:
            continue
        try:
            return _saved(study, who, act)
        except PimhError as error:
            output.say(f"{error.message} {error.hint}")


def _saved(study: Study, who: str, act: partial[Plan]) -> str:
    from pimhcli.study import saving

    plan = saving.perform(study.root, lambda fresh: act(fresh, who), study)
    output.say(plan.sentence)
    return plan.sentence


def _number(study: Study, one: Unsure, words: str) -> int | None:
    """Which of the places of some words is meant; None where there are not several, or none is named."""
    from pimhcli.study import settling_places

    name = one.excerpt.transcript
    places = settling_places.places(study, name, words) if words.strip() else []
    if len(places) < 2:
        return None
    output.give("\n".join(_numbered(study, name, places)))
    typed = (output.typed_line("Which of them? ") or "").strip()
    return int(typed) if typed.isdecimal() else None


def _shown(study: Study, one: Unsure) -> Iterator[str]:
    excerpt = one.excerpt
    codes = ", ".join(f"'{study.codebook.name_of(key)}'" for key in excerpt.codes)
    why = "it may stand elsewhere now" if one.status == "review" else "its words are gone"
    yield f"{excerpt.id}  {excerpt.transcript}, by {excerpt.coder}, coded {codes}: {why}"
    yield f"  was: “{excerpt.quote}”"
    if not one.places:
        yield "  Nothing like it stands in the transcript."
    yield from _numbered(study, excerpt.transcript, one.places)


def _numbered(study: Study, transcript: str, places: Iterable[tuple[int, int]]) -> Iterator[str]:
    for number, (start, end) in enumerate(places, start=1):
        yield f"  {number}  {_in_context(study, transcript, start, end)}"


def _in_context(study: Study, name: str, start: int, end: int) -> str:
    transcript = study.transcript(name)
    turn = transcript.turn_at(start)
    text = transcript.text
    before, behind = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    words = f"…{before.rpartition(chr(10))[2]}“{text[start:end]}”{behind.partition(chr(10))[0]}…"
    return f"turn {turn.number}, {turn.speaker}: {words}" if turn else words


def _data(study: Study, one: Unsure) -> dict[str, object]:
    places = [
        {"start": start, "end": end, "quote": study.transcript(one.excerpt.transcript).text[start:end]}
        for start, end in one.places
    ]
    excerpt = one.excerpt
    return {
        "id": excerpt.id,
        "transcript": excerpt.transcript,
        "coder": excerpt.coder,
        "codes": [views.path(study, key) for key in excerpt.codes],
        "status": one.status,
        "quote": excerpt.quote,
        "places": places,
    }
