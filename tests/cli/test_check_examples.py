"""Every check on two small studies, as a researcher asks for it: one that is wrong, one that it passes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pytest
from building import QUESTIONNAIRE, STUDY, TALK, lines, made_study, run, written

from pimhcli.study.checking.listed import CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from building import Pimh

DEFINED = lines("""
    themes:
    - id: practice
      name: Practice
      definition: What people do.
      subthemes:
      - id: slowing-down
        name: Slowing down
        definition: Taking time.
    - id: barriers
      name: Barriers
      definition: What is in the way.
""")
CODED = (
    ("We listen more than we did.", "slowing-down"),
    ("I ask the mother first.", "slowing-down"),
    ("People leave", "barriers"),
    ("that is hard too", "barriers"),
)
BOTH = (("We slow down now. We listen more than we did.", "slowing-down"), *CODED[1:])
FOUR = "participant_id,age,job\nP1,34,Psychologist\nP2,41,Nurse\nP3,34,Psychologist\nP4,41,Nurse\n"


class Made(NamedTuple):
    """A small study.

    Args:
        files: contents of study, questionnaire, codebook or participants, where they are not the usual ones.
        talk: the transcript.
        coded: quotes with their codes.
        then: what else happens to the folder.
        words: what is given to the check besides its name.
        synced: whether the history knows the codebook.
    """

    files: Mapping[str, str] = MappingProxyType({})
    talk: str = TALK
    coded: tuple[tuple[str, str], ...] = CODED
    then: Callable[[Path], object] = str
    words: tuple[str, ...] = ()
    synced: bool = True

    def at(self, root: Path) -> None:
        """Makes it in the current folder."""
        made_study(root, talk=self.talk, **{"codebook": DEFINED, **self.files})
        if self.synced:
            assert run("codebook", "sync") == 0
        for quote, code in self.coded:
            assert run("excerpt", "add", "--quote", quote, "--code", code, "--turn", _turn(quote)) == 0
        self.then(root)


def _turn(quote: str) -> str:
    return {"We listen": "2", "I ask the": "3", "People le": "5", "that is h": "6", "We slow d": "2"}[
        quote[:9]
    ]


def study(more: str) -> dict[str, str]:
    return {"study": f"{lines(STUDY)}{more}"}


def form(old: str, new: str) -> dict[str, str]:
    return {"questionnaire": QUESTIONNAIRE.replace(old, new)}


def conflicted(root: Path) -> None:
    text = (root / "codebook.yaml").read_text("utf-8")
    (root / "codebook.yaml").write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> ben\n", "utf-8")


def asked(root: Path) -> None:
    assert (
        run("review", "add", "--entry", "practice", "--query", "Is this one theme?", "--coder", "anna") == 0
    )


def reworded(root: Path) -> None:
    path = root / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("We listen more than we did.", "Nothing."), "utf-8")


GROUP = "focus_groups: [{{id: fg1, moderator: Moderator, {}}}]\n"
PAPER = """# Looking back

P1 said: “We listen more than we did”. The themes were Practice, with Slowing down, and Barriers.
"""
EXAMPLES: dict[str, tuple[Made, Made]] = {
    "structure": (Made(then=lambda root: written(root / "transcripts/fg2.txt", "No one.")), Made()),
    "roster": (Made(talk=TALK + "    Zoltan: Yes.\n"), Made()),
    "flow": (Made(study(GROUP.format("attended: 1"))), Made(study(GROUP.format("attended: 2, invited: 3")))),
    "duration": (
        Made(study(GROUP.format("date: 2999-05-14"))),
        Made(study(GROUP.format("date: 2025-05-14, minutes: 1"))),
    ),
    "questionnaire": (Made(form("type: integer,", "type: integer, identifier: yes,")), Made()),
    "reported": (Made(form("      - {item: job, label: Profession, show: levels}\n", "")), Made()),
    "disclosure": (
        Made(
            form("type: single,", "type: single, identifier: yes,"), words=("--below", "2", "--over", "job")
        ),
        Made({"participants": FOUR}, words=("--below", "2", "--over", "job")),
    ),
    "memos": (
        Made(then=lambda root: written(root / "memos/a.md", "---\non: {code: gone}\n---\nWords.\n")),
        Made(then=lambda root: written(root / "memos/a.md", "---\non: study\n---\nWords.\n")),
    ),
    "codebook": (
        Made(synced=False, coded=()),
        Made({"codebook": DEFINED.partition("- id: barriers")[0]}, coded=CODED[:2]),
    ),
    "themes": (Made(coded=CODED[:2]), Made()),
    "unused": (
        Made({"codebook": DEFINED + "codes:\n- id: car-park\n  name: Car park\n"}),
        Made(),
    ),
    "theme-names": (
        Made(study("reflexivity: We first called it “Slowing downs” among us.\n")),
        Made(study("reflexivity: We first called it “Slowing down” among us.\n")),
    ),
    "merging": (Made(then=conflicted), Made()),
    "review": (Made(then=asked), Made()),
    "names": (Made(talk=TALK + "    P1: Ask Siobhan Murphy at 087 123 4567.\n"), Made()),
    "verbatim": (Made(then=reworded), Made()),
    "repeated": (
        Made(study("reflexivity: P1 said “We slow down now. We listen more than we like”.\n"), coded=BOTH),
        Made(study("reflexivity: P1 said “We slow down now. We listen more than we did”.\n"), coded=BOTH),
    ),
    "manuscript": (
        Made(then=lambda root: written(root / "p.md", PAPER.replace("P1", "P2")), words=("p.md",)),
        Made(then=lambda root: written(root / "p.md", PAPER), words=("p.md",)),
    ),
}
# with examples of their own in tests/cli/test_check_words.py
ELSEWHERE = {"balance", "claims", "approach", "labels"}


def test_every_check_has_its_examples() -> None:
    assert {check.name for check in CHECKS} == EXAMPLES.keys() | ELSEWHERE


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PIMH_CODER", "anna")
    (tmp_path / "study").mkdir()
    monkeypatch.chdir(tmp_path / "study")
    return tmp_path / "study"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_check_finds_what_is_wrong(root: Path, pimh: Pimh, name: str) -> None:
    wrong, _ = EXAMPLES[name]
    wrong.at(root)
    ran = pimh("check", name, *wrong.words)
    assert (ran.code in (0, 1), ran.out.startswith(f"{name}:\n  ")) == (True, True)
    assert pimh("check", name, *wrong.words, "--strict").code == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_check_passes_what_is_right(root: Path, pimh: Pimh, name: str) -> None:
    _, right = EXAMPLES[name]
    right.at(root)
    ran = pimh("check", name, *right.words, "--strict")
    assert [line for line in ran.out.splitlines() if ": " in line and name != "disclosure"] == []
    assert ran.code == 0
