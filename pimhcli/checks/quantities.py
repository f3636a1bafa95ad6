"""How many people a sentence claims to speak of: its words of quantity, and how many each of them takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ALWAYS = r"participants?|respondents?|interviewees?|informants?|focus group members?"
# people of whom a study may tell without meaning those who took part: only with a word of saying
_AT_TIMES = (
    r"staff(?: members?)?|(?:team|group) members?|members?|people|persons?"
    r"|clinicians?|practitioners?|professionals?"
    r"|colleagues?|workers?|nurses?|midwives|psychologists?|therapists?|doctors?|teachers?|students?|pupils?"
    r"|parents?|mothers?|fathers?|carers?|caregivers?|women|men|families|patients?|clients?"
)
_SAYING = (
    r"(?:said|says?|saying|told|tells?|describ\w+|report(?:ed|s)?|express\w+|mention\w+|identif\w+|agree[ds]?"
    r"|disagree[ds]?|felt|feels?|feel|thought|thinks?|believe[ds]?|spoke|speaks?|talk(?:ed|s)?|not(?:ed|es)"
    r"|stress\w+|emphasi[sz]\w+|highlight\w+|acknowledg\w+|recogni[sz]\w+|experienced|wanted|wished|hoped"
    r"|recall\w+|explain\w+|raised|named|reflected|shared|stated|suggest(?:ed|s)|valued|welcomed|found"
    r"|supported|perceived|considered|complained|worried|appreciated|discussed)"
)
_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"


class Quantity(NamedTuple):
    """A word of quantity.

    Args:
        pattern: how it is written.
        fits: whether so many of so many people may be called so.
        least: whether it claims at least so many; else at most.
    """

    pattern: str
    fits: Callable[[int, int], bool]
    least: bool = True


# the first that fits is meant; docs and the page of the check tell the same bounds
_QUANTITIES = (
    Quantity(
        r"(?:nearly|almost|virtually|practically) (?:all|every)|(?:the|a) (?:vast|great|large) majority",
        lambda k, n: 4 * k >= 3 * n,
    ),
    Quantity(r"all|every|each", lambda k, n: k >= n),
    Quantity(r"most|(?:the|a) majority|more than half|over half", lambda k, n: 2 * k > n),
    Quantity(r"(?:about |around |roughly |nearly |almost )?half", lambda k, n: 2 * k >= n - 1),
    Quantity(r"many|numerous|a (?:large|great) number", lambda k, n: k >= 3 and 3 * k >= n),
    Quantity(r"several|various|multiple|a number", lambda k, _: k >= 3),
    Quantity(r"some|a few|a couple", lambda k, _: k >= 2),
    Quantity(r"(?:only (?:a )?)?few|(?:a|the) (?:small )?minority", lambda k, n: 2 * k < n, least=False),
    Quantity(r"no|none|not one|not a single", lambda k, _: k == 0, least=False),
)
_QUANTITY = "|".join(f"(?P<q{at}>{one.pattern})" for at, one in enumerate(_QUANTITIES))
_ANY = r"(?: (?!who\b|that\b|with\b)[a-z-]+)??"  # such as an adjective
_OF = rf"(?: of)?(?: (?:the|these|those|our))?(?: (?P<exactly>{_NUMBER}))?{_ANY}"
_AND_SAYS = rf"(?=[^.;:]{{0,60}}?\b{_SAYING}\b)"
_CLAIM = re.compile(
    rf"(?<![\w-])(?:{_QUANTITY}){_OF} (?P<noun>(?:{_ALWAYS})|(?:{_AT_TIMES})\b{_AND_SAYS})(?![\w-])",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    rf"(?<![\w-])(?:(?P<all>everyone|everybody|all)|(?P<none>no one|nobody|none))(?: of them)?"
    rf"(?: (?:had|has|have|was|were|also|\w+ly)){{0,2}} {_SAYING}\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w.-])(?P<part>{_NUMBER}) (?:out )?of (?:the |these |all |our )?(?P<whole>{_NUMBER}) "
    rf"(?:[a-z-]+ )??(?P<noun>(?:{_ALWAYS})|(?:{_AT_TIMES})\b{_AND_SAYS})(?![\w-])",
    re.IGNORECASE,
)
_TURNED = re.compile(r"(?:\bnot|n't|n’t)(?: \w+)? $", re.IGNORECASE)
_BUT = re.compile(r",? (?:but|except|apart from|bar|other than|save)\b", re.IGNORECASE)


class Claim(NamedTuple):
    """What a sentence claims of how many.

    Args:
        words: as they stand there.
        quantity: the word of quantity; None where it gives numbers alone.
        part: the number of people that it gives; None where it gives none.
        whole: the number of people that these are of, likewise.
    """

    words: str
    quantity: Quantity | None = None
    part: int | None = None
    whole: int | None = None


def found(sentence: str) -> Iterator[Claim]:
    """The claims of a sentence; none of ``not all participants`` and ``all participants but one``.

    Args:
        sentence: on one line.
    """
    for match in _COUNTED.finditer(sentence):
        yield Claim(match[0], None, _number(match["part"]), _number(match["whole"]))
    rest = _COUNTED.sub(lambda match: "~" * len(match[0]), sentence)
    for match in (*_CLAIM.finditer(rest), *_EVERYBODY.finditer(rest)):
        if not (_TURNED.search(rest[: match.start()]) or _BUT.match(rest, match.end())):
            yield _claim(match)


def _claim(match: re.Match[str]) -> Claim:
    groups = match.groupdict()
    if "all" in groups:
        return Claim(match[0], _QUANTITIES[1 if groups["all"] else -1])
    at = next(at for at in range(len(_QUANTITIES)) if groups[f"q{at}"])
    is_all = at == 1 and groups["exactly"]
    return Claim(match[0], _QUANTITIES[at], None, _number(groups["exactly"]) if is_all else None)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else _WORDS.index(words.casefold()) + 1
