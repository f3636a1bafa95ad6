"""GUIDs: the same for the same thing at every export, and compared without braces and case."""

from __future__ import annotations

import uuid

_OURS = uuid.UUID("5f0c9f1e-6a0b-5d57-9c35-70696d680001")  # no other namespace


def guid(study: str, kind: str, *key: str) -> str:
    """The GUID of a thing of a study, in upper case, as MAXQDA and ATLAS.ti write theirs.

    Args:
        study: the study's own id.
        kind: of thing, such as ``transcript``.
        key: what the thing is called among its kind, and never changes.
    """
    own = uuid.uuid5(_OURS, study)
    return str(uuid.uuid5(own, "\x1f".join((kind, *key)))).upper()


def plain(text: str) -> str:
    """A GUID as it is compared: without braces, in upper case; whatever else stands for one likewise.

    >>> plain("{6f9619ff-8b86-d011-b42d-00cf4fc964ff}")
    '6F9619FF-8B86-D011-B42D-00CF4FC964FF'
    """
    return text.strip().strip("{}").upper()
