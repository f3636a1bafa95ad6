"""What checks can mend by themselves: what needs no judgement, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.folding import fold_name
from pimhcli.study import codebook_noting, codebook_syncing, coders, saving, starting
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.study.study import Study


def mended(study: Study, names: Iterable[str], coder: str, *, dry_run: bool) -> list[str]:
    """Mends what can be mended, and tells what that was.

    Files and folders that every study has are made anew; what was changed in codebook.yaml by hand is taken
    into the history, from which ``pimh undo`` and the audit trail know of it.

    Args:
        study: the open study.
        names: of the checks that may mend; none for all.
        coder: who does it, as ``--coder`` gives it.
        dry_run: whether to tell only what would be done.

    Raises:
        UsageError: it has to be said who does it.
        StudyError: a file that is needed for it cannot be read.
    """
    wanted = set(map(fold_name, names))
    able = {"structure": _made(study, dry_run=dry_run), "codebook": _noted(study, coder, dry_run=dry_run)}
    told = [one for name, acts in able.items() if not wanted or name in wanted for one in acts]
    return [f"Would do: {one}" for one in told] if dry_run else told


def _made(study: Study, *, dry_run: bool) -> Iterator[str]:
    missing = starting.missing(study.root)
    if missing and not dry_run:
        starting.complete(study.root)
    if missing:
        yield f"Made what every study has: {together(missing)}."


def _noted(study: Study, coder: str, *, dry_run: bool) -> Iterator[str]:
    if not codebook_noting.noticed(study):
        return
    who = coders.current(study.settings, coder)
    if dry_run:
        yield codebook_syncing.sync(study, who).sentence
    else:
        yield saving.perform(study.root, lambda fresh: codebook_syncing.sync(fresh, who), study).sentence
