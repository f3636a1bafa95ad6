"""What a check is, and how the checks that were asked for are found and counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import msgspec

from pimhcli.errors import UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pimhcli.transcripts.pseudonym_key import Key

T = TypeVar("T")
Found = tuple["Iterable[Finding]", str]  # the findings, and what else there is to tell, ready to be printed


class Paper(NamedTuple):
    """A manuscript: its name, for messages, and its bytes."""

    file: str
    data: bytes


class Asked(NamedTuple):
    """How the checks are to look.

    Args:
        below: of ``disclosure``: a group of fewer people than this is small.
        over: of ``disclosure``: ids of the items by which people could be known; empty for its own choice.
        key: of ``names``: the names that were replaced; None where it is not at hand.
        noted: of ``names``: what there is to say of the key itself.
        papers: of ``manuscript``: the files to look at.
    """

    below: int = 5
    over: tuple[str, ...] = ()
    key: Key | None = None
    noted: tuple[Finding, ...] = ()
    papers: tuple[Paper, ...] = ()


class Checked(msgspec.Struct, frozen=True):
    """What a check found.

    Args:
        check: its name.
        findings: what is wrong or worth knowing.
        text: what else it has to tell, ready to be printed.
    """

    check: str
    findings: tuple[Finding, ...]
    text: str = ""

    def is_clean(self, *, strictly: bool = False) -> bool:
        """Whether nothing has to be mended.

        Args:
            strictly: whether a note is something to mend too.
        """
        return not self.findings if strictly else all(one.severity == "note" for one in self.findings)


class Check(NamedTuple, Generic[T]):
    """One check of a study.

    Args:
        name: what it is asked for by.
        description: what it looks for, in a line.
        run: looks at the study and gives the findings, and what else there is to tell.
    """

    name: str
    description: str
    run: Callable[[T, Asked], Found]

    def checked(self, study: T, asked: Asked) -> Checked:
        """What it finds in a study."""
        findings, text = self.run(study, asked)
        return Checked(self.name, tuple(findings), text)


def chosen(checks: Sequence[Check[T]], names: Iterable[str]) -> list[Check[T]]:
    """The checks of some names, in their own order, each once; all of them for no name.

    Args:
        checks: all that there are.
        names: in any spelling.

    Raises:
        UsageError: there is no check of a name.
    """
    wanted = list(names)
    known = {fold_name(check.name): check for check in checks}
    for name in wanted:
        if fold_name(name) not in known:
            every = [check.name for check in checks]
            hint = did_you_mean(name, every) or f"There are: {', '.join(every)}."
            raise UsageError(f"There is no check '{name}'.", hint=hint)
    folded = set(map(fold_name, wanted))
    return [check for name, check in known.items() if not folded or name in folded]


def summary(done: Sequence[Checked]) -> str:
    """How many checks found how much, in a line."""
    found = Counter(finding.severity for one in done for finding in one.findings)
    kinds = [count(found[kind], kind) for kind in ("error", "warning", "note") if found[kind]]
    return f"{count(len(done), 'check')}: {', '.join(kinds) or 'nothing found'}."
