"""--json: one object of the same seven keys from every command, whatever happens, and nothing beside it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from building import csv_file, run, written

from pimhcli import __version__
from pimhcli.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Pimh

ENVELOPE = ["pimh", "envelope", "command", "status", "data", "findings", "error"]
STEP = {"record", "writes"}
INCOMING = {
    "id", "file", "format", "reason", "notes", "front", "turns", "speakers", "times", "cues", "samples",
}  # fmt: skip
PERSON = {
    "id", "row", "answered", "asked", "groups", "talks", "turns", "words", "of_words", "share", "excerpts",
    "printed", "may_quote", "unanswered",
}  # fmt: skip
CODE = {
    "id", "name", "level", "parent", "definition", "include", "exclude", "example", "colour", "status",
    "former",
}  # fmt: skip
EXCERPT = {
    "id", "transcript", "group", "turn", "last_turn", "speakers", "participants", "start", "end", "quote",
    "printed", "codes", "memo", "star", "coder", "at", "stands",
}  # fmt: skip
STATUS = {
    "title", "root", "items", "participants", "transcripts", "themes", "subthemes", "codes", "excerpts",
    "starred", "coders", "missing", "report", "next", "stages", "evidence",
}  # fmt: skip
LOAD = {
    "participants", "items", "sheet", "columns", "changes",
}  # fmt: skip
ADDED = {"orders", "placed", "excerpts", "new_codings", "new_codes", "problems"}
ACT = {"changed", "sentence", "transcript", "excerpts"}
BOOK = {"changed", "sentence", "entries", "excerpts"}
MEMO_ACT = {"changed", "sentence", "id", "file"}
MEMO = {
    "id", "note", "file", "kind", "on", "what", "transcript", "turn", "problem", "title", "tags", "by", "at",
    "text",
}  # fmt: skip
LOG = {"id", "at", "by", "do", "sentence", "transcripts", "undone", "undoes", "redoes", "kinds"}
STAGE = {"number", "name", "standing", "began", "done", "date", "evidence"}
KEPT = {"name", "folder", "at", "by", "note"}
SYNC = {"transcript", "written", "sentence", "same", "changed", "review", "lost"}
WITHDRAWN = {
    "participant", "scope", "receipt", "sentence", "has_row", "groups", "turns", "words", "gone", "shared",
    "starred", "printed", "losses", "tables", "changes", "writes", "removed", "told", "traces", "unreached",
}  # fmt: skip
PSEUDONYMISED = {"changed", "sentence", "replaced", "unsure", "files", "removed"}
WITHDRAW = ("participant", "withdraw", "p1", "--turns", "--dry-run")
QUESTION = {
    "number", "id", "type", "text", "condition", "levels", "ordered", "unit", "min", "max", "asked_if",
    "definition", "aliases", "derived", "sensitive", "identifier", "consent", "rows",
}  # fmt: skip
FORM = ("questionnaire", "form", "-o", "../in/form.xlsx")
TABLE = {"name", "caption", "columns", "rows", "notes", "figures", "decimal_mark", "language"}

# what each command gives: the keys of its object, or of each object of its list
DATA: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "export word": (("export", "word"), {"file", "transcript"}),
    "export share": (("export", "share", "--everyone"), {"folder", "files", "left_out"}),
    "export csv": (("export", "csv"), {"files", "rows"}),
    "export xlsx": (("export", "xlsx"), {"files", "rows"}),
    "export json": (("export", "json"), {"files", "rows"}),
    "export parquet": (("export", "parquet"), {"files", "rows"}),
    "export qdpx": (("export", "qdpx"), {"file", "program", "went", "stayed", "beware"}),
    "": ((), STATUS),
    "init": (("init", "../new"), {"root", "title", "made", "kept"}),
    "demo": (("demo", "../shown"), {"folder", "report", "commands"}),
    "status": (("status",), STATUS),
    "load": (("load", "../in/answers.csv", "--yes"), LOAD),
    "participant list": (("participant", "list"), {"participants", "moderators", "others", "words"}),
    "participant show": (("participant", "show", "p1"), PERSON | {"answers", "by_entry"}),
    "participant withdraw": (WITHDRAW, WITHDRAWN),
    "questionnaire show": (("questionnaire", "show"), QUESTION),
    "questionnaire check": (("questionnaire", "check"), {"items", "rows", "problems", "findings"}),
    "questionnaire form": (FORM, {"file", "format", "participants", "questions"}),
    "transcript add": (("transcript", "add", "../in/fg2.txt"), INCOMING),
    "transcript list": (("transcript", "list"), {"id", "turns", "coded", "excerpts", "unknown"}),
    "transcript show": (
        ("transcript", "show"),
        {"number", "speaker", "start", "end", "text", "time", "until"},
    ),
    "transcript sync": (("transcript", "sync"), SYNC),
    "transcript review": (("transcript", "review"), {"unsure"}),
    "transcript replace": (
        ("transcript", "replace", "fg1", "more than", "more then"),
        {"transcript", "replaced", "sentence", "excerpts"},
    ),
    "transcript pseudonymise": (
        ("transcript", "pseudonymise", "--key", "../in/key.csv", "--dry-run"),
        PSEUDONYMISED,
    ),
    "codebook add": (("codebook", "add", "Benefits"), CODE),
    "codebook show": (("codebook", "show"), {"entry", "path", "counts"}),
    "codebook rename": (("codebook", "rename", "practice", "Work"), BOOK),
    "codebook describe": (("codebook", "describe", "practice", "--example", "we do"), BOOK),
    "codebook colour": (("codebook", "colour", "practice", "blue"), BOOK),
    "codebook retire": (("codebook", "retire", "practice"), BOOK),
    "codebook move": (("codebook", "move", "barriers", "--first"), BOOK),
    "codebook merge": (("codebook", "merge", "barriers", "--into", "practice"), BOOK),
    "codebook remove": (("codebook", "remove", "barriers", "--yes"), BOOK),
    "codebook split": (("codebook", "split", "barriers", "--into", "New", "--query", "people"), BOOK),
    "codebook sync": (("codebook", "sync"), BOOK),
    "codebook restore": (("codebook", "restore", "costs"), BOOK),
    "excerpt add": (("excerpt", "add", "--quote", "Moderator", "--code", "practice"), ADDED),
    "excerpt list": (("excerpt", "list"), EXCERPT),
    "excerpt show": (("excerpt", "show", "{id}"), EXCERPT | {"time"}),
    "excerpt remove": (("excerpt", "remove", "{id}", "--yes"), {"excerpt", "codes"}),
    "excerpt recode": (("excerpt", "recode", "{id}", "--to", "practice"), ACT),
    "excerpt resize": (("excerpt", "resize", "{id}", "--quote", "We listen"), ACT),
    "excerpt split": (("excerpt", "split", "{id}", "--before", "more"), ACT),
    "excerpt merge": (("excerpt", "merge", "{id}", "{other}"), ACT),
    "excerpt star": (("excerpt", "star", "{id}"), ACT),
    "excerpt memo": (("excerpt", "memo", "{id}", "why?"), ACT),
    "excerpt wording": (("excerpt", "wording", "{id}", "--clear"), ACT),
    "code": (("code", "--plain"), {"transcript", "greeting", "answers"}),
    "memo add": (("memo", "add", "Why?"), MEMO_ACT),
    "memo list": (("memo", "list"), MEMO),
    "memo show": (("memo", "show", "zz.md"), MEMO),
    "memo edit": (("memo", "edit", "zz.md"), MEMO_ACT),
    "memo remove": (("memo", "remove", "zz.md", "--yes"), MEMO_ACT),
    "review": (("review",), {"answers", "sentence"}),
    "review add": (("review", "add", "--entry", "practice", "--agree"), ACT | {"remarks"}),
    "review answer": (("review", "answer"), {"answers", "sentence"}),
    "review list": (("review", "list"), {"points", "standing"}),
    "undo": (("undo",), ACT),
    "redo": (("redo",), ACT),
    "log": (("log",), LOG),
    "stage": (("stage",), STAGE),
    "stage list": (("stage", "list"), STAGE),
    "stage begin": (("stage", "begin", "1"), ACT),
    "stage done": (("stage", "done", "1"), ACT),
    "snapshot add": (("snapshot", "add", "two"), {"changed", "sentence"}),
    "snapshot": (("snapshot",), KEPT),
    "snapshot list": (("snapshot", "list"), KEPT),
    "snapshot show": (("snapshot", "show", "one"), KEPT | {"entries", "codings"}),
    "snapshot diff": (("snapshot", "diff", "one"), {"old", "new", "codebook", "excerpts"}),
    "snapshot restore": (
        ("snapshot", "restore", "one", "--yes"),
        {"changed", "sentence", "codebook", "excerpts", "memos", "remarks", "left_out"},
    ),
    "snapshot remove": (("snapshot", "remove", "one", "--yes"), {"changed", "sentence"}),
    "codebook import": (("codebook", "import", "../in/book.md"), BOOK),
    "codebook export": (("codebook", "export"), {"file", "entries"}),
    "codebook diff": (("codebook", "diff", "one"), {"event", "key", "level", "name", "words"}),
    "import": (
        ("import", "codings"),
        {"changed", "sentence", "codings", "codes", "memos", "remarks"},
    ),
    "resolve": (("resolve",), {"changed", "sentence", "files", "questions", "open", "finish", "rebase"}),
    "audit": (("audit", "../in/answers.csv"), {"table", "columns", "findings", "checked", "unread"}),
    "check": (("check", "roster"), {"check", "findings", "text"}),
    "quotes": (("quotes",), TABLE),
    "table": (("table", "themes"), TABLE),
    "figure": (
        ("figure", "theme-map"),
        {"name", "caption", "description", "width", "height", "language"},
    ),
    "agreement": (("agreement",), {"approach", "why_not", "table"}),
    "report": (("report",), {"files", "excerpts", "missing", "older"}),
}
WRONG: dict[str, tuple[str, ...]] = {
    "export word": ("export", "word", "nothing"),
    "export share": ("export", "share"),
    "export csv": ("export", "csv", "-o", "codings"),
    "export xlsx": ("export", "xlsx", "-o", "a.csv"),
    "export json": ("export", "json", "-o", "codings/a.json"),
    "export parquet": ("export", "parquet", "-o", "a.parquet"),
    "export qdpx": ("export", "qdpx", "--for", "what"),
    "init": ("init", "."),
    "demo": ("demo", "."),
    "status": ("-C", "nowhere", "status"),
    "load": ("load", "nothing.xlsx"),
    "participant list": ("participant", "list", "--what"),
    "participant show": ("participant", "show", "nothing"),
    "participant withdraw": ("participant", "withdraw", "p1"),
    "questionnaire show": ("questionnaire", "show", "--format", "what"),
    "questionnaire check": ("questionnaire", "check", "--what"),
    "questionnaire form": ("questionnaire", "form"),
    "transcript add": ("transcript", "add", "nothing.docx"),
    "transcript list": ("transcript", "list", "--what"),
    "transcript show": ("transcript", "show", "nothing"),
    "transcript sync": ("transcript", "sync", "nothing"),
    "transcript review": ("transcript", "review", "nothing"),
    "transcript replace": ("transcript", "replace", "fg1"),
    "transcript pseudonymise": ("transcript", "pseudonymise", "--key", "nothing.csv"),
    "codebook add": ("codebook", "add", "Practice"),
    "codebook show": ("codebook", "show", "--what"),
    "codebook rename": ("codebook", "rename", "nothing", "Work"),
    "codebook describe": ("codebook", "describe", "practice"),
    "codebook colour": ("codebook", "colour", "practice", "bleu"),
    "codebook retire": ("codebook", "retire", "nothing"),
    "codebook move": ("codebook", "move", "practice", "--under", "slowing-down"),
    "codebook merge": ("codebook", "merge", "practice", "--into", "practice"),
    "codebook remove": ("codebook", "remove", "practice", "--yes"),
    "codebook split": ("codebook", "split", "barriers", "--into", "New"),
    "codebook sync": ("codebook", "sync", "--what"),
    "codebook restore": ("codebook", "restore", "practice"),
    "excerpt add": ("excerpt", "add"),
    "excerpt list": ("excerpt", "list", "--code", "nothing"),
    "excerpt show": ("excerpt", "show", "nothing"),
    "excerpt remove": ("excerpt", "remove", "nothing"),
    "excerpt recode": ("excerpt", "recode", "nothing", "--to", "practice"),
    "excerpt resize": ("excerpt", "resize", "nothing"),
    "excerpt split": ("excerpt", "split", "nothing", "--at", "3"),
    "excerpt merge": ("excerpt", "merge", "nothing", "nothing"),
    "excerpt star": ("excerpt", "star", "nothing"),
    "excerpt memo": ("excerpt", "memo", "nothing", ""),
    "excerpt wording": ("excerpt", "wording", "nothing", "…"),
    "code": ("code", "nothing", "--plain"),
    "memo add": ("memo", "add", "Why?", "--transcript", "nothing"),
    "memo list": ("memo", "list", "--on", "nothing"),
    "memo show": ("memo", "show", "nothing"),
    "memo edit": ("memo", "edit", "nothing"),
    "memo remove": ("memo", "remove", "nothing"),
    "review": ("review", "--only", "nothing"),
    "review add": ("review", "add"),
    "review answer": ("review", "answer", "nothing", "--accept"),
    "review list": ("review", "list", "--coder", "nobody"),
    "undo": ("undo", "--transcript", "nothing"),
    "redo": ("redo",),
    "log": ("log", "--coder", "nothing"),
    "stage": ("stage", "--what"),
    "stage list": ("stage", "list", "--what"),
    "stage begin": ("stage", "begin", "99"),
    "stage done": ("stage", "done", "nothing"),
    "snapshot add": ("snapshot", "add", ""),
    "snapshot": ("snapshot", "--what"),
    "snapshot list": ("snapshot", "list", "--what"),
    "snapshot show": ("snapshot", "show", "nothing"),
    "snapshot diff": ("snapshot", "diff", "nothing"),
    "snapshot restore": ("snapshot", "restore", "nothing"),
    "snapshot remove": ("snapshot", "remove", "nothing"),
    "codebook import": ("codebook", "import", "nothing.qdc"),
    "codebook export": ("codebook", "export", "-o", "a.pdf"),
    "codebook diff": ("codebook", "diff", "nothing"),
    "import": ("import", "nothing"),
    "resolve": ("resolve", "nothing.yaml"),
    "audit": ("audit", "nothing.csv"),
    "check": ("check", "nothing"),
    "quotes": ("quotes", "nothing"),
    "table": ("table", "nothing"),
    "figure": ("figure", "nothing"),
    "agreement": ("agreement", "--unit", "what"),
    "report": ("report", "--what"),
}


@pytest.fixture
def ready(coded: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The coded study with a snapshot, three excerpts, two of which touch, and files to load and to add."""
    assert (run("snapshot", "add", "one"), run("codebook", "add", "Costs")) == (0, 0)
    assert run("excerpt", "add", "--quote", "We slow down now.", "--turn", "2", "--code", "practice") == 0
    written(coded / "memos" / "zz.md", "Text")
    csv_file(source / "key.csv", "name,pseudonym", ["Anna", "P9"])
    monkeypatch.setattr("sys.stdin", io.StringIO("here\n"))
    csv_file(source / "answers.csv", "participant_id,age,job", ("P1", "35", "Nurse"), ("P3", "40", "Nurse"))
    written(source / "book.md", "- Costs of it\n")
    written(source / "fg2.txt", "Moderator: Well?\nP1: Yes.\nModerator: And?\nP1: No.")
    return coded


