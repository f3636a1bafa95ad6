"""Chat that Zoom saved stands among the turns where its times fall."""

from __future__ import annotations

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance
from pimhcli.transcripts.readers.zoom_chat import with_chat

TALK = Draft(
    "",
    "",
    (),
    (
        Utterance("Nora", "Hello.", 1_000, 5_000),
        Utterance("Ben", "Hi.", 6_000, 20_000),
        Utterance("Nora", "So?", 21_000, 22_000),
    ),
)
TEN = 10 * 3_600_000


def chat(text: str) -> tuple[Utterance, ...]:
    return readers.read_chat(text.encode(), "chat.txt").utterances


def messages(*said: Utterance) -> Draft:
    return Draft("", "", (), said)


def message(time: int, text: str = "[chat] Mhm.") -> Utterance:
    return Utterance("Ana", text, time)


@pytest.mark.parametrize(
    "text",
    [
        "10:00:07\tAna Silva:\tYes.\n",
        "10:00:07\t From  Ana Silva : Yes.\n",
        "10:00:07 From Ana Silva to Everyone:\n\tYes.\n",
        "10:00:07 From Ana Silva To Everyone: Yes.\n",
        "10:00:07 From  Ana Silva  to  Everyone : Yes.\r\n",
    ],
)
def test_every_form_of_the_chat_gives_the_message(text: str) -> None:
    assert chat(text) == (Utterance("Ana Silva", "[chat] Yes.", TEN + 7_000),)


def test_private_messages_are_left_out_with_a_note() -> None:
    text = b"10:00:07 From A to B (Direct Message):\n\tsecret\n10:00:08 From A to Everyone:\n\topen\n"
    draft = readers.read(text, "chat.txt")
    assert [said.text for said in draft.utterances] == ["[chat] open"]
    assert draft.notes == ("1 private message left out: the group did not see them.",)


def test_what_a_message_says_of_another_is_nobodys_words() -> None:
    (said,) = chat('10:00:07 From A to Everyone:\n\tReplying to "Is [it]?"\n\n\tYes.\n')
    assert said.text == '[chat] [Replying to "Is (it)?"] Yes.'


def test_a_file_that_is_no_chat_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"chat\.txt: no message to everyone was found"):
        chat("Nora: Yes.\n")


def test_a_message_stands_before_the_first_turn_that_starts_later_and_cuts_none() -> None:
    merged = with_chat(TALK, messages(message(TEN + 7_000), message(TEN + 6_500)), TEN)
    assert [(said.speaker, said.start) for said in merged.utterances] == [
        ("Nora", 1_000),
        ("Ben", 6_000),
        ("Ana", 6_500),
        ("Ana", 7_000),
        ("Nora", 21_000),
    ]


def test_a_message_after_the_last_turn_stands_at_the_end() -> None:
    assert with_chat(TALK, messages(message(60_000))).utterances[-1].speaker == "Ana"


def test_a_message_before_the_recording_stands_at_its_start() -> None:
    first = with_chat(TALK, messages(message(TEN - 60_000), message(TEN + 2_000)), TEN).utterances[0]
    assert first == message(0)


def test_times_of_day_without_the_start_of_the_recording_are_refused_with_the_way_out() -> None:
    with pytest.raises(
        ProblemsError, match=r"lie outside of the recording, which ends at 00:00:22"
    ) as caught:
        with_chat(TALK, messages(message(TEN + 7_000)))
    assert "--chat-start 10:02:00" in caught.value.hint


def test_a_start_that_no_message_fits_is_refused() -> None:
    with pytest.raises(ProblemsError, match="lie outside"):
        with_chat(TALK, messages(message(TEN)), 0)


def test_a_recording_may_go_on_past_midnight() -> None:
    late = 24 * 3_600_000 - 10_000
    assert with_chat(TALK, messages(message(3_000)), late).utterances[2].start == 13_000


def test_a_transcript_without_times_can_take_no_chat() -> None:
    with pytest.raises(ProblemsError, match="has no times"):
        with_chat(Draft("", "", (), (Utterance("Nora", "Yes."),)), messages(message(0)))


def test_the_note_on_private_messages_is_kept_when_the_chat_joins_in() -> None:
    text = b"00:00:07 From A to B (Direct Message):\n\tsecret\n00:00:08 From A to Everyone:\n\topen\n"
    merged = with_chat(TALK, readers.read_chat(text, "chat.txt"))
    assert merged.notes == ("1 private message left out: the group did not see them.",)


def test_turns_without_a_time_stay_with_the_turn_before_them() -> None:
    talk = Draft("", "", (), (*TALK.utterances[:1], Utterance("Ben", "Hi."), *TALK.utterances[2:]))
    merged = with_chat(talk, messages(message(9_000)))
    assert [said.speaker for said in merged.utterances] == ["Nora", "Ben", "Ana", "Nora"]
