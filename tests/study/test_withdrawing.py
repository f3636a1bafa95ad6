"""A participant's turns, answers and id go out of every file of the study, as one act, and stay away."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot, written

from pimhcli.errors import UsageError
from pimhcli.storage import aside
from pimhcli.study import saving
from pimhcli.study.finishing import finish
from pimhcli.study.study import Study
from pimhcli.study.withdrawal.withdrawing import Asked, Plan, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from building import Pimh

    from pimhcli.study.withdrawal.withdrawing import Scope

SAID = "People leave, and what they know leaves with them."


def withdrawn(root: Path, scope: Scope, name: str = "P1") -> Plan:
    asked = Asked(name, scope, "anna", "k7m2q9d4")
    carry = saving.perform if scope == "quotes" else saving.rework
    return carry(root, lambda study: Withdrawal(study, asked).planned())


def text_of(root: Path, name: str = "transcripts/fg1.txt") -> str:
    return (root / name).read_text("utf-8")


def everything(root: Path) -> str:
    return "\n".join(
        f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}"
        for path in root.rglob("*")
        if path.is_file()
    )


def _outside_git(root: Path) -> bytes:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return b"".join(path.read_bytes() for path in found)


def _committed(root: Path) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*author, "commit", "-qm", "all")):
        subprocess.run(["git", *words], cwd=root, check=True)


def test_turns_become_empty_and_keep_their_place_and_label(coded: Path) -> None:
    withdrawn(coded, "turns")
    assert text_of(coded).splitlines()[2:4] == [
        "P1: [contribution withdrawn]",
        "P2: I ask the mother first. It’s the mother who knows.",
    ]


def test_times_of_a_turn_stay(coded: Path) -> None:
    written(coded / "transcripts" / "fg2.txt", "[00:00:01-00:00:03] P1: I said it at once then.\nP2: Yes.\n")
    withdrawn(coded, "all")
    assert (
        text_of(coded, "transcripts/fg2.txt").splitlines()[0]
        == "[00:00:01-00:00:03] Withdrawn: [contribution withdrawn]"
    )


def test_the_times_of_the_pieces_of_a_turn_go_and_those_of_others_stay(coded: Path) -> None:
    talk = "[00:00:01-00:00:09] P1: I said it at once then.\n[00:00:08-00:00:12] P2: Yes, so you did.\n"
    written(coded / "transcripts" / "fg2.txt", talk)
    pieces = ["00:00:01,00:00:04,3", "00:00:04,00:00:08,4", "00:00:08,00:00:09,1", "00:00:09,00:00:12,3"]
    written(coded / "transcripts" / "fg2.cues.csv", "\n".join(["start,end,words", *pieces, ""]))
    withdrawn(coded, "turns")
    # what both were heard in is not the one's alone
    left = text_of(coded, "transcripts/fg2.cues.csv").split()
    assert left == ["start,end,words", "00:00:08,00:00:09,1", "00:00:09,00:00:12,3"]


def test_excerpts_of_nothing_else_go_without_words(coded: Path) -> None:
    plan = withdrawn(coded, "turns")
    assert (len(plan.gone), plan.starred, codings(coded)) == (2, 1, [])
    assert "People leave" not in text_of(coded, "codings/fg1/anna.jsonl")


def test_an_excerpt_of_several_keeps_the_words_of_the_others(coded: Path) -> None:
    both = "with them.\nP2: We slow down now, that is hard too."
    assert run("excerpt", "add", "--quote", both, "--code", "barriers") == 0
    plan = withdrawn(coded, "turns")
    (row,) = codings(coded)
    assert row["quote"] == "[contribution withdrawn]\nP2: We slow down now, that is hard too."
    assert (plan.shared, row["id"]) == ((row["id"],), row["id"])


def test_an_excerpt_of_two_of_the_turns_and_no_other_words_goes(coded: Path) -> None:
    talk = "P1: I said it once.\nP1: And I said it twice.\nP2: Hm.\n"
    written(coded / "transcripts" / "fg1.txt", talk)
    both = "I said it once.\nP1: And I said it twice."
    assert run("excerpt", "add", "--quote", both, "--code", "barriers") == 0
    withdrawn(coded, "turns")
    assert codings(coded) == []


def test_the_words_of_others_are_left_alone(coded: Path) -> None:
    withdrawn(coded, "all", "P2")
    assert text_of(coded).count("We slow down now.") == 1
    assert len(codings(coded)) == 2


def test_with_turns_the_row_stays_and_nothing_more_is_printed(coded: Path) -> None:
    withdrawn(coded, "turns")
    assert "P1,34,Psychologist" in text_of(coded, "participants.csv")
    assert text_of(coded, "study.yaml").endswith("consent:\n  P1: {quote: no}\n")


def test_with_all_the_row_and_the_consent_go(coded: Path) -> None:
    path = coded / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent: {p 1: {quote: no}, P2: {quote: yes}}\n", "utf-8")
    withdrawn(coded, "all")
    assert (coded / "participants.csv").read_text("utf-8-sig") == "participant_id,age,job\nP2,41,Nurse\n"
    assert "p 1" not in text_of(coded, "study.yaml")
    assert "P2" in text_of(coded, "study.yaml")


def test_a_line_of_consent_keeps_the_comments_of_the_file(coded: Path) -> None:
    before = text_of(coded, "study.yaml")
    withdrawn(coded, "quotes")
    assert text_of(coded, "study.yaml") == f"{before}consent:\n  P1: {{quote: no}}\n"


def test_a_yes_becomes_a_no(coded: Path) -> None:
    path = coded / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent:\n  p 1: {quote: yes}\n", "utf-8")
    withdrawn(coded, "quotes")
    assert text_of(coded, "study.yaml").endswith("consent:\n  p 1: {quote: no}\n")


def test_mentions_by_others_and_in_notes_are_replaced(coded: Path) -> None:
    talk = coded / "transcripts" / "fg1.txt"
    talk.write_text(talk.read_text("utf-8").replace("is hard?", "is hard, p-1, or P10?"), "utf-8")
    written(coded / "memos" / "first.md", f"P1 said: “{SAID}”\n")
    withdrawn(coded, "all")
    assert "is hard, [participant], or P10?" in text_of(coded)
    assert text_of(coded, "memos/first.md") == "[participant] said: “[withdrawn].”\n"


def test_a_label_of_two_people_loses_the_one(coded: Path) -> None:
    written(coded / "transcripts" / "fg2.txt", "P1/P2: Hello there.\nP2: Yes.\n")
    withdrawn(coded, "all")
    assert text_of(coded, "transcripts/fg2.txt").splitlines()[0] == "Withdrawn/P2: Hello there."


def test_sentences_of_the_history_lose_the_quotes_short_ones_too(coded: Path, pimh: Pimh) -> None:
    (first,) = [row["id"] for row in codings(coded) if row["quote"] == "People leave"]
    assert pimh("excerpt", "remove", first, "--yes").code == 0
    withdrawn(coded, "turns")
    assert "People leave" not in everything(coded)


def test_answers_that_were_changed_are_forgotten(coded: Path) -> None:
    path = coded / "history" / "anna-old0.jsonl"
    change = {"participant": "P1", "item": "age", "before": "33", "after": "34"}
    record = {"at": "2026-01-01T00:00:00.000Z", "by": "anna", "do": "load", "sentence": "Loaded."}
    path.write_text(
        json.dumps(record | {"answers": [change, change | {"participant": "P2"}]}) + "\n", "utf-8"
    )
    withdrawn(coded, "all")
    (told,) = [one for one in history(coded) if one["do"] == "load"]
    assert [one["participant"] for one in told["answers"]] == ["P2"]


def test_the_history_tells_of_it_without_the_id(coded: Path) -> None:
    plan = withdrawn(coded, "all")
    assert history(coded)[-1]["sentence"] == plan.sentence
    assert plan.sentence == (
        "A participant was withdrawn (all): 2 turns, 19 words, 2 excerpts; receipt k7m2q9d4."
    )


def test_names_of_codes_stay_and_definitions_do_not(coded: Path) -> None:
    book = coded / "codebook.yaml"
    name = "What they know leaves with them"
    entry = f"- id: leaving\n  name: {name}\n  definition: >-\n    As P1 said, {SAID}\n"
    book.write_text(book.read_text("utf-8") + entry, "utf-8")
    plan = withdrawn(coded, "all")
    leaving = Study(coded).codebook.by_key["leaving"]
    assert (leaving.name, leaving.definition) == (name, "As [participant] said, [withdrawn].")
    assert [trace.words for trace in plan.traces if trace.kind == "code"] == [name]


def test_a_coding_of_the_words_that_a_merge_brings_later_comes_without_them(coded: Path) -> None:
    before = snapshot(coded)["codings/fg1/anna.jsonl"]
    withdrawn(coded, "all")
    (coded / "codings" / "fg1" / "ben.jsonl").write_bytes(before.replace(b'"anna"', b'"ben"'))
    study = Study(coded)
    assert [one.deleted != "" for one in study.codings("fg1", "ben").records] == [True, True]
    assert run("transcript", "sync", "--coder", "anna") == 0
    assert "People leave" not in everything(coded)


def test_so_does_a_coding_of_a_version_that_was_edited_since(coded: Path) -> None:
    before = snapshot(coded)["codings/fg1/anna.jsonl"]
    talk = coded / "transcripts" / "fg1.txt"
    talk.write_text(talk.read_text("utf-8").replace("People leave", "Many people leave us"), "utf-8")
    withdrawn(coded, "all")
    (coded / "codings" / "fg1" / "ben.jsonl").write_bytes(before.replace(b'"anna"', b'"ben"'))
    assert run("transcript", "sync", "--coder", "anna") == 0
    assert "People leave" not in everything(coded)


@pytest.mark.parametrize("is_there", [True, False])
def test_words_that_were_edited_since_go_though_the_version_of_them_is_gone(
    coded: Path, *, is_there: bool
) -> None:
    if not is_there:
        assert run("excerpt", "remove", codings(coded)[-1]["id"], "--yes") == 0
    talk = coded / "transcripts" / "fg1.txt"
    talk.write_text(talk.read_text("utf-8").replace("People leave, and", "People go away, and"), "utf-8")
    assert run("transcript", "sync", "--coder", "anna") == 0
    for cached in (coded / ".pimh" / "texts").iterdir():
        cached.unlink()
    withdrawn(coded, "turns")
    assert "People leave" not in everything(coded)


def test_so_do_earlier_words_that_only_a_sentence_of_the_history_quotes(coded: Path) -> None:
    talk = coded / "transcripts" / "fg1.txt"
    talk.write_text(talk.read_text("utf-8").replace("People leave, and", "People go away, and"), "utf-8")
    assert run("transcript", "sync", "--coder", "anna") == 0
    withdrawn(coded, "turns", "P2")
    assert 'P1: "People leave' in history(coded)[1]["sentence"]
    withdrawn(coded, "turns")
    assert "People leave" not in everything(coded)


def test_so_do_words_that_the_history_says_were_corrected(coded: Path) -> None:
    assert run("transcript", "replace", "fg1", "People leave", "People go", "--coder", "anna") == 0
    withdrawn(coded, "turns")
    assert "People leave" not in everything(coded)
    assert "Replaced “[withdrawn]” in 1 place" in history(coded)[-2]["sentence"]


def test_a_second_withdrawal_keeps_the_first_from_coming_back(coded: Path) -> None:
    both = "what they know leaves with them.\nP2: We slow down now"
    assert run("excerpt", "add", "--quote", both, "--code", "practice") == 0
    before = snapshot(coded)["codings/fg1/anna.jsonl"]
    talk = coded / "transcripts" / "fg1.txt"
    talk.write_text(talk.read_text("utf-8").replace("Focus group", "Talk"), "utf-8")
    withdrawn(coded, "turns")
    withdrawn(coded, "turns", "P2")
    (coded / "codings" / "fg1" / "ben.jsonl").write_bytes(before.replace(b'"anna"', b'"ben"'))
    run("transcript", "sync", "--coder", "anna")
    assert "they know leaves" not in everything(coded)


def test_whoever_is_killed_in_between_leaves_it_to_the_next_one(
    coded: Path, killed_before: Callable[[str], AbstractContextManager[None]], pimh: Pimh
) -> None:
    with pytest.raises(KeyboardInterrupt), killed_before("study.yaml"):
        withdrawn(coded, "turns")
    assert aside.is_open(coded)
    assert pimh("status").code == 0
    assert SAID not in everything(coded)
    assert history(coded)[-1]["do"] == "participant withdraw"


def test_until_the_new_files_are_put_aside_nothing_has_changed(
    coded: Path, killed_before: Callable[[str], AbstractContextManager[None]]
) -> None:
    before = snapshot(coded)
    with pytest.raises(KeyboardInterrupt), killed_before("aside.json"):
        withdrawn(coded, "all")
    finish(coded)
    assert snapshot(coded) == before


def test_undo_brings_no_words_back(coded: Path, pimh: Pimh) -> None:
    withdrawn(coded, "all")
    while pimh("undo").code == 0:
        pass
    assert SAID[:12] not in everything(coded)
    assert codings(coded) == []


def test_who_speaks_without_a_row_can_withdraw(coded: Path) -> None:
    written(coded / "transcripts" / "fg2.txt", "Zoe: I said hello to them all.\nP1: Yes.\n")
    plan = withdrawn(coded, "all", "zoe")
    assert (plan.has_row, plan.turns) == (False, 1)
    assert "Zoe" not in everything(coded)


def test_who_has_only_a_row_can_withdraw(coded: Path) -> None:
    written(coded / "participants.csv", "participant_id,age,job\nP1,34,Nurse\nP2,41,Nurse\nP3,,Nurse\n")
    plan = withdrawn(coded, "all", "P3")
    assert (plan.has_row, plan.turns, plan.groups) == (True, 0, ())
    assert "P3" not in everything(coded)


def test_a_second_time_there_is_nothing_left(coded: Path) -> None:
    withdrawn(coded, "turns")
    assert withdrawn(coded, "turns").step is None


def test_nor_where_git_has_the_earlier_version_still_and_a_merge_brings_codings_of_it(coded: Path) -> None:
    before = snapshot(coded)["codings/fg1/anna.jsonl"].replace(b'"anna"', b'"ben"')
    _committed(coded)
    withdrawn(coded, "turns")
    written(coded / "codings" / "fg1" / "ben.jsonl", before.decode())
    assert withdrawn(coded, "turns").step is not None
    assert withdrawn(coded, "turns").step is None
    assert SAID.encode() not in _outside_git(coded)


def test_the_withdrawal_of_another_brings_no_words_back_out_of_git(coded: Path) -> None:
    withdrawn(coded, "turns", "P2")
    _committed(coded)
    withdrawn(coded, "turns")
    withdrawn(coded, "all", "P2")
    assert SAID.encode() not in _outside_git(coded)


def test_nor_where_the_history_has_an_excerpt_of_another_that_was_lost(coded: Path) -> None:
    assert run("excerpt", "add", "--quote", "I ask the mother first.", "--code", "practice") == 0
    lost = codings(coded)[-1]["id"]
    _committed(coded)
    talk = coded / "transcripts" / "fg1.txt"
    talk.write_text(talk.read_text("utf-8").replace("I ask the mother first. ", ""), "utf-8")
    assert run("excerpt", "remove", lost, "--yes") == 0
    withdrawn(coded, "turns")
    assert withdrawn(coded, "turns").step is None


def test_that_no_words_are_left_to_look_for_is_told(coded: Path) -> None:
    withdrawn(coded, "turns")
    assert "cannot be looked for" in " ".join(withdrawn(coded, "turns").told)


def test_after_all_is_gone_the_id_is_not_known(coded: Path) -> None:
    withdrawn(coded, "all")
    with pytest.raises(UsageError, match="no participant 'P1'") as refused:
        withdrawn(coded, "all")
    assert "nothing was left" in refused.value.hint


def test_an_id_that_a_merge_brings_back_is_taken_out_again(coded: Path) -> None:
    withdrawn(coded, "all")
    written(coded / "memos" / "from-ben.md", "Ask p-1 about this.\n")
    plan = withdrawn(coded, "all")
    assert (plan.turns, plan.is_known) == (0, False)
    assert text_of(coded, "memos/from-ben.md") == "Ask [participant] about this.\n"
    assert any("withdrawn before" in told for told in plan.told)


@pytest.mark.parametrize(("name", "scope"), [("mother", "all"), ("P1", "turns")])
def test_but_no_other_word_is_and_the_id_is_not_brought_back(coded: Path, name: str, scope: Scope) -> None:
    withdrawn(coded, "all")
    written(coded / "memos" / "from-ben.md", "Ask P1 about this.\n")
    with pytest.raises(UsageError, match=f"no participant '{name}'"):
        withdrawn(coded, scope, name)


def test_a_moderator_is_no_participant(coded: Path) -> None:
    with pytest.raises(UsageError, match="no participant 'Moderator'"):
        withdrawn(coded, "all", "Moderator")


def test_originals_of_other_transcripts_stay(coded: Path) -> None:
    written(coded / "transcripts" / "fg2.txt", "P2: Yes.\n")
    for name in ("fg1.vtt", "fg2.vtt"):
        written(coded / "originals" / name, "words\n")
    plan = withdrawn(coded, "turns")
    assert plan.removed == ("originals/fg1.vtt",)


def test_an_id_like_any_number_goes_from_labels_and_answers_alone(coded: Path) -> None:
    written(coded / "participants.csv", "participant_id,age,job\n7,34,Nurse\n8,47,Nurse\n")
    written(coded / "transcripts" / "fg1.txt", "A7: I am 7.\nP8: It is 7 now, as ever it was.\n")
    plan = withdrawn(coded, "all", "7")
    assert "It is 7 now" in text_of(coded)
    assert any("not looked for" in line for line in plan.told)


def test_lines_that_a_merge_puts_back_into_the_same_file_count_for_nothing(coded: Path, pimh: Pimh) -> None:
    path = coded / "codings" / "fg1" / "anna.jsonl"
    before = path.read_bytes()
    withdrawn(coded, "all")
    path.write_bytes(path.read_bytes() + before)
    assert [coding.deleted != "" for coding in Study(coded).codings("fg1", "anna").records] == [True, True]
    assert "People leave" not in pimh("excerpt", "list").out
