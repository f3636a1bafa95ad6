"""The only printer: data on standard output, talk on standard error, and the JSON envelope."""

from __future__ import annotations

import errno
import json
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from pimhcli import __version__
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pimhcli.errors import PimhError
    from pimhcli.findings import Finding

ENVELOPE = 1  # counted up when a key of the envelope goes or changes its meaning
# control characters, what turns the direction of writing, and halves of characters
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Result(NamedTuple):
    """What a command computed.

    Args:
        data: the same for programs, as ``--json`` gives it.
        text: what a person asked to see; goes to standard output.
        talk: what was done and what comes next; goes to standard error.
        findings: what the data has to be told of.
        exit_code: 0, or 1 when the answer is "problems" or "no match".
    """

    data: object
    text: str = ""
    talk: str = ""
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0


def show(result: Result, command: str, *, as_json: bool) -> int:
    """Prints a result.

    Args:
        result: what the command computed.
        command: its name, for the envelope.
        as_json: one JSON object instead of text.

    Returns:
        The exit code.
    """
    if as_json:
        status = "problems" if result.exit_code else "ok"
        _envelope(command, status, data=result.data, findings=result.findings)
        return result.exit_code
    say(listed(result.findings))
    give(result.text)
    say(result.talk)
    return result.exit_code


def show_error(error: PimhError, command: str, *, as_json: bool) -> int:
    """Prints why a command failed and what to do.

    Returns:
        The exit code.
    """
    if as_json:
        why = {"message": error.message, "hint": error.hint}
        _envelope(command, "error", findings=error.findings, error=why)
    else:
        say("\n".join(filter(None, (listed(error.findings), f"Error: {error.message}", error.hint))))
    return error.exit_code


def listed(findings: Iterable[Finding]) -> str:
    """Findings as text, one a line, errors first."""
    ranks = ("error", "warning", "note")
    ordered = sorted(findings, key=lambda finding: ranks.index(finding.severity))
    heads = {"error": "", "warning": "warning: ", "note": "note: "}
    return "\n".join(heads[finding.severity] + str(finding) for finding in ordered)


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the user agrees; ``--yes`` does so beforehand.

    Args:
        question: ends in a question mark.
        yes: whether ``--yes`` was given.

    Raises:
        UsageError: there is no terminal to ask on.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(
            f"This needs an answer: {question}", hint="Give --yes to agree. Nothing was changed."
        )
    sys.stderr.write(f"{clean(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def width() -> int:
    """The columns of the terminal that data are shown on, 60 at least; 0 in a pipe or a file."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    import shutil

    return max(shutil.get_terminal_size().columns, 60)


def is_terminal() -> bool:
    """Whether a person can be asked: standard input and standard error are a terminal."""
    return is_typed() and sys.stderr is not None and sys.stderr.isatty()


def is_typed() -> bool:
    """Whether standard input is a terminal, at which somebody types."""
    return sys.stdin is not None and sys.stdin.isatty()


def typed_line(prompt: str = "") -> str | None:
    """The next line that somebody types, or that a pipe gives; None at the end.

    Args:
        prompt: shown on a terminal only.
    """
    if sys.stdin is None:
        return None
    if is_typed():
        say(prompt, end="")
    # bytes, so that what is no UTF-8 is one bad line and not the end of the program
    given = getattr(sys.stdin, "buffer", sys.stdin).readline()
    if isinstance(given, bytes):
        encoding = sys.stdin.encoding if is_typed() else "utf-8-sig"
        given = given.decode(encoding, "surrogateescape")
    return given.rstrip("\r\n") if given else None


def _envelope(
    command: str,
    status: str,
    *,
    data: object = None,
    findings: Iterable[Finding] = (),
    error: dict[str, str] | None = None,
) -> None:
    envelope = {
        "pimh": __version__,
        "envelope": ENVELOPE,
        "command": command,
        "status": status,
        "data": data,
        "findings": list(findings),
        "error": error,
    }
    # 30 ms, which no --help should pay
    import msgspec

    text = json.dumps(msgspec.to_builtins(envelope, enc_hook=_exact), ensure_ascii=False, indent=2)
    sys.stdout.write(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def _exact(value: object) -> str:
    """An exact number as a program can read it without loss, such as 25/7."""
    from fractions import Fraction

    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"There is no JSON for {value!r}.")


def give(text: str) -> None:
    """Gives data, on standard output; in the middle of a command too."""
    if text:
        sys.stdout.write(clean(text if text.endswith("\n") else f"{text}\n"))
        sys.stdout.flush()


def say(text: str, *, end: str = "\n") -> None:
    """Tells the user something, on standard error; in the middle of a command too.

    Args:
        text: what is told.
        end: what ends it, unless it ends so already.
    """
    if text:
        sys.stdout.flush()
        try:
            sys.stderr.write(clean(text if text.endswith(end) else f"{text}{end}"))
            sys.stderr.flush()
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            # a terminal whose connection was lost is like a pipe whose reader has gone
            raise BrokenPipeError from error


def typed(path: Path) -> str:
    """A path as it is typed in any shell."""
    return f'"{path}"' if " " in str(path) else str(path)


def clean(words: str) -> str:
    """Words as they may be printed: no character of a file steers the terminal."""
    return _UNSEEN.sub("·", words)
