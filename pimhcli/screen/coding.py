"""The commands that code and change excerpts: each ends in one act of the core."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.screen import motions
from pimhcli.screen.bench import Used
from pimhcli.screen.panels import Memo, Option, Palette
from pimhcli.screen.picker import Cancelled, Chosen, Habits, New, Passage, Picker, named_after
from pimhcli.screen.resizing import Resizing
from pimhcli.study import acting
from pimhcli.study.resuming import used_lately

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.bench import Act, Bench
    from pimhcli.screen.picker import Outcome
    from pimhcli.transcripts.segments import Span

NOTHING_HERE = "Nothing to code here."

_RECENT = 9  # codes that r lists, one a digit
_NO_EXCERPT = "There is no excerpt here."
_NOT_YOURS = (
    "This excerpt is {0}'s, who alone changes it. Code the same words yourself: a, then c. "
    "To remark on it: pimh review"
)
_NOT_APPLIED = "No code was applied yet: press c."


def target(bench: Bench) -> Span | None:
    """The span that is to be coded: the selection, the excerpt taken by hand, or the sentence here."""
    span = bench.selection
    if span is None and bench.taken_up:
        return bench.taken_up.span
    if span is None and bench.turn:
        span = motions.sentence_at(bench.transcript, bench.cursor)
    start, end = bench.transcript.said(*span) if span else (0, 0)
    return (start, end) if start < end else None


def apply(bench: Bench, span: Span, codes: Sequence[str], new: Draft | None = None) -> None:
    """Codes a span, with codes of the codebook and perhaps one that is made.

    Args:
        bench: the screen.
        span: what is to be coded.
        codes: keys of the codebook's.
        new: the one to make; None for none.

    Raises:
        PimhError: it cannot be done, or not be saved.
    """
    plan = bench.sitting.do(acting.code, bench.transcript.id, Wanted(*span, tuple(codes)), new)
    made = [edit.after for edit in plan.step.record.edits if edit.after] if plan.step else []
    used = (*codes, *(code.id for code in made[-1:]))
    if used:
        under = made[-1].parent if made else bench.used.under
        bench.used = Used(used, used_lately(used, bench.used.recent), under)
    bench.show(plan)
    if used:
        bench.book.choose(used[-1])  # its count is in view beside the text


def resume_draft(bench: Bench) -> None:
    """Opens a memo again that was not finished when the last sitting ended."""
    place = bench.sitting.place
    excerpt = bench.material.called(place.draft_of)
    if place.draft_of and not excerpt:
        bench.complain(f"The excerpt is gone of a memo that was not finished last time: “{place.draft}”")
    elif excerpt and place.draft.strip() != excerpt.memo:
        _write_memo(bench, excerpt, place.draft)
        bench.say("This memo was not finished last time.")


def _palette(
    bench: Bench, span: Span, done: Callable[[Outcome], object], text: str = "", asked: str = "Code with:"
) -> None:
    """Opens the code palette for a span.

    Args:
        bench: the screen.
        span: what is to be coded.
        done: takes what was chosen.
        text: what stands typed at first.
        asked: what stands before it.
    """
    quote = bench.transcript.text[slice(*span)]
    habits = Habits(bench.used.recent, bench.material.code_counts, bench.used.under)
    passage = Passage(quote, bench.transcript.words_between(*span))
    picker = Picker(bench.material.book, habits, passage, text, bench.keymap)
    bench.open(Palette(picker, done, asked))


def _apply_outcome(bench: Bench, span: Span, outcome: Outcome) -> bool:
    """Codes a span with what the palette gave; says whether it gave anything."""
    match outcome:
        case Chosen(keys):
            apply(bench, span, keys)
        case New(name, under, also):
            apply(bench, span, also, Draft(name, under))
        case Cancelled():
            return False
    return True


def _code(bench: Bench) -> None:
    span = target(bench)
    if span is None:
        bench.complain(NOTHING_HERE)
    else:
        _palette(bench, span, partial(_apply_outcome, bench, span))


def _in_vivo(bench: Bench) -> None:
    span = target(bench)
    if span is None:
        bench.complain(NOTHING_HERE)
    else:
        name = named_after(bench.transcript.text[slice(*span)])
        _palette(bench, span, partial(_apply_outcome, bench, span), name)


def _apply_here(bench: Bench, codes: Sequence[str]) -> None:
    span = target(bench)
    if span is None:
        bench.complain(NOTHING_HERE)
    else:
        apply(bench, span, codes)


def _again(bench: Bench) -> None:
    known = [key for key in bench.used.last if key in bench.material.book.by_key]
    if known:
        _apply_here(bench, known)
    else:
        bench.complain(_NOT_APPLIED)


def _recent(bench: Bench) -> None:
    known = [key for key in bench.used.recent if key in bench.material.book.by_key][:_RECENT]
    if not known:
        bench.complain(_NOT_APPLIED)
        return
    options = [Option(key, _with_place(bench, key), str(n)) for n, key in enumerate(known, start=1)]
    bench.ask("Apply a recent code", options, partial(_apply_recent, bench))


def _apply_recent(bench: Bench, key: str) -> None:
    _apply_here(bench, [key])


def _pinned(digit: str, bench: Bench) -> None:
    key = bench.book.pins.get(digit, "")
    if key in bench.material.book.by_key:
        _apply_here(bench, [key])
    else:
        bench.complain(f"No code is pinned to {digit}: Tab to the codebook, then p and {digit} on a code.")


def _memo(bench: Bench) -> None:
    if bench.selection and bench.pane == "READ":
        _memo_on_selection(bench)
    elif excerpt := _excerpt(bench, "Select some words first."):
        _write_memo(bench, excerpt, excerpt.memo)


def _memo_on_selection(bench: Bench) -> None:
    span = target(bench)
    same = next((excerpt for excerpt in bench.material.own if excerpt.span == span), None)
    if same:
        _write_memo(bench, same, same.memo)
    elif span is None:
        bench.complain(NOTHING_HERE)
    else:
        _palette(bench, span, partial(_coded_then_memo, bench, span))


def _coded_then_memo(bench: Bench, span: Span, outcome: Outcome) -> None:
    if _apply_outcome(bench, span, outcome) and bench.in_hand:
        _write_memo(bench, bench.in_hand, bench.in_hand.memo)


def _write_memo(bench: Bench, excerpt: Excerpt, text: str) -> None:
    title = f"Memo on: {bench.material.names(excerpt)}"
    save = partial(_save_memo, bench, excerpt)
    bench.open(Memo(title, text, bench.keymap, save, about=excerpt.id))


def _save_memo(bench: Bench, excerpt: Excerpt, text: str) -> None:
    if text.strip() != excerpt.memo:
        bench.do(acting.memo, excerpt.id, text)


def _star(bench: Bench) -> None:
    if excerpt := _excerpt(bench):
        bench.do(acting.star, excerpt.id, on=not excerpt.star)


def _take(bench: Bench) -> None:
    found = bench.excerpts_here
    if not found:
        bench.complain(_NO_EXCERPT)
        return
    following = found.index(bench.taken_up) + 1 if bench.taken_up else 0
    taken = found[following % len(found)]
    bench.anchor, bench.marking = None, False
    if not taken.span[0] <= bench.cursor < taken.span[1]:
        bench.go_to(taken.span[0])
    bench.take(taken.id, by_hand=True)
    bench.say(f"Took {bench.material.names(taken)} ({found.index(taken) + 1} of {len(found)} here).")


def _change_code(bench: Bench) -> None:
    if excerpt := _excerpt(bench):
        _which_code(bench, excerpt, "Change which code?", partial(_change, bench, excerpt))


def _change(bench: Bench, excerpt: Excerpt, old: str) -> None:
    done = partial(_changed, bench, excerpt, old)
    _palette(bench, excerpt.span, done, asked=f"Instead of '{bench.material.book.name_of(old)}':")


def _changed(bench: Bench, excerpt: Excerpt, old: str, outcome: Outcome) -> None:
    match outcome:
        case Chosen((key,)):
            bench.do(acting.recode, excerpt.id, old, key)
        case Chosen():
            bench.complain("A code can be changed for one other alone: tick no more than one.")
        case New():
            bench.complain("A code can be changed for one of the codebook: make the new one first (c).")


def _remove_code(bench: Bench) -> None:
    if excerpt := _excerpt(bench):
        _which_code(bench, excerpt, "Remove which code?", partial(_remove, bench, excerpt))


def _remove(bench: Bench, excerpt: Excerpt, code: str) -> None:
    bench.do(acting.remove, excerpt.id, [code])


def _which_code(bench: Bench, excerpt: Excerpt, title: str, done: Callable[[str], object]) -> None:
    if len(excerpt.codes) == 1:
        done(excerpt.codes[0])
        return
    names = enumerate(excerpt.codes, start=1)
    bench.ask(title, [Option(key, _with_place(bench, key), str(n)) for n, key in names], done)


def _with_place(bench: Bench, key: str) -> str:
    """A code's name and what it stands under, for two may have one name."""
    book = bench.material.book
    above = book.by_key[key].parent if key in book.by_key else ""
    return f"{book.name_of(key)} — {book.path(above)}" if above else book.name_of(key)


