"""The commands on the lines of the two panes: the codebook and the excerpts here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pimhcli.coding.growing import Draft
from pimhcli.screen import coding
from pimhcli.screen.book_pane import NO_CODES
from pimhcli.screen.panels import Line, Memo, Option
from pimhcli.study import codebook_acts
from pimhcli.study.study import Study
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Code
    from pimhcli.screen.bench import Act, Bench

_DIGITS = frozenset("123456789")
_PAGE = 10
_ALL = 1_000_000  # more lines than there are


def show(bench: Bench, key: str) -> None:
    """Says what an entry means and how often it is used."""
    bench.book.choose(key)
    told = bench.book.told(bench.material.book.by_key[key])
    bench.say(f"{told} Select some words to apply it.")


def _step(by: int, bench: Bench) -> None:
    if bench.pane == "HERE":
        bench.here.step(by, bench.excerpts_here)
    else:
        bench.book.step(by)


def _leave(bench: Bench) -> None:
    if bench.pane == "BOOK" and bench.book.focus:
        bench.book.focus = ""
    else:
        bench.pane = "READ"


def _fold(bench: Bench) -> None:
    code = bench.book.chosen
    if code is None:
        return
    if bench.material.book.children(code.id) and code.id not in bench.book.folded:
        bench.book.fold(code.id)
    elif code.parent:
        bench.book.choose(code.parent)


def _unfold(bench: Bench) -> None:
    if code := bench.book.chosen:
        bench.book.unfold(code.id)


def _apply(bench: Bench) -> None:
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


def _pin(bench: Bench) -> None:
    if code := _chosen(bench):
        bench.next_key = partial(_pin_to, bench, code)
        bench.say("Pin to which digit, 1 to 9?")


def _pin_to(bench: Bench, code: Code, key: str) -> None:
    if key not in _DIGITS:
        bench.complain("Nothing was pinned: expected a digit from 1 to 9.")
        return
    bench.book.pin(key, code.id)
    bench.say(f"Pinned '{code.name}' to {key}.")
    bench.keep_place()


def _new(bench: Bench) -> None:
    code = bench.book.chosen
    under = code if code is None or code.level != "code" else bench.material.book.by_key.get(code.parent)
    where = f" under '{under.name}'" if under else ""
    made = partial(_make, bench, under.id if under else "")
    bench.open(Line("NAME", f"New entry{where}", "", bench.keymap, made))


def _make(bench: Bench, under: str, name: str) -> None:
    if not name.strip():
        return
    plan = bench.do(codebook_acts.add, Draft(name, under, "" if under else "code"))
    made = plan.step.record.edits[0].after if plan.step else None
    bench.book.unfold(under)
    bench.book.choose(made.id if made else "")


def _rename(bench: Bench) -> None:
    if code := _chosen(bench):
        named = partial(_name, bench, code)
        bench.open(Line("NAME", f"New name of '{code.name}'", code.name, bench.keymap, named))


def _name(bench: Bench, code: Code, name: str) -> None:
    if name.strip():
        bench.do(codebook_acts.rename, code.id, name)


def _define(bench: Bench) -> None:
    if code := _chosen(bench):
        written = partial(_describe, bench, code)
        bench.open(Memo(f"Definition of: {code.name}", code.definition, bench.keymap, written))


def _describe(bench: Bench, code: Code, text: str) -> None:
    if text.strip() != code.definition:
        bench.do(codebook_acts.describe, code.id, text)


def _delete(bench: Bench) -> None:
    code = _chosen(bench)
    if code and bench.sitting.blind:
        # whether it can go depends on what others coded with it, and so the answer would tell of that
        bench.complain(
            f"Blind: '{code.name}' stays, for others may use it. Delete it when you are not blind."
        )
    elif code:
        _delete_unless_used(bench, code)


def _delete_unless_used(bench: Bench, code: Code) -> None:
    """Deletes an entry; one that is used only after a question that tells how often."""
    used = _uses(bench, code)
    if not used:
        bench.do(codebook_acts.take_out, code.id, agreed=used)
        return
    title = f"'{code.name}' is used: {count(used, 'coding')} would go with it."
    options = [Option("n", "keep it", "n"), Option("y", "take it out with its codings", "y")]
    bench.ask(title, options, partial(_delete_if, bench, code, used))


def _uses(bench: Bench, code: Code) -> int:
    """How many codings of any coder an entry has on disk; none when somebody took the entry out."""
    earlier = bench.sitting.study
    # read anew: somebody may have coded with it since the sitting last looked
    study = Study(earlier.root, earlier)
    return codebook_acts.uses(study, code.id) if code.id in study.codebook.by_key else 0


def _delete_if(bench: Bench, code: Code, used: int, answer: str) -> None:
    if answer != "y":
        return
    if _uses(bench, code) == used:
        bench.do(codebook_acts.take_out, code.id, agreed=used)
    else:
        _delete_unless_used(bench, code)


def _focus(bench: Bench) -> None:
    code = _chosen(bench)
    if code is None:
        return
    if bench.book.focus == code.id:
        bench.book.focus = ""
        bench.say("Highlighted: all excerpts.")
        return
    bench.book.focus = code.id
    found = count(len(bench.book.in_focus()), "excerpt")
    bench.say(f"Highlighted: '{code.name}' alone: {found}, e and E step through them.")


def _chosen(bench: Bench) -> Code | None:
    if bench.book.chosen is None:
        bench.complain(NO_CODES)
    return bench.book.chosen


def _go_to_excerpt(bench: Bench) -> None:
    if excerpt := bench.here.chosen(bench.excerpts_here):
        bench.go_to(excerpt.span[0])
        bench.take(excerpt.id, by_hand=True)
    bench.pane = "READ"


CHANGES = frozenset(("new-entry", "rename-entry", "define-entry", "delete-entry"))
COMMANDS: dict[str, Act] = {
    "list-down": partial(_step, 1),
    "list-up": partial(_step, -1),
    "list-page-down": partial(_step, _PAGE),
    "list-page-up": partial(_step, -_PAGE),
    "list-first": partial(_step, -_ALL),
    "list-last": partial(_step, _ALL),
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
    "go-to-excerpt": _go_to_excerpt,
}
