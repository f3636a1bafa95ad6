"""Reads which texts of a file of answers stand for no answer, and for which kind of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold
from pimhcli.questionnaire.items import MISSING

if TYPE_CHECKING:
    from pimhcli.fields import Fields

_KINDS = ("blank", "declined", "not asked")


class StandIns(msgspec.Struct, frozen=True):
    """Texts that stand for no answer.

    Args:
        blank: for a blank.
        declined: for preferring not to say.
        unasked: for not having been asked.
    """

    blank: tuple[str, ...] = MISSING
    declined: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


def read(fields: Fields, usual: StandIns) -> StandIns:
    """What ``missing`` says: a list for a blank, or ``{blank: […], declined: […], not asked: […]}``.

    Args:
        fields: the mapping that may have it.
        usual: what counts for each kind that it does not name.
    """
    if "missing" not in fields:
        return usual
    node = fields.raw("missing")
    if node is None or not isinstance(node.value, dict):
        named = {"blank": tuple(fields.texts("missing"))}
    else:
        section = fields.section("missing")
        texts = {kind: tuple(section.texts(kind)) for kind in _KINDS}
        named = {kind: texts[kind] for kind in _KINDS if kind in section}
        section.done()
        _refuse_two_kinds(section, named)
    own = {fold(text) for texts in named.values() for text in texts}
    inherited = dict(zip(_KINDS, (usual.blank, usual.declined, usual.unasked), strict=True))
    kept = {kind: tuple(t for t in texts if fold(t) not in own) for kind, texts in inherited.items()}
    return StandIns(*(named.get(kind, kept[kind]) for kind in _KINDS))


def _refuse_two_kinds(section: Fields, named: dict[str, tuple[str, ...]]) -> None:
    kinds: dict[str, str] = {}
    for kind, texts in named.items():
        for text in texts:
            first = kinds.setdefault(fold(text), kind)
            if first != kind:
                at = section.raw(kind) or section.node
                section.problem(
                    at, f"'{text}' stands for both {first} and {kind}.", "Keep it in one of them."
                )