def leaves(command: Any, words: tuple[str, ...] = ()) -> Iterator[str]:
    below = getattr(command, "commands", {})
    if words and (not below or command.invoke_without_command):
        yield " ".join(words)
    for name, child in below.items():
        yield from leaves(child, (*words, name))


def with_id(words: tuple[str, ...], pimh: Pimh) -> list[str]:
    other, key, *_ = (excerpt["id"] for excerpt in pimh("excerpt", "list", "--json").data)
    if words == ("codebook", "restore", "costs"):
        assert pimh("codebook", "remove", "costs").code == 0
    if words == ("redo",):
        assert pimh("undo").code == 0
    return [word.format(id=key, other=other) for word in words]


def test_the_contract_covers_every_command_that_there_is() -> None:
    commands = set(leaves(app.tree()))
    assert set(DATA) - {""} == commands
    assert set(WRONG) == commands


@pytest.mark.parametrize("command", DATA)
def test_a_command_that_works_gives_its_pinned_keys(ready: Path, pimh: Pimh, command: str) -> None:
    words, keys = DATA[command]
    ran = pimh(*with_id(words, pimh), "--json")
    assert ran.code in (0, 1)
    assert list(ran.envelope) == ENVELOPE
    assert (ran.envelope["command"], ran.envelope["pimh"]) == (command, __version__)
    assert (ran.envelope["envelope"], ran.envelope["error"]) == (1, None)
    assert ran.envelope["status"] == ("problems" if ran.code else "ok")
    objects = ran.data if isinstance(ran.data, list) else [ran.data]
    assert objects
    assert all(set(one) == keys for one in objects)


