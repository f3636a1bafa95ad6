"""The commands that code and change excerpts: each ends in one act of the core."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.screen import motions
from pimhcli.screen.panels import Memo, Option, Palette
from pimhcli.screen.picker import Cancelled, Chosen, Habits, New, Passage, Picker, named_after
from pimhcli.screen.resizing import Resizing
from pimhcli.study import acting
from pimhcli.transcripts.segments import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.picker import Outcome
    from pimhcli.screen.workbench import Workbench
    from pimhcli.transcripts.segments import Span

    Act = Callable[[Workbench], None]

RECENT = 9  # codes that r lists, one a digit
NOTHING_HERE = "Nothing to code here."
NO_EXCERPT = "There is no excerpt here."


def target(bench: Workbench) -> Span | None:
    """The span that is to be coded: the selection, the excerpt taken by hand, or the sentence here."""
    span = bench.selection
    if span is None and bench.taken_up:
        return bench.taken_up.span
    if span is None and bench.turn:
        span = motions.sentence_at(bench.transcript, bench.cursor)
    start, end = bench.transcript.said(*span) if span else (0, 0)
    return (start, end) if start < end else None


def apply(bench: Workbench, span: Span, codes: Sequence[str], new: Draft | None = None) -> None:
    """Codes a span, with codes of the codebook and perhaps one that is made."""
    plan = bench.do(acting.code, bench.transcript.id, Wanted(*span, tuple(codes)), new)
    made = [edit.after.id for edit in plan.step.record.edits if edit.after] if plan.step else []
    used = (*codes, *made[-1:])
    if used:
        bench.last = used
        bench.recent = tuple(dict.fromkeys((*used, *bench.recent)))[: 2 * RECENT]
    if made:
        bench.under = bench.material.book.by_key[made[-1]].parent
    bench.keep_place()


def palette(
    bench: Workbench, span: Span, done: Callable[[Outcome], object], text: str = "", asked: str = "Code with:"
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
    habits = Habits(bench.recent, bench.material.own_counts, bench.under)
    passage = Passage(quote, len(words(quote)))
    picker = Picker(bench.material.book, habits, passage, text, bench.keymap)
    bench.open(Palette(picker, done, asked))


def outcome_applied(bench: Workbench, span: Span, outcome: Outcome) -> bool:
    """Codes a span with what the palette gave; says whether it gave anything."""
    match outcome:
        case Chosen(keys):
            apply(bench, span, keys)
        case New(name, under, also):
            apply(bench, span, also, Draft(name, under))
        case Cancelled():
            return False
    return True


def draft(bench: Workbench) -> dict[str, str]:
    """The memo that is being written, to be found again after a crash."""
    memo = bench.panel if isinstance(bench.panel, Memo) and not bench.panel.over else bench.unsaved
    return {"draft": memo.editor.text, "draft_of": memo.about} if memo and memo.about else {}


def resume_draft(bench: Workbench) -> None:
    """Opens a memo again that was not finished when the last sitting ended."""
    excerpt = bench.material.called(bench.place.draft_of)
    if excerpt and bench.place.draft.strip() != excerpt.memo:
        _write_memo(bench, excerpt, bench.place.draft)
        bench.message = "This memo was not finished last time."


def _code(bench: Workbench) -> None:
    span = target(bench)
    if span is None:
        bench.complain(NOTHING_HERE)
        return
    palette(bench, span, partial(outcome_applied, bench, span))


def _in_vivo(bench: Workbench) -> None:
    span = target(bench)
    if span is None:
        bench.complain(NOTHING_HERE)
        return
    name = named_after(bench.transcript.text[slice(*span)])
    palette(bench, span, partial(outcome_applied, bench, span), name)


def _apply_here(bench: Workbench, codes: Sequence[str]) -> None:
    span = target(bench)
    if span is None:
        bench.complain(NOTHING_HERE)
    else:
        apply(bench, span, codes)


def _again(bench: Workbench) -> None:
    known = [key for key in bench.last if key in bench.material.book.by_key]
    if known:
        _apply_here(bench, known)
    else:
        bench.complain("No code was applied yet: press c.")


def _recent(bench: Workbench) -> None:
    known = [key for key in bench.recent if key in bench.material.book.by_key][:RECENT]
    if not known:
        bench.complain("No code was applied yet: press c.")
        return
    options = [Option(key, _with_place(bench, key), str(n)) for n, key in enumerate(known, start=1)]
    bench.ask("Apply a recent code", options, lambda key: _apply_here(bench, [key]))


def _pinned(digit: str, bench: Workbench) -> None:
    key = bench.book.pins.get(digit, "")
    if key in bench.material.book.by_key:
        _apply_here(bench, [key])
    else:
        bench.complain(f"No code is pinned to {digit}: Tab to the codebook, then p and {digit} on a code.")


def _memo(bench: Workbench) -> None:
    if bench.selection and bench.pane == "READ":
        _memo_on_selection(bench)
    elif excerpt := _excerpt(bench):
        _write_memo(bench, excerpt, excerpt.memo)
    else:
        bench.complain(f"{NO_EXCERPT} Select some words first.")


def _memo_on_selection(bench: Workbench) -> None:
    span = target(bench)
    same = next((excerpt for excerpt in bench.excerpts_here if excerpt.span == span), None)
    if same:
        _write_memo(bench, same, same.memo)
    elif span is None:
        bench.complain(NOTHING_HERE)
    else:
        palette(bench, span, partial(_coded_then_memo, bench, span))


def _coded_then_memo(bench: Workbench, span: Span, outcome: Outcome) -> None:
    if outcome_applied(bench, span, outcome) and bench.in_hand:
        _write_memo(bench, bench.in_hand, bench.in_hand.memo)


def _write_memo(bench: Workbench, excerpt: Excerpt, text: str) -> None:
    title = f"Memo on: {bench.material.names(excerpt)}"
    bench.open(
        Memo(title, text, bench.keymap, lambda memo: _save_memo(bench, excerpt, memo), about=excerpt.id)
    )


def _save_memo(bench: Workbench, excerpt: Excerpt, text: str) -> None:
    if text.strip() != excerpt.memo:
        bench.do(acting.memo, excerpt.id, text)


def _star(bench: Workbench) -> None:
    if excerpt := _excerpt(bench):
        bench.do(acting.star, excerpt.id, on=not excerpt.star)


def _take(bench: Workbench) -> None:
    found = sorted(bench.excerpts_here, key=lambda e: (e.span[1] - e.span[0], e.span, e.id))
    if not found:
        bench.complain(NO_EXCERPT)
        return
    ids = [excerpt.id for excerpt in found]
    known = ids.index(bench.taken) if bench.taken in ids and bench.taken_by_hand else -1
    taken = found[(known + 1) % len(found)]
    bench.anchor, bench.marking = None, False
    if not taken.span[0] <= bench.cursor < taken.span[1]:
        bench.go_to(taken.span[0])
    bench.take(taken.id, by_hand=True)
    bench.message = f"Took {bench.material.names(taken)} ({ids.index(taken.id) + 1} of {len(ids)} here)."


def _change_code(bench: Workbench) -> None:
    if excerpt := _excerpt(bench):
        _which_code(bench, excerpt, "Change which code?", lambda old: _change(bench, excerpt, old))


def _change(bench: Workbench, excerpt: Excerpt, old: str) -> None:
    def done(outcome: Outcome) -> None:
        match outcome:
            case Chosen((key,)):
                bench.do(acting.recode, excerpt.id, old, key)
            case Chosen():
                bench.complain("A code can be changed for one other alone: tick no more than one.")
            case New():
                bench.complain("A code can be changed for one of the codebook: make the new one first (c).")

    palette(bench, excerpt.span, done, asked=f"Instead of '{bench.material.name(old)}':")


def _remove_code(bench: Workbench) -> None:
    if excerpt := _excerpt(bench):
        _which_code(
            bench,
            excerpt,
            "Remove which code?",
            lambda key: bench.do(acting.remove, excerpt.id, [key]) and None,
        )


def _which_code(bench: Workbench, excerpt: Excerpt, title: str, done: Callable[[str], object]) -> None:
    if len(excerpt.codes) == 1:
        done(excerpt.codes[0])
        return
    names = enumerate(excerpt.codes, start=1)
    bench.ask(title, [Option(key, _with_place(bench, key), str(n)) for n, key in names], done)


def _with_place(bench: Workbench, key: str) -> str:
    """A code's name and what it stands under, for two may have one name."""
    book = bench.material.book
    above = book.by_key[key].parent if key in book.by_key else ""
    return f"{bench.material.name(key)} — {book.path(above)}" if above else bench.material.name(key)


