"""The tables of talk hold what the focus groups say, and every percentage has its denominator."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tables.talking import BOTH, JUNE, MAY, ONE, held, interaction_of, participation_of, questions_of

from pimhcli.analysis.consent import Consent, refusals
from pimhcli.analysis.voices import talk
from pimhcli.coding.codebook import Codebook
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from pimhcli.tables.model import Table

TIMED = "[0:00-1:30] P2: one two three\n[1:30-2:00] P10: four\n"


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def labels(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def notes(table: Table) -> str:
    return "\n".join(note.text for note in table.notes)


@pytest.mark.parametrize("name", ["participation", "interaction", "questions"])
def test_every_row_has_a_cell_for_every_column(every_table: dict[str, Table], name: str) -> None:
    table = every_table[name]
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}


class TestParticipation:
    def test_lists_participants_their_total_and_then_the_others(self) -> None:
        assert cells(participation_of(ONE))[-3:] == [
            ("All participants (n = 4)", "5", "14", "100%", "0.8", "100%"),
            ("Moderator", "3", "20", "", "0.3", ""),
            ("Several", "1", "1", "", "0.1", ""),
        ]

    def test_has_shares_of_words_and_of_minutes(self) -> None:
        assert cells(participation_of(held(("fg1", TIMED))))[:2] == [
            ("P2", "1", "3", "75.0%", "1.5", "75.0%"),
            ("P3", "0", "0", "0.0%", "0.0", "0.0%"),
        ]

    def test_without_times_has_no_minutes(self) -> None:
        table = participation_of(held(("June", JUNE)))
        assert labels(table) == ["Speaker", "Turns", "Words", "% of words"]
        assert "Minutes" not in notes(table)

    def test_with_some_times_has_minutes_but_no_shares_of_them(self) -> None:
        table = participation_of(held(("fg1", f"{TIMED}P3: five\n")))
        assert labels(table)[-1] == "Minutes"
        assert [row[-1] for row in cells(table)] == ["1.5", "–", "0.0", "0.5", "–"]
        assert "Minutes: 2 of 3 spoken turns have a time" in notes(table)

    def test_tells_what_is_estimated_and_what_was_typed(self) -> None:
        told = notes(participation_of(ONE))
        assert "6 of them have only a beginning" in told
        assert "1 with no known end count for nothing." in told
        assert "take no time: 1." in told

    def test_tells_gini_with_its_n(self) -> None:
        assert "0.63 (n = 4; 0.83 corrected for small n)" in notes(participation_of(held(("fg1", TIMED))))

    def test_has_a_part_for_each_group_and_tells_who_is_in_none(self) -> None:
        table = participation_of(BOTH)
        assert [row.cells[0] for row in table.rows if row.heading] == ["May", "June"]
        assert [row.cells[0] for row in table.rows if row.indent][5:7] == ["P3", "All participants (n = 1)"]
        assert "never speak: P4" in notes(table)

    def test_of_several_groups_ends_with_them_all_in_which_nobody_counts_twice(self) -> None:
        table = participation_of(held(("May", MAY), ("June", f"{JUNE}P2: So did I.\n")))
        assert cells(table)[-1][:4] == ("All focus groups (n = 3)", "8", "24", "100%")

    def test_tells_the_role_of_one_whose_name_does_not(self) -> None:
        table = participation_of(held(("fg1", "P2: one\nAll: two\nOlga: three\nP2/P3: four\nScribe: five\n")))
        assert [row[0] for row in cells(table)[-4:]] == [
            "All (several voices)",
            "Olga (observer)",
            "P2/P3 (several voices)",
            "Scribe",
        ]

    def test_tells_who_counts_and_gave_no_answers(self) -> None:
        assert "gave no answers: Zoe." in notes(participation_of(held(("fg1", "P2: one\nZoe: two\n"))))
        before = talk([("fg1", parse("P2: one\n", "fg1"))], Cast())
        assert "gave no answers" not in notes(participation_of(before))

    def test_sets_apart_one_who_took_back_all_that_was_said(self) -> None:
        table = participation_of(
            held(
                (
                    "fg1",
                    "P2: [contribution withdrawn]\nP3: one two\nP4: [contribution withdrawn]\nP4: three\n",
                )
            )
        )
        assert [row[:3] for row in cells(table)] == [
            ("P3", "1", "2"),
            ("P4", "2", "1"),
            ("P10", "0", "0"),
            ("All participants (n = 3)", "3", "3"),
            ("P2 (withdrawn)", "1", "0"),
        ]

    def test_gives_the_exact_shares_of_so_many_words(self) -> None:
        found = participation_of(held(("fg1", TIMED))).figures
        assert next((one.row, one.value, one.of) for one in found if one.column == "% of words") == (
            "fg1 > P2",
            Fraction(75),
            4,
        )

    def test_of_nobody_has_no_shares_and_no_gini(self) -> None:
        table = participation_of(held(("fg1", "Moderator: Nobody came.\n")))
        assert cells(table)[-2:] == [("All participants (n = 4)", "0", "0", "–"), ("Moderator", "1", "2", "")]
        assert "Gini" not in notes(table)


class TestInteraction:
    def test_tells_how_often_the_column_follows_the_row(self) -> None:
        table = interaction_of(ONE)
        assert labels(table) == ["Speaker", "1", "2", "3", "4", "5", "6", "Total"]
        assert cells(table)[0] == ("1. P2", "–", "0", "0", "1", "0", "0", "1")
        assert cells(table)[4] == ("5. Moderator", "2", "0", "0", "1", "–", "0", "3")

    def test_tells_what_part_of_it_is_after_participants(self) -> None:
        assert cells(interaction_of(ONE))[-2:] == [
            ("Total", "2", "0", "0", "2", "2", "1", "7"),
            ("After a participant", "0%", "–", "–", "50%", "", "", "25%"),
        ]

    def test_tells_the_denominator_of_every_percentage(self) -> None:
        table = interaction_of(ONE)
        assert "another participant 1 of 4 times (25.0%)" in notes(table)
        assert [(one.value, one.of) for one in table.figures][-1] == (Fraction(25), 4)

    def test_gives_by_name_how_often_each_follows_each(self) -> None:
        found = {(one.row, one.column): (one.value, one.of) for one in interaction_of(ONE).figures}
        assert found["May > Moderator", "P2"] == (Fraction(2), 3)
        assert ("May > P2", "P2") not in found

    def test_numbers_those_of_each_group_anew(self) -> None:
        table = interaction_of(BOTH)
        assert labels(table) == ["Speaker", "1", "2", "3", "4", "Total"]
        assert [row.cells[0] for row in table.rows if not row.indent] == ["May", "June"]
        assert cells(table)[7:9] == [("June", "", "", "", "", ""), ("1. P3", "–", "2", "", "", "2")]

    def test_tells_what_was_typed_and_is_left_out(self) -> None:
        assert "which are left out: 1." in notes(interaction_of(ONE))
        assert "left out" not in notes(interaction_of(held(("June", JUNE))))


class TestQuestions:
    def test_tells_turns_silence_and_reactions_of_each_participant(self) -> None:
        first, second, total = cells(questions_of(ONE))
        assert first == (
            "1. How do you cope & carry on | from *day* to day?", "1", "2", "–", "–", "2 agree"
        )  # fmt: skip
        assert second[2:] == ("1", "–", "–", "–")
        assert total == ("Questions spoken to, of 2", "", "2", "0", "0", "1")

    def test_has_a_part_for_each_group_with_questions_of_its_own(self) -> None:
        table = questions_of(BOTH)
        assert cells(table)[4:] == [
            ("June", "", "P3", ""),
            ("1. What did you do first, when you heard of it?", "2", "1 dissent", ""),
            ("2. Was there nothing else?", "4", "–", ""),
            ("Questions spoken to, of 2", "", "1", ""),
        ]
        assert labels(table) == ["Question", "Turn", "1", "2"]
        assert "Before the first question: 1 turn of participants." in notes(table)

    def test_names_the_codes_that_stand_for_agreement(self) -> None:
        assert "agree: speaks there in an excerpt coded with “Agreement”" in notes(questions_of(ONE))
        assert "none is marked" in notes(questions_of(ONE, Codebook()))

    def test_names_the_transcript_where_a_group_has_several(self) -> None:
        found = held(("May", MAY), ("MAY", JUNE))
        parts = tuple(part for group in found.groups for part in group.parts)
        parts = (parts[0], parts[1]._replace(transcript="more"))
        table = questions_of(found._replace(groups=(found.groups[0]._replace(parts=parts),)))
        assert [row[1] for row in cells(table)] == ["may, 1", "may, 8", "more, 2", "more, 4", ""]

    def test_prints_no_words_of_a_moderator_who_refused(self) -> None:
        table = questions_of(ONE, refused=refusals([Consent("moderator", quote=False)], (), ()))
        assert [row[0] for row in cells(table)][:2] == [
            "1. (not printed for lack of consent)",
            "2. (not printed for lack of consent)",
        ]

    def test_prints_no_question_that_repeats_the_words_of_one_who_refused(self) -> None:
        said = "P2: my boss never let me come\nModerator: P2, your boss never let you come?\n"
        found = held(("fg1", f"{said}Moderator: So my boss never let me come, you say?\nP3: No.\n"))
        refused = refusals([Consent("P2", quote=False)], (), ())
        (question, _) = cells(questions_of(found, refused=refused))
        assert question[0].startswith("1. P2, your boss")
        found = held(
            ("fg1", f"{said}P3: Well.\nModerator: So my boss never let me come, you say?\nP3: No.\n")
        )
        assert cells(questions_of(found, refused=refused))[1][0] == "2. (not printed for lack of consent)"

    def test_cuts_a_question_in_which_a_program_wrote_no_stops(self) -> None:
        table = questions_of(held(("fg1", f"Moderator: {'and so on ' * 99}?\nP2: Yes.\n")))
        assert len(cells(table)[0][0]) == 303

    def test_where_nothing_is_asked_has_no_questions(self) -> None:
        assert cells(questions_of(held(("fg1", "P2: Well?\n")))) == [
            ("Questions spoken to, of 0", "", "0", "0", "0", "0")
        ]
