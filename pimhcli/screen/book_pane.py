"""The pane of the codebook: what is folded, pinned and in focus, and the commands on its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding.codebook import outline
from pimhcli.coding.growing import Draft
from pimhcli.screen import coding, excerpts_here
from pimhcli.screen.panels import Line, Memo, Option
from pimhcli.study import codebook_acts
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.coding.codebook import Code
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.workbench import Workbench

    Act = Callable[[Workbench], None]

DIGITS = "123456789"
_PAGE = 10


class Entry(NamedTuple):
    """One line of the codebook as it is shown.

    Args:
        depth: 0 at the top.
        code: the entry.
        folded: whether its children are hidden.
        parent: whether it has any.
        excerpts: how many are coded with it or with what hangs under it.
        pin: the digit that applies it; empty for none.
    """

    depth: int
    code: Code
    folded: bool
    parent: bool
    excerpts: int
    pin: str


class BookPane:
    """The codebook beside the text.

    Args:
        bench: what it is part of.
    """

    def __init__(self, bench: Workbench) -> None:
        place = bench.place
        self._bench = bench
        self.shown, self.margin, self.highlights = place.pane, place.margin, place.highlights
        self.folded = set(place.folded)
        self.pins = dict(place.pins)
        self.index = 0
        self.focus = ""  # the key of the only entry whose excerpts are highlighted
        self._pinning = False

    @property
    def entries(self) -> list[Entry]:
        """The lines that are to be seen."""
        material, pins = self._bench.material, {key: digit for digit, key in self.pins.items()}
        found: list[Entry] = []
        hidden = -1  # the depth of a folded entry, below which nothing is shown
        for depth, code in outline(material.book):
            if 0 <= hidden < depth:
                continue
            folded, parent = code.id in self.folded, bool(material.book.children(code.id))
            hidden = depth if folded else -1
            found.append(Entry(depth, code, folded, parent, material.counts[code.id], pins.get(code.id, "")))
        return found

    @property
    def chosen(self) -> Code | None:
        """The entry that the pane's line is on."""
        entries = self.entries
        return entries[min(self.index, len(entries) - 1)].code if entries else None

    def in_focus(self) -> Sequence[Excerpt]:
        """The excerpts that e and E step through: all, or those of the entry in focus."""
        material = self._bench.material
        if not self.focus or self.focus not in material.book.by_key:
            return material.excerpts
        keys = material.book.under(self.focus)
        return [excerpt for excerpt in material.excerpts if keys.intersection(excerpt.codes)]

    def told(self, code: Code) -> str:
        """An entry in one line: its path, how often it is used, and what it means."""
        material = self._bench.material
        used = count(material.counts[code.id], "excerpt")
        means = f": {' '.join(code.definition.split())}" if code.definition else "."
        return f"{material.book.path(code.id)} ({used}){means}"

    def takes(self, key: str) -> bool:
        """Takes the digit behind p, or gives up pinning."""
        if not self._pinning:
            return False
        self._pinning = False
        code = self.chosen
        if code and key in DIGITS:
            self.pins = {digit: other for digit, other in self.pins.items() if other != code.id} | {
                key: code.id
            }
            self._bench.message = f"Pinned '{code.name}' to {key}."
            self._bench.keep_place()
        else:
            self._bench.complain("Nothing was pinned: expected a digit from 1 to 9.")
        return True

    def start_pinning(self) -> None:
        """Waits for a digit."""
        self._pinning = True
        self._bench.message = "Pin to which digit, 1 to 9?"

    def refresh(self, chosen: str) -> None:
        """Forgets what the codebook has no longer.

        Args:
            chosen: the key of the entry on which the pane's line is to stay.
        """
        known = self._bench.material.book.by_key
        self.focus = self.focus if self.focus in known else ""
        self.index = min(self.index, max(len(self.entries) - 1, 0))
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Puts the pane's line on an entry."""
        keys = [entry.code.id for entry in self.entries]
        self.index = keys.index(key) if key in keys else self.index


def _step(by: int) -> Act:
    def act(bench: Workbench) -> None:
        if bench.pane == "HERE":
            excerpts_here.step(bench, by)
        else:
            last = max(len(bench.book.entries) - 1, 0)
            bench.book.index = min(max(bench.book.index + by, 0), last)

    return act


def _leave(bench: Workbench) -> None:
    if bench.pane == "BOOK" and bench.book.focus:
        bench.book.focus = ""
    else:
        bench.pane = "READ"


