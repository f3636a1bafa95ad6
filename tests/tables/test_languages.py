"""The table in the languages of its words, with the words and the decimal mark of the team."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from tables.test_published_shapes import build, printed

from pimhcli.questionnaire.table_words import LANGUAGES

# a table in which nearly every word stands that pimh puts into one
ITEMS = """
    items:
      seat: {type: single, levels: [A, B]}
      kids: {type: yes/no}
      n_kids: {type: number, asked_if: kids, not_asked: 0}
      work: {type: duration, unit: years}
      jobs: {type: several, levels: [P, Q, R]}
"""
LAYOUT = """
      missing: if any
      rows:
        - {item: kids, denominator: asked}
        - {item: seat, denominator: {kids: ["yes", "no"]}}
        - {item: n_kids, range_base: positive, stat: median_iqr}
        - {item: n_kids, range_base: positive}
        - {item: work, cell: "{mean} {sd} {unit}"}
        - {item: jobs, other_below: 2, missing: never}
"""
ANSWERS = """
    id,seat,kids,n_kids,work,jobs
    A,A,yes,2.5,1y 6m,P; Q; R
    B,B,no,,2,P
    C,A,,,prefer not to say,
    D,,yes,1,6 months,P
"""


def in_language(layout: str) -> str:
    """The table of all words, with some lines in its layout."""
    return printed(f"{ITEMS}    table:\n      {layout}{LAYOUT}", ANSWERS)


def test_a_german_table_with_decimal_commas_and_ties_to_the_even_digit() -> None:
    made = printed(
        """
        items:
          kids: {type: yes/no}
          work: {type: duration, unit: years}
          job: {type: several, levels: [Pflege, Beratung]}
        defaults:
          percent: {decimals: 1}
          number: {rounding: half_even}
        table:
          language: de
          missing: if any
          rows:
            - {label: Eigene Kinder, item: kids}
            - {label: Berufserfahrung, item: work, stat: mean_sd}
            - {label: Tätigkeit, item: job}
        """,
        """\
        id,kids,work,job
        A,yes,1,Pflege
        B,no,2,Pflege; Beratung
        C,no,2,Pflege
        D,no,6 months,Pflege
        E,no,2,Beratung
        F,,1,Beratung
        G,no,1,Beratung
        H,no,2,Beratung
        I,no,1,Beratung
        J,no,1,Beratung
        K,no,1,Beratung
        L,no,2,Beratung
        M,no,1,Beratung
        N,no,1,Beratung
        O,no,1,Beratung
        P,no,1,Beratung
        """,
    )
    # 1/16 = 6.25 and 13/16 = 81.25 go to 6.2 and 81.2; work: 20.5 / 16 = 1.28125;
    # squares 30.25 - 20.5² / 16 = 3.984375, / 15 = 0.265625, its root 0.515
    assert made == dedent("""\
        Frage | Teilnehmende (n = 16)
        Eigene Kinder
          Ja | 1 (6,2\N{NO-BREAK SPACE}%)
          Nein | 14 (87,5\N{NO-BREAK SPACE}%)
          Keine Antwort | 1 (6,2\N{NO-BREAK SPACE}%)
        Berufserfahrung^a | 1,3 Jahre (0,5)
        Tätigkeit^b
          Pflege | 4 (25,0\N{NO-BREAK SPACE}%)
          Beratung | 13 (81,2\N{NO-BREAK SPACE}%)
        n = 16 Personen; Prozentwerte beziehen sich auf n, wenn keine Anmerkung etwas anderes sagt.
        a 1 von 16 Antworten enthält Teile eines Jahres; der Mittelwert ist exakt.
        """) + (
        "b Mehrere Antworten waren möglich: 17 Antworten von 16 Personen; Prozentwerte beziehen sich "
        "auf n = 16 und ergeben zusammen 106,2\N{NO-BREAK SPACE}%.\n"
    )


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
@pytest.mark.parametrize("columns", ["", "columns: {by: seat}", "columns: {by: kids}"])
def test_no_english_word_is_left_in_a_table_of_another_language(language: str, columns: str) -> None:
    english = (
        r"(?i)\b(yes|no answer|prefer|asked|were|who|over|the|and|of|other|answers?|overall|range|years?)\b"
    )
    assert re.findall(english, in_language(f"language: {language}\n      {columns}")) == []


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_no_number_keeps_a_decimal_point_in_a_language_of_commas(language: str) -> None:
    assert re.findall(r"\d\.\d", in_language(f"language: {language}")) == []


def test_the_decimal_mark_of_the_layout_goes_before_that_of_the_language() -> None:
    made = in_language("language: de\n      decimal_mark: '.'")
    assert ("work^d | 1.3 0.8 Jahre" in made, re.findall(r"\d,\d", made)) == (True, [])


def test_a_decimal_comma_leaves_the_words_in_english() -> None:
    assert "work^d | 1,3 0,8 years\n" in in_language("decimal_mark: ','")


def test_the_table_tells_its_decimal_mark_to_who_prints_it() -> None:
    made = build(f"{ITEMS}    table: {{language: fr, rows: []}}", ANSWERS)
    assert (made.caption, made.decimal_mark) == ("Données démographiques des participants", ",")


def test_words_of_the_team_stand_in_place_of_those_of_pimh() -> None:
    words = "{yes: Parent, overall: Total, missing: Blank, in_none: No seat, whom_column: those above}"
    made = in_language(f"columns: {{by: seat}}\n      words: {words}")
    heads, *rows = made.splitlines()
    assert heads.split(" | ")[1:] == ["A (n = 2)", "B (n = 1)", "No seat (n = 1)", "Total (n = 4)"]
    assert [row.split(" | ")[0] for row in rows[1:4]] == ["  Parent", "  No", "  Blank"]
    assert "More than one answer was allowed; percentages are of those above." in made


def test_a_unit_that_pimh_does_not_know_stays_as_the_team_wrote_it() -> None:
    made = printed(
        """
        items: {shift: {type: integer, unit: overall}}
        table: {language: de, rows: [{item: shift, stat: mean}]}
        """,
        """
        id,shift
        A,3
        """,
    )
    assert "shift | 3,0 overall" in made
