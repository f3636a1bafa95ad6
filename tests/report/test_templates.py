"""A study's own templates win, may do nothing but format, and are named with their line when wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.errors import StudyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[[], str]
    Template = Callable[[str, str], None]


def refused(report: Made) -> str:
    with pytest.raises(StudyError, match="The report's template is wrong") as caught:
        report()
    assert "templates/" in caught.value.hint
    return caught.value.message


def test_a_part_of_the_studys_own_replaces_the_packaged_one(report: Made, template: Template) -> None:
    template("making.md.j2", "## Ours\n\n{{ version }} {{ study.title }}\n")
    text = report()
    assert text.endswith(r"Hope \*and\* hardship" + "\n")
    assert "## Ours" in text
    assert "## Results" in text


def test_the_whole_report_can_be_replaced(report: Made, template: Template) -> None:
    template("report.md.j2", "{{ counts.excerpts | count('excerpt') }}: {{ table3 | table }}")
    assert report().startswith("3 excerpts: **Table 3.")


def test_a_template_of_ones_own_is_among_the_files_it_is_made_from(report: Made, template: Template) -> None:
    template("study.md.j2", "Ours.\n")
    assert "| templates/study.md.j2 |" in report()


def test_values_are_escaped_and_prose_is_not(report: Made, template: Template) -> None:
    template("report.md.j2", "{{ study.title }} {{ study.title | prose }}")
    assert report() == r"Hope \*and\* hardship Hope *and* hardship" + "\n"


def test_many_blank_lines_become_one(report: Made, template: Template) -> None:
    template("report.md.j2", "\n\none\n\n\n\n\ntwo\n\n\n")
    assert report() == "one\n\ntwo\n"


@pytest.mark.parametrize("name", ["report.md.j2", "results.md.j2"])
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("{% if %}", "Expected an expression"),
        ("{{ study.title", "unexpected end of template"),
        ("{% for x in results %}", "Unexpected end of template"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ study.titel }}", "no attribute 'titel'"),
        ("{{ study.title | shout }}", "No filter named 'shout'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ study.title | table }}", "is no table"),
        ("{{ study() }}", "not callable"),
        ("{{ 'x' | int + study.title }}", "unsupported operand"),
        ("{{ '%d' | format('x') }}", "number is required"),
        ("{{ {}['x']['y'] }}", "has no"),
        ("{% include 'none.md.j2' %}", "none.md.j2"),
        ("{% include '../study.yaml' %}", "study.yaml"),
    ],
)
def test_a_wrong_template_is_named_with_file_line_and_reason(
    report: Made, template: Template, name: str, wrong: str, why: str
) -> None:
    template(name, f"first\nsecond {wrong}")
    message = refused(report)
    assert f"({name}:2): " in message
    assert why in message


def test_a_template_that_includes_itself_is_refused(report: Made, template: Template) -> None:
    template("results.md.j2", "{% include 'results.md.j2' %}")
    assert "recursion" in refused(report)


def test_a_template_that_is_not_saved_as_utf_8_is_refused(report: Made, root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "results.md.j2").write_bytes(b"caf\xe9")
    assert "utf-8" in refused(report)


@pytest.mark.parametrize(
    "trick",
    [
        "{{ study.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ study.title.__init__.__globals__ }}",
        "{{ study.group_of.__globals__ }}",
        "{{ '{0.__class__}'.format(study) }}",
        "{{ '{0.__class__}'.format_map({'0': study}) }}",
        "{{ study | attr('__class__') }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ results.append(1) if false else coders.__add__ }}",
        "{{ range(10000000) | list }}",
    ],
)
def test_a_template_cannot_reach_beyond_what_it_is_given(
    report: Made, template: Template, trick: str
) -> None:
    template("report.md.j2", trick)
    assert refused(report).startswith("The report's template is wrong (report.md.j2:1): ")