def _fold(bench: Workbench) -> None:
    code = bench.book.chosen
    if code is None:
        return
    if bench.material.book.children(code.id) and code.id not in bench.book.folded:
        bench.book.folded.add(code.id)
    elif code.parent:
        bench.book.choose(code.parent)


def _unfold(bench: Workbench) -> None:
    if code := bench.book.chosen:
        bench.book.folded.discard(code.id)


def _apply(bench: Workbench) -> None:
    code = _chosen(bench)
    if code is None:
        return
    if not (bench.selection or bench.taken_up):
        show(bench, code.id)
    elif span := coding.target(bench):
        coding.apply(bench, span, [code.id])
        bench.pane = "READ"
    else:
        bench.complain(coding.NOTHING_HERE)


def show(bench: Workbench, key: str) -> None:
    """Says what an entry means and how often it is used."""
    bench.book.choose(key)
    told = bench.book.told(bench.material.book.by_key[key])
    bench.message = f"{told} Select some words to apply it."


def _pin(bench: Workbench) -> None:
    if _chosen(bench):
        bench.book.start_pinning()


def _new(bench: Workbench) -> None:
    code = bench.book.chosen
    under = code if code is None or code.level != "code" else bench.material.book.by_key.get(code.parent)
    where = f" under '{under.name}'" if under else ""
    draft = Draft("", under.id if under else "", "" if under else "code")

    def made(name: str) -> None:
        if name.strip():
            plan = bench.do(codebook_acts.add, Draft(name, draft.under, draft.level))
            added = plan.step.record.edits[0].after if plan.step else None
            bench.book.folded.discard(draft.under)
            bench.book.choose(added.id if added else "")

    bench.open(Line("NAME", f"New entry{where}", "", bench.keymap, made))


def _rename(bench: Workbench) -> None:
    if code := _chosen(bench):
        bench.open(
            Line(
                "NAME",
                f"New name of '{code.name}'",
                code.name,
                bench.keymap,
                lambda name: bench.do(codebook_acts.rename, code.id, name) if name.strip() else None,
            )
        )


def _define(bench: Workbench) -> None:
    if code := _chosen(bench):
        title = f"Definition of: {code.name}"
        bench.open(
            Memo(title, code.definition, bench.keymap, lambda text: _save_definition(bench, code, text))
        )


def _save_definition(bench: Workbench, code: Code, text: str) -> None:
    if text.strip() != code.definition:
        bench.do(codebook_acts.describe, code.id, text)


def _delete(bench: Workbench) -> None:
    code = _chosen(bench)
    if code is None:
        return
    used = codebook_acts.uses(bench.sitting.study, code.id)
    if not used:
        bench.do(codebook_acts.take_out, code.id)
        return
    title = f"'{code.name}' is used: {count(used, 'coding')} would go with it."
    options = [Option("n", "keep it", "n"), Option("y", "take it out with its codings", "y")]
    bench.ask(
        title,
        options,
        lambda answer: bench.do(codebook_acts.take_out, code.id) if answer == "y" else None,
    )


def _focus(bench: Workbench) -> None:
    if code := _chosen(bench):
        bench.book.focus = "" if bench.book.focus == code.id else code.id
        found = count(len(bench.book.in_focus()), "excerpt")
        what = (
            f"'{code.name}' alone: {found}, e and E step through them" if bench.book.focus else "all excerpts"
        )
        bench.message = f"Highlighted: {what}."


def _chosen(bench: Workbench) -> Code | None:
    if bench.book.chosen is None:
        bench.complain("No codes yet: select text, press c, type a name.")
    return bench.book.chosen


CHANGES = frozenset(("new-entry", "rename-entry", "define-entry", "delete-entry"))
COMMANDS: dict[str, Act] = {
    **excerpts_here.COMMANDS,
    "list-down": _step(1),
    "list-up": _step(-1),
    "list-page-down": _step(_PAGE),
    "list-page-up": _step(-_PAGE),
    "list-first": _step(-1_000_000),
    "list-last": _step(1_000_000),
    "leave-pane": _leave,
    "fold": _fold,
    "unfold": _unfold,
    "apply-entry": _apply,
    "pin": _pin,
    "new-entry": _new,
    "rename-entry": _rename,
    "define-entry": _define,
    "delete-entry": _delete,
    "focus-code": _focus,
}
