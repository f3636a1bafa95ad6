"""The report as a LaTeX article: what LaTeX would take for a command is printed, and the whole compiles."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from pimhcli.report import writing
from pimhcli.report.blocks import Heading, Line, Listing, Paragraph, Quote, Run, Simple
from pimhcli.report.formats import latex
from pimhcli.report.wish import Wish
from pimhcli.study.study import Study
from pimhcli.tables.model import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pimhcli.report.blocks import Block


def body(*blocks: Block) -> str:
    return latex.render(blocks).partition("\\begin{document}\n")[2].removesuffix("\\end{document}\n").strip()


def test_the_title_and_the_sections_are_commands_of_their_own() -> None:
    whole = latex.render([Heading(1, (Run("Hope & fear"),)), Heading(2, (Run("Results"),))])
    assert "\\title{Hope \\& fear}" in whole
    assert "\\section{Results}" in whole


def test_what_latex_would_take_for_a_command_is_printed() -> None:
    assert body(Paragraph((Run("50% of \\x_1 {a} #2"),))) == r"50\% of \textbackslash{}x\_1 \{a\} \#2"


def test_the_blanks_between_words_of_different_looks_stay() -> None:
    said = (Run("one "), Run("two", strong=True), Run(" three"))
    assert body(Paragraph(said)) == r"one \textbf{two} three"


def test_a_dialogue_has_an_item_for_each_voice() -> None:
    lines = (Line("Mod", "Why?", "before"), Line("P1", "So.", "quote"))
    text = body(Quote("So.", "P1", "fg1, turn 2", lines=lines))
    assert "\\item[{\\textbf{Mod:}}] Why?\n\\item[{\\textbf{P1:}}] “So.”\n" in text


def test_a_numbered_list_begins_with_its_number() -> None:
    assert "\\setcounter{enumi}{2}" in body(Listing(((Paragraph((Run("x"),)),),), numbered=True, start=3))


def test_a_table_keeps_the_number_that_the_text_calls_it_by() -> None:
    text = body(Table("t", "Table 3. Themes", (Column("Theme"),), (Row(("Hope",)),)))
    assert (r"\setcounter{table}{2}" in text, r"\caption{Themes}\label{tab:t}" in text) == (True, True)


def test_a_table_of_the_text_without_a_caption_has_none() -> None:
    assert r"\caption" not in body(Simple(((Run("File"),),), (((Run("a"),),),)))


def test_an_address_is_printed_whole() -> None:
    link = body(Paragraph((Run("here", link="https://a.org/b_c%20d#e"),)))
    assert link == r"here (\texttt{https:/\allowbreak{}/\allowbreak{}a.org/\allowbreak{}b\_c\%20d\#e})"


def test_the_article_of_a_small_study_is_as_its_golden_file_has_it(
    root: Path, golden: Callable[[str, str], None]
) -> None:
    golden("report.tex", str(writing.made(Study(root), Wish(("tex",))).files["reports/report.tex"], "utf-8"))


@pytest.mark.skipif(not shutil.which("xelatex"), reason="there is no xelatex here")
def test_the_article_compiles(root: Path, tmp_path: Path) -> None:
    for name, data in writing.made(Study(root), Wish(("tex",), around=1)).files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    ran = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex"],
        cwd=tmp_path / "reports", capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, (tmp_path / "reports/report.pdf").exists()) == (0, True)