def _remove_excerpt(bench: Bench) -> None:
    if excerpt := _excerpt(bench):
        bench.do(acting.remove, excerpt.id)


def _grab(bench: Bench, *, at_start: bool) -> None:
    if bench.resizing:
        bench.resizing.at_start = at_start
    elif excerpt := _excerpt(bench):
        bench.pane, bench.anchor, bench.marking = "READ", None, False
        bench.take(excerpt.id)
        bench.resizing = Resizing(excerpt, at_start=at_start)
    if bench.resizing:
        bench.goal, bench.cursor = None, bench.resizing.grabbed


def _keep_size(bench: Bench) -> None:
    if resizing := bench.resizing:
        unchanged = resizing.span == resizing.excerpt.span
        span = resizing.span if unchanged else bench.transcript.said(*resizing.span)
        bench.do(acting.resize, resizing.excerpt.id, *span)
        bench.resizing = None


def _restore_size(bench: Bench) -> None:
    if resizing := bench.resizing:
        bench.resizing = None
        bench.go_to(resizing.excerpt.span[0])
        bench.say("The excerpt keeps its size.")


def _split(bench: Bench) -> None:
    if excerpt := _excerpt(bench):
        bench.do(acting.split, excerpt.id, bench.cursor)


def _merge(bench: Bench) -> None:
    excerpt = _excerpt(bench)
    if excerpt is None:
        return
    text, after = bench.transcript.text, (e for e in bench.material.own if e.span > excerpt.span)
    other = next((e for e in after if not text[excerpt.span[1] : e.span[0]].strip()), None)
    if other:
        bench.do(acting.merge, excerpt.id, other.id)
    else:
        bench.complain("No excerpt of yours after this one touches or overlaps it.")