def _remove_excerpt(bench: Workbench) -> None:
    if excerpt := _excerpt(bench):
        bench.do(acting.remove, excerpt.id)


def _grab(bench: Workbench, *, at_start: bool) -> None:
    if bench.resizing:
        bench.resizing.at_start = at_start
    elif excerpt := _excerpt(bench):
        bench.pane, bench.anchor, bench.marking = "READ", None, False
        bench.take(excerpt.id)
        bench.resizing = Resizing(excerpt, at_start=at_start)
    if bench.resizing:
        bench.goal, bench.cursor = None, bench.resizing.grabbed


def _keep_size(bench: Workbench) -> None:
    if resizing := bench.resizing:
        unchanged = resizing.span == resizing.excerpt.span
        span = resizing.span if unchanged else bench.transcript.said(*resizing.span)
        bench.do(acting.resize, resizing.excerpt.id, *span)
        bench.resizing = None


def _restore_size(bench: Workbench) -> None:
    if resizing := bench.resizing:
        bench.resizing = None
        bench.go_to(resizing.excerpt.span[0])
        bench.message = "The excerpt keeps its size."


def _split(bench: Workbench) -> None:
    if excerpt := _excerpt(bench):
        bench.do(acting.split, excerpt.id, bench.cursor)


def _merge(bench: Workbench) -> None:
    excerpt = _excerpt(bench)
    if excerpt is None:
        return
    text, after = bench.transcript.text, (e for e in bench.material.excerpts if e.span > excerpt.span)
    other = next((e for e in after if not text[excerpt.span[1] : e.span[0]].strip()), None)
    if other:
        bench.do(acting.merge, excerpt.id, other.id)
    else:
        bench.complain("No excerpt after this one touches or overlaps it.")


def _undo(bench: Workbench) -> None:
    earlier = bench.sitting.goes_back_to()
    if earlier is None:
        bench.shown(bench.sitting.undo())
        return
    day, time = earlier.at[:10], earlier.at[11:16]
    title = f"This undoes an act of an earlier time, {day} {time} UTC: {earlier.sentence}"
    yes, no = Option("y", "undo it, and go on back without asking", "y"), Option("n", "leave it", "n")
    bench.ask(title, [yes, no], lambda answer: _undo_agreed(bench) if answer == "y" else None)


def _undo_agreed(bench: Workbench) -> None:
    bench.sitting.agreed_to_go_back = True
    bench.shown(bench.sitting.undo())


def _redo(bench: Workbench) -> None:
    bench.shown(bench.sitting.redo())


def _excerpt(bench: Workbench) -> Excerpt | None:
    """The excerpt that an act is about: the one chosen in its pane, else the one in hand."""
    found = bench.here.chosen(bench) if bench.pane == "HERE" else bench.in_hand
    if found is None:
        bench.complain(NO_EXCERPT)
    return found


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