@pytest.mark.parametrize("command", WRONG)
def test_a_command_that_fails_says_why_in_the_same_object(ready: Path, pimh: Pimh, command: str) -> None:
    ran = pimh(*WRONG[command], "--json")
    assert ran.code in (1, 2, 3)
    assert list(ran.envelope) == ENVELOPE
    assert (ran.envelope["command"], ran.envelope["status"], ran.data) == (command, "error", None)
    assert set(ran.envelope["error"]) == {"message", "hint"}
    assert all(ran.envelope["error"].values())


@pytest.mark.parametrize("words", [("--json", "status"), ("status", "--json")])
def test_json_may_stand_before_or_behind_the_command(coded: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    assert pimh(*words).envelope["command"] == "status"


def test_a_folder_called_like_a_command_is_no_command(coded: Path, pimh: Pimh) -> None:
    coded.rename(coded.parent / "load")
    assert pimh("-C", coded.parent / "load", "status", "--json").envelope["command"] == "status"


@pytest.mark.parametrize("words", [("--help",), ("load", "--help"), ("--version",)])
def test_help_and_version_are_one_object_too(coded: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    assert list(pimh(*words, "--json").envelope) == ENVELOPE


def test_a_finding_has_place_message_hint_and_severity(coded: Path, pimh: Pimh) -> None:
    path = coded / "codings" / "fg1" / "anna.jsonl"
    path.write_text(path.read_text("utf-8") + '{"id": "torn', "utf-8")
    (finding,) = pimh("status", "--json").envelope["findings"]
    assert set(finding) == {"where", "message", "hint", "severity"}
    assert (finding["where"], finding["severity"]) == ("codings/fg1/anna.jsonl:3", "warning")


def test_problems_found_are_findings_of_an_error(study: Path, source: Path, pimh: Pimh) -> None:
    rows = [("P1", "99", "Nurse"), ("P2", "x", "Nurse")]
    ran = pimh("load", csv_file(source / "a.csv", "participant_id,age,job", *rows), "--json")
    assert (ran.code, len(ran.envelope["findings"])) == (1, 2)


def test_rows_that_could_not_be_coded_are_findings_beside_the_data(
    study: Path, source: Path, pimh: Pimh
) -> None:
    file = csv_file(source / "c.csv", "quote,code", ("People leave", "barriers"), ("Nothing", "barriers"))
    ran = pimh("excerpt", "add", "--from", file, "--json")
    assert (ran.code, ran.envelope["status"], ran.data["problems"]) == (1, "problems", 1)
    assert len(ran.envelope["findings"]) == 1


def test_what_is_found_is_given_as_it_is_and_what_steers_a_terminal_is_escaped(
    study: Path, pimh: Pimh
) -> None:
    written(study / "transcripts" / "fg1.txt", "P1: Ja – schön\x9b31m\u202e 😀.")
    out = pimh("transcript", "show", "--json").out
    assert "schön\\u009b31m\\u202e 😀" in out
    assert json.loads(out)["data"][0]["text"] == "Ja – schön\x9b31m\u202e 😀."


def test_a_bug_is_told_in_the_object_too(coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pimhcli.study.overview.overview", lambda _: 1 // 0)
    ran = pimh("status", "--json")
    assert (ran.code, list(ran.envelope)) == (70, ENVELOPE)
    assert "ZeroDivisionError" in ran.envelope["error"]["message"]


def test_the_demo_speaks_on_standard_error_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo", tmp_path / "shown", "--json") == 0
    out, talk = capsys.readouterr()
    assert json.loads(out)["command"] == "demo"
    assert "Table 2." in talk
