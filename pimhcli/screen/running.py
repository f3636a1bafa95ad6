"""Opens the coding screen in whatever terminal there is, and stays until it is left."""

from __future__ import annotations

import codecs
import io
import locale
import os
import sys
import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len

from pimhcli.errors import StudyError
from pimhcli.screen import key_files
from pimhcli.screen.app import CodingScreen
from pimhcli.screen.workbench import Workbench
from pimhcli.study import own_keys
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.screen.colours import Ground
    from pimhcli.screen.keys import Keymap
    from pimhcli.study.sitting import Sitting

_NEAREST = "pimh.nearest"
_PLAIN = dict(zip("·–—…“”„‘’▾▸»★▶│▁▂▃▄▅▆▇█", '---."""\'\'-+>*>|--------', strict=True))


def run(sitting: Sitting, *, color: bool = True, light: bool | None = None) -> str:
    """Opens the screen and stays until it is left.

    Args:
        sitting: the coder at work on a transcript.
        color: whether there are colours.
        light: whether the terminal's ground is light; None looks at what the terminal says of itself.

    Returns:
        What is to be said when it has closed.

    Raises:
        StudyError: the keys that the study or the user chose are wrong.
    """
    bench = Workbench(sitting, _keymap(sitting))
    bench.ascii = "utf" not in (locale.getpreferredencoding(do_setlocale=False) or "").lower()
    before = len(sitting.excerpts)
    _make_writable()
    _set_environment(color=color)
    app = CodingScreen(bench, _ground(color=color, light=light))
    app.run()
    if app.failure:
        raise app.failure
    now = len(sitting.excerpts)
    new = f" ({now - before:+,})" if now != before else ""
    whose = f" of {sitting.coder}" if sitting.beside else ""
    return f"{sitting.name}: {count(now, 'excerpt')}{whose}{new}. Everything is saved."


def _make_writable() -> None:
    """Has the terminal, which Textual paints through this stream, take characters that it has not."""
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        codecs.register_error(_NEAREST, _nearest)
        sys.__stderr__.reconfigure(errors=_NEAREST)


def _set_environment(*, color: bool) -> None:
    # Textual takes these for itself: sizes that no window follows, and an empty NO_COLOR, which by its own
    # rule means nothing
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        os.environ.pop(name, None)
    if not color:
        os.environ["NO_COLOR"] = "1"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What is drawn, in as many cells, for characters that the terminal has not."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    known = _PLAIN.get(sign) or unicodedata.normalize("NFD", sign)[0]
    # rows would shift if a sign of two cells became one
    return known if known.isascii() else "?" * cell_len(sign)


def _keymap(sitting: Sitting) -> Keymap:
    found, findings = key_files.keymap(own_keys.chosen(sitting.study))
    if findings:
        problems = count(len(findings), "problem")
        raise StudyError(f"The keys have {problems}.", hint="Mend them and start again.", findings=findings)
    return found


def _ground(*, color: bool, light: bool | None) -> Ground:
    if not color:
        return "none"
    if light is None:
        # some terminals tell the numbers of their colours: 7 and 15 are the light grounds
        light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}
    return "light" if light else "dark"
