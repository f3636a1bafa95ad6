"""Answers typed lines: finds the command, lets it be done, and says in words what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.errors import PimhError, UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.plain import acts, commands, telling
from pimhcli.plain.bench import Bench
from pimhcli.plain.naming import UnknownCodeError
from pimhcli.plain.words import flat, unquoted
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.sitting import Sitting

    View = Callable[[Bench, str], str]


class Answer(NamedTuple):
    """What a line got.

    Args:
        text: one line for each thing that is told.
        ok: whether it could be done.
        done: whether the coder leaves.
    """

    text: str
    ok: bool = True
    done: bool = False


class Plain:
    """Coding line by line.

    Args:
        sitting: the coder at work; who made it closes it.
    """

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._bench = Bench(sitting)
        self._offer: UnknownCodeError | None = None  # the name that a number makes clear
        self._line = ""  # the line that holds it

    def greeting(self) -> str:
        """Where the coder is, and how much is done."""
        sitting, reading = self.sitting, self._bench.reading
        if not sitting.transcript.turns:
            return f"{sitting.name} has no turns. Type quit."
        coded = f"{count(len(sitting.transcript.turns), 'turn')}, {len(reading.coded()):,} coded"
        first, *rest = telling.turn(reading).split("\n")
        lines = [f"{sitting.name}, {coded}. {first} Type help.", *rest, *self._warnings()]
        return "\n".join(lines)

    def closing(self) -> str:
        """Where the coder leaves, once the place is kept."""
        self._bench.keep()
        at = f" at turn {self._bench.reading.at}" if self.sitting.transcript.turns else ""
        return f"Left {self.sitting.name}{at}. Every act is saved."

    def answer(self, line: str) -> Answer:
        """Does what a line asks for; whatever is wrong with it is told, and nothing is changed then.

        Args:
            line: as typed.
        """
        words, offer = line.strip(), self._offer
        self._offer = None
        if offer and words.isdecimal():
            return self._chosen(offer, words)
        self._bench.known.clear()
        return self._answered(words)

    def _chosen(self, offer: UnknownCodeError, number: str) -> Answer:
        chosen = dict(enumerate(offer.choices, start=1)).get(int(number[:4]))
        if chosen is None:
            self._offer = offer
            return Answer(f"Type a number from 1 to {len(offer.choices)}, or another command.", ok=False)
        self._bench.known[offer.words] = chosen.id
        return self._answered(self._line)

    def _answered(self, line: str) -> Answer:
        try:
            self._look_again()
            name, rest = commands.parted(line)
            if name == "quit":
                return Answer("", done=True)
            text = self._done(name, rest)
        except PimhError as error:
            if isinstance(error, UnknownCodeError) and error.choices:
                self._offer, self._line = error, line
            return Answer(_told(error), ok=False)
        return Answer(text)

    def _done(self, name: str, words: str) -> str:
        if name in acts.ACTS:
            return flat(acts.done(self._bench, name, words))
        return _VIEWS[name](self._bench, words)

    def _look_again(self) -> None:
        """Takes in what others changed on disk since the last line."""
        bench = self._bench
        before = self.sitting.excerpts
        if self.sitting.refresh() and self.sitting.transcript.turns:
            were = bench.reading.touching(before)
            bench.changed_elsewhere |= [e.id for e in were] != [e.id for e in bench.excerpts]

    def _warnings(self) -> list[str]:
        lost, shut = len(self.sitting.lost), self.sitting.read_only
        only = ", ".join(self._bench.reading.speakers)
        told = {
            f"Only the turns of {flat(only)}; for all: speaker all": only,
            f"{count(lost, 'excerpt')} of yours lost {'its' if lost == 1 else 'their'} place in the text; "
            f"see: pimh transcript review {self.sitting.name}": lost,
            f"Nothing can be changed: {flat(shut)}": shut,
            _whose(self.sitting): self.sitting.blind or self.sitting.beside,
        }
        return [sentence for sentence, holds in told.items() if holds]


def _told(error: PimhError) -> str:
    findings = "; ".join(map(str, error.findings))
    return flat(f"{error.message} {findings} {error.hint}")


def _turn(bench: Bench) -> str:
    bench.changed_elsewhere = False
    return telling.turn(bench.reading)


def _next(bench: Bench, _: str) -> str:
    bench.reading.step(1)
    return _turn(bench)


def _back(bench: Bench, _: str) -> str:
    bench.reading.step(-1)
    return _turn(bench)


def _go(bench: Bench, words: str) -> str:
    if not (words.isascii() and words.isdecimal() and len(words) < 10):
        raise UsageError("To which turn?", hint="Example: go 12")
    bench.reading.go(int(words))
    return _turn(bench)


def _uncoded(bench: Bench, _: str) -> str:
    bench.reading.go_uncoded()
    return _turn(bench)


def _find(bench: Bench, words: str) -> str:
    bench.reading.find(unquoted(words))
    return _turn(bench)


def _here(bench: Bench, _: str) -> str:
    return _turn(bench)


def _excerpts(bench: Bench, _: str) -> str:
    bench.changed_elsewhere = False
    return telling.every_excerpt(bench.reading)


def _others(bench: Bench, words: str) -> str:
    """Shows the excerpts of the other coders, hides them, or says whose are shown."""
    sitting, wish = bench.sitting, words.casefold()
    if wish not in {"", "show", "hide"}:
        raise UsageError(f"'{words}' is not understood here.", hint="Example: others hide")
    if sitting.blind and wish == "show":
        raise UsageError("This sitting is blind.", hint="To see what others coded, leave and come back.")
    if wish and not sitting.blind:
        sitting.shows_others = wish == "show"
    return " ".join([_whose(sitting), *(flat(str(finding)) for finding in sitting.unread)])


def _whose(sitting: Sitting) -> str:
    names = ", ".join(sitting.beside)
    if sitting.blind:
        return f"Blind: the excerpts of {sitting.coder} only."
    if not names:
        return f"Nobody else has coded in {sitting.name}."
    if sitting.shows_others:
        return f"Also shown and counted: the excerpts of {names}."
    return f"Neither shown nor counted: the excerpts of {names}. To see them: others show"


def _codes(bench: Bench, words: str) -> str:
    return telling.codes(bench.reading, words)


def _speaker(bench: Bench, words: str) -> str:
    """Lets only some speakers' turns through; all of them again; or says who speaks."""
    reading = bench.reading
    if words:
        everyone = words.casefold() == "all"
        reading.speakers = (
            () if everyone else tuple(_label(reading.labels, name) for name in words.split(","))
        )
    who = f"Only the turns of {', '.join(reading.speakers)}" if reading.speakers else "The turns of all"
    return flat(f"{who}. Speakers: {', '.join(reading.labels)}.")


def _label(labels: tuple[str, ...], name: str) -> str:
    found = next((label for label in labels if fold_name(label) == fold_name(name)), None)
    if found is None:
        hint = did_you_mean(name, labels) or f"There speak: {', '.join(labels)}."
        raise UsageError(f"Nobody is called '{name.strip()}' here.", hint=hint)
    return found


def _help(_: Bench, words: str) -> str:
    return commands.explained(words)


_VIEWS: dict[str, View] = {
    "next": _next,
    "back": _back,
    "go": _go,
    "uncoded": _uncoded,
    "find": _find,
    "speaker": _speaker,
    "here": _here,
    "excerpts": _excerpts,
    "others": _others,
    "codes": _codes,
    "help": _help,
}