def _undo(bench: Bench) -> None:
    earlier = bench.sitting.goes_back_to()
    if earlier is None:
        bench.show(bench.sitting.undo())
        return
    day, time = earlier.at[:10], earlier.at[11:16]
    title = f"This undoes an act of an earlier time, {day} {time} UTC: {earlier.sentence}"
    yes, no = Option("y", "undo it, and go on back without asking", "y"), Option("n", "leave it", "n")
    bench.ask(title, [yes, no], partial(_undo_if, bench))


def _undo_if(bench: Bench, answer: str) -> None:
    if answer == "y":
        bench.sitting.agreed_to_go_back = True
        bench.show(bench.sitting.undo())


def _redo(bench: Bench) -> None:
    bench.show(bench.sitting.redo())


def _excerpt(bench: Bench, instead: str = "") -> Excerpt | None:
    """The coder's own excerpt that an act is about: the one chosen in its pane, else the one in hand.

    Args:
        bench: the screen.
        instead: what to do where there is none.
    """
    found = bench.here.chosen(bench.excerpts_here) if bench.pane == "HERE" else bench.in_hand
    if found and bench.material.is_own(found):
        return found
    bench.complain(_NOT_YOURS.format(found.coder) if found else f"{_NO_EXCERPT} {instead}")
    return None


COMMANDS: dict[str, Act] = {
    "code": _code,
    "again": _again,
    "recent": _recent,
    **{f"pinned-{digit}": partial(_pinned, str(digit)) for digit in range(1, 10)},
    "in-vivo": _in_vivo,
    "memo": _memo,
    "star": _star,
    "take-excerpt": _take,
    "change-code": _change_code,
    "remove-code": _remove_code,
    "remove-excerpt": _remove_excerpt,
    "grab-start": partial(_grab, at_start=True),
    "grab-end": partial(_grab, at_start=False),
    "keep-size": _keep_size,
    "restore-size": _restore_size,
    "split": _split,
    "merge": _merge,
    "undo": _undo,
    "redo": _redo,
}
