"""The questionnaire's own file: what it says is read, what it cannot mean is named with its line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pimhcli.fields import Node
from pimhcli.questionnaire import schema
from pimhcli.questionnaire.items import MISSING, Condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.schema import Questionnaire

    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]


def test_an_item_is_read_with_all_its_keys(read_schema: Read) -> None:
    questionnaire, findings = read_schema("""
        title: About you
        items:
          age:
            text: How old are you?
            definition: On the day of the group
            type: integer
            unit: years
            min: 18
            max: 75.5
            aliases: [Age now]
            missing: [unknown]
            sensitive: true
            identifier: true
    """)
    assert findings == []
    assert questionnaire.title == "About you"
    assert questionnaire.items == (
        schema.Item(
            id="age",
            type="integer",
            text="How old are you?",
            definition="On the day of the group",
            unit="years",
            minimum=Fraction(18),
            maximum=Fraction(151, 2),
            aliases=("Age now",),
            missing=("unknown",),
            sensitive=True,
            identifier=True,
        ),
    )


def test_multi_and_yesno_are_other_spellings_of_types(read_schema: Read) -> None:
    questionnaire, findings = read_schema("items: {job: {type: multi, levels: [A]}, kids: {type: yesno}}")
    assert findings == []
    assert [item.type for item in questionnaire.items] == ["several", "yes/no"]


def test_a_scale_has_the_whole_numbers_between_its_ends_as_levels(questionnaire: Questionnaire) -> None:
    assert questionnaire.by_id["mood"].levels == ("1", "2", "3", "4", "5")


def test_texts_for_no_answer_are_usual_ones_unless_the_file_names_its_own(read_schema: Read) -> None:
    usual, _ = read_schema("items: {a: {type: text}}")
    own, _ = read_schema("{missing: [-9], items: {a: {type: text}, b: {type: text, missing: []}}}")
    assert usual.items[0].missing == MISSING
    assert [item.missing for item in own.items] == [("-9",), ()]


def test_asked_if_a_yes_no_item_means_its_yes(questionnaire: Questionnaire) -> None:
    assert questionnaire.by_id["n_kids"].asked_if == Condition("kids", ("yes",))


def test_asked_if_names_levels_of_another_item(read_schema: Read) -> None:
    questionnaire, findings = read_schema("""
        items:
          ward: {type: text, asked_if: {job: [nursing]}}
          job: {type: single, levels: [Nursing, Psychology]}
    """)
    assert findings == []
    assert questionnaire.by_id["ward"].asked_if == Condition("job", ("Nursing",))


def test_a_file_without_items_is_an_empty_questionnaire(read_schema: Read) -> None:
    questionnaire, findings = read_schema("items:\n")
    assert (questionnaire.items, findings) == ((), [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "items: {age: {typ: integer}}",
            "questionnaire.yaml:1:14: items[age]: `type` is missing. Write one of: single, several,",
        ),
        (
            "items: {age: {type: integer, unitt: years}}",
            "questionnaire.yaml:1:37: items[age]: unknown key `unitt`. Did you mean 'unit'?",
        ),
        ("items: {age: {type: integr}}", "Did you mean 'integer'?"),
        ("items: {a b: {type: text}}", "`a b` cannot be an item's id."),
        ("items: {a: {type: single}}", "items[a]: `levels` is missing."),
        ("items: {a: {type: single, levels: [Yes, yes]}}", "items[a]: the level 'yes' stands here twice."),
        ("items: {a: {type: text, levels: [x]}}", "`levels` is for items of type single, several, scale"),
        ("items: {a: {type: scale}}", "a scale needs `min` and `max`, or `levels`."),
        ("items: {a: {type: scale, levels: [low]}}", "the level 'low' of a scale is not a whole number."),
        ("items: {a: {type: integer, min: 5, max: 2}}", "items[a]: `min` 5 is greater than `max` 2."),
        ("items: {a: {type: duration}}", "`unit` is missing; a duration is in one of: years, months,"),
        ("items: {a: {type: duration, unit: yearz}}", "Did you mean 'years'?"),
        ("items: {a: {type: several, levels: [x; y]}}", "the level 'x; y' holds the separator ';'."),
        (
            "items: {a: {type: single, levels: [Nursing], synonyms: {Nursin: [RN]}}}",
            "'Nursin' is no level of the item. Did you mean 'Nursing'?",
        ),
        (
            "items: {a: {type: single, levels: [x, y], synonyms: {x: [Y]}}}",
            "'Y' already stands for 'y'.",
        ),
        (
            "items: {kids: {type: yes/no}, n: {type: integer, asked_if: kid}}",
            "`asked_if` names 'kid', which is no item. Did you mean 'kids'?",
        ),
        (
            "items: {job: {type: single, levels: [x]}, n: {type: integer, asked_if: job}}",
            "`asked_if` names 'job', which is no yes/no item.",
        ),
        (
            "items: {job: {type: single, levels: [Nurse]}, n: {type: text, asked_if: {job: Nurs}}}",
            "'Nurs' is no level of the item. Did you mean 'Nurse'?",
        ),
        (
            "items: {a: {type: yes/no, asked_if: b}, b: {type: yes/no, asked_if: a}}",
            "items[a]: `asked_if` comes back to this item itself.",
        ),
        (
            "items: {a: {type: integer, not_asked: 0}}",
            "`not_asked` is for numbers of an item that has `asked_if`.",
        ),
        ("items: {a: {type: integer, not_asked: none}}", "a number or the word blank, found 'none'."),
        (
            "items: {age: {type: text}, Age: {type: text}}",
            "items[Age]: the name 'Age' already names the column of item 'age'.",
        ),
        (
            "items: {age: {type: text}, b: {type: text, aliases: [AGE]}}",
            "the name 'AGE' already names the column of item 'age'.",
        ),
        ("items: {id: {type: text}}", "the name 'id' already names the column of the participant ids."),
        ("itms: {}", "unknown key `itms`. Did you mean 'items'?"),
        ("decimal_comma: yes", "`decimal_comma` should be true or false, found 'yes'. Write true or false."),
    ],
)
def test_what_the_file_cannot_mean_is_named(
    problems: Callable[[str], list[str]], text: str, message: str
) -> None:
    assert any(message in found for found in problems(text)), problems(text)


def test_every_problem_is_listed_at_once(problems: Callable[[str], list[str]]) -> None:
    text = "{titel: x, items: {a: {type: integr}, b: {type: duration}}, table: {rows: [{item: c}]}}"
    assert len(problems(text)) == 4


def test_a_list_in_place_of_the_file_is_a_problem() -> None:
    _, findings = schema.read(Node([], 1, 1), "questionnaire.yaml")
    assert [str(f) for f in findings] == [
        "questionnaire.yaml:1:1: expected keys with values (key: value), found a list."
    ]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{type: text, asked_if: zzz}", "`asked_if` names 'zzz', which is no item. The items are: bb, a."),
        (
            "{type: integer, derived: {from: zzz, age_in: 2026}}",
            "`from` names 'zzz', which is no item. The items are: bb, a.",
        ),
        (
            '{type: several, levels: [x, y], separator: ""}',
            "`separator` is empty. Write what stands between two answers, such as ';'.",
        ),
        ("{type: text, text: B B, aliases: [bb]}", "the name 'B B' already names the column of item 'bb'."),
        ("{type: single, levels: [1, true]}", "`levels` should hold texts, found true. Put it in quotes."),
        ("{type: scale, levels: [1, true]}", "`levels` should hold texts, found true. Put it in quotes."),
        ("{type: single, levels: []}", "`levels` is missing."),
        ("{text: Gender, or sex, type: text}", "If it belongs to the text before it, put all of that text"),
    ],
)
def test_a_slip_is_told_once_with_what_to_do(
    problems: Callable[[str], list[str]], item: str, message: str
) -> None:
    (found,) = problems(f"items: {{bb: {{type: text}}, a: {item}}}")
    assert message in found


@pytest.mark.parametrize("heading", ["Name", "your NAME?", "called"])
def test_a_column_to_ignore_that_is_an_item_is_refused(
    problems: Callable[[str], list[str]], heading: str
) -> None:
    item = "{type: text, text: 'Your name?', aliases: [called]}"
    (found,) = problems(f"{{ignore: [Timestamp, '{heading}'], items: {{name: {item}}}}}")
    assert found == (
        f"questionnaire.yaml:1:22: `ignore` leaves out '{heading}', the column of the item 'name'. "
        f'Take it out of the list; to leave it out of one file, load that with --ignore "{heading}".'
    )


@pytest.mark.parametrize("heading", ["old", "id", "age [Other]", "Timestamp"])
def test_a_column_to_ignore_may_be_any_other(problems: Callable[[str], list[str]], heading: str) -> None:
    items = "age: {type: integer}, old: {type: yes/no, derived: {from: age, at_least: 60}}"
    assert problems(f"{{ignore: ['{heading}'], items: {{{items}}}}}") == []
