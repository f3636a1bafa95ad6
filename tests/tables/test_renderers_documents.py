"""What the documents made of a table look like to the programs that open them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Twips
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tables.reading import READERS, line

from pimhcli.tables.model import Column, Figure, Note, Row, Table
from pimhcli.tables.renderers import FORMATS, docx, latex, xlsx
from pimhcli.tables.renderers.room import legal

if TYPE_CHECKING:
    from docx.document import Document as Word
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

anything = st.text(max_size=12)
figures = st.builds(Figure, anything, anything, anything, st.fractions(), st.integers(0, 99))


@st.composite
def tables(draw: st.DrawFn, words: st.SearchStrategy[str] = anything) -> Table:
    width = draw(st.integers(1, 9))
    aligns = st.sampled_from(["left", "right", "center"])
    columns = st.builds(Column, words, aligns, st.booleans(), st.booleans())
    rows = st.builds(
        Row, st.tuples(*[words] * width), st.integers(0, 2), st.booleans(), st.sampled_from("  ab")
    )
    return Table(
        "x",
        draw(words),
        draw(st.tuples(*[columns] * width)),
        tuple(draw(st.lists(rows, max_size=4))),
        tuple(draw(st.lists(st.builds(Note, words, st.sampled_from(["", "a"])), max_size=2))),
        tuple(draw(st.lists(figures, max_size=2))),
        draw(st.sampled_from(".,")),
    )


def word(table: Table) -> Word:
    return Document(io.BytesIO(docx.render(table)))


def sheet(table: Table, name: str = "Table") -> Worksheet:
    return load_workbook(io.BytesIO(xlsx.render(table)))[name]


def one(cell: str, *, numeric: bool = True, mark: str = ".") -> Cell:
    """The second cell of a workbook's only row."""
    columns = (Column("A"), Column("B", numeric=numeric))
    return sheet(Table("x", "", columns, (Row(("one", cell)),), decimal_mark=mark)).cell(3, 2)


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=25)
@given(table=tables())
def test_a_table_of_whatever_words_is_made_and_is_the_same_to_the_byte_each_time(
    form: str, table: Table
) -> None:
    assert FORMATS[form].render(table) == FORMATS[form].render(table)


@pytest.mark.parametrize("form", ["docx", "xlsx", "latex"])
@settings(deadline=None, max_examples=25)
@given(
    table=tables(
        st.text(st.sampled_from("ab 1.,|<&*_`[]#~^\\{}$%=-'\"\u201cé字👩ש\n;\ufffe\x0b"), max_size=9)
    )
)
def test_the_cells_are_read_back_out_of_a_document(form: str, table: Table) -> None:
    plain = [
        line((first + (f"^{row.mark}" if row.mark else ""), *others), row.indent)
        for row in table.rows
        for first, *others in [map(legal, row.cells)]
    ]
    shown = READERS[form](FORMATS[form].render(table))[1:]
    assert list(map(squeezed, shown)) == list(map(squeezed, plain))


def squeezed(words: str) -> str:
    """Words without what a document may change: blanks at the ends of cells, and how a number is written."""
    return re.sub(r"[\s0.,]", "", words)


class TestAWordTable:
    @pytest.fixture
    def made(self, every_table: dict[str, Table]) -> Word:
        return word(every_table["by-group"])

    def test_has_its_caption_above_and_its_notes_below(self, made: Word) -> None:
        caption, *notes = made.paragraphs
        assert (caption.style, caption.text) == (made.styles["Caption"], "Tabelle 2. Angaben & Antworten")
        assert [note.text for note in notes][:2] == ["Note. n = 7.", "a Mehrere Antworten waren möglich."]
        assert (notes[0].runs[0].italic, notes[1].runs[0].font.superscript) == (True, True)

    def test_repeats_its_head_on_every_page_and_splits_no_row(self, made: Word) -> None:
        rows = made.element.body.xpath("w:tbl/w:tr/w:trPr")
        kinds = [[child.tag.rpartition("}")[2] for child in row] for row in rows]
        assert kinds == [["cantSplit", "tblHeader"], *([["cantSplit"]] * (len(rows) - 1))]

    def test_has_three_rules_and_none_that_stands_upright(self, made: Word) -> None:
        def rules(edge: str) -> list[int]:
            path = f"w:tbl/w:tr[w:tc/w:tcPr/w:tcBorders/w:{edge}]"
            everything = made.element.body.xpath("w:tbl/w:tr")
            return [everything.index(row) for row in made.element.body.xpath(path)]

        assert (rules("top"), rules("bottom"), rules("left"), rules("right")) == ([0], [0, 5], [], [])

    def test_sets_rows_in_by_the_paragraph_and_not_by_blanks(self, made: Word) -> None:
        cells = [row.cells[0].paragraphs[0] for row in made.tables[0].rows]
        assert [cell.paragraph_format.left_indent for cell in cells[1:4]] == [None, Twips(283), Twips(567)]
        assert cells[2].text == "Psychologie"

    def test_keeps_a_heading_with_the_row_below(self, made: Word) -> None:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.tables[0].rows]
        assert kept == [True, True, None, None, None, None]

    def test_keeps_the_line_breaks_of_a_cell(self, made: Word) -> None:
        assert made.tables[0].rows[5].cells[0].text == "=SUM(A1:A9)\nzweite Zeile"

    def test_tells_neither_who_made_it_nor_when(self, made: Word) -> None:
        told = made.core_properties
        assert (told.author, told.last_modified_by, told.created, told.modified) == ("", "", None, None)

    def test_writes_from_right_to_left_what_is_read_so(self) -> None:
        made = word(Table("x", "", (Column("A"),), (Row(("(שלום) and",)), Row(("and שלום",)))))
        assert [len(row.xpath(".//w:bidi")) for row in made.element.body.xpath("w:tbl/w:tr")] == [0, 1, 0]

    @pytest.mark.parametrize(("columns", "turned"), [(2, WD_ORIENT.PORTRAIT), (14, WD_ORIENT.LANDSCAPE)])
    def test_is_turned_where_the_page_is_too_narrow(self, columns: int, turned: WD_ORIENT) -> None:
        table = Table("x", "", (Column("A"),) * columns, (Row(("long words",) * columns),))
        assert word(table).sections[0].orientation == turned


class TestAWorkbook:
    @pytest.mark.parametrize(
        ("cell", "value", "form"),
        [
            ("5", 5, "0"),
            ("12.86", 12.86, "0.00"),
            ("−3.50", -3.5, "0.00"),
            ("28.57%", 0.2857, "0.00%"),
            ("100%", 1, "0%"),
            ("7 %", 0.07, '0" "%'),
            ("7,5\N{NO-BREAK SPACE}%", 0.075, '0.0"\N{NO-BREAK SPACE}"%'),
            ("0.5", 0.5, "0.0"),
        ],
    )
    def test_has_a_number_where_one_number_is_printed(self, cell: str, value: float, form: str) -> None:
        made = one(cell, mark="," if "," in cell else ".")
        assert (made.value, made.number_format, made.data_type) == (pytest.approx(value), form, "n")

    @pytest.mark.parametrize("cell", ["2 (28.57%)", "34–42", "1,5", "5 years", "1.2.3", "", "٣"])
    def test_has_words_where_words_are_printed(self, cell: str) -> None:
        assert (one(cell).value or "") == cell

    @pytest.mark.parametrize(
        "cell", ["01234", "+49", "-01", "00", "00.5", "1234567890123456", "0.1234567890123456"]
    )
    def test_leaves_digits_as_they_are_where_a_number_would_be_shown_otherwise(self, cell: str) -> None:
        assert one(cell).value == cell

    def test_reads_decimal_commas(self) -> None:
        assert (one("28,57%", mark=",").value, one("1.5", mark=",").value) == (0.2857, "1.5")

    def test_has_words_in_a_column_that_is_not_one_of_numbers(self) -> None:
        assert one("5", numeric=False).value == "5"

    @pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "'=1+1", "-5"])
    def test_runs_no_cell_as_a_formula_not_even_after_it_was_edited(self, cell: str) -> None:
        made = one(cell, numeric=False)
        assert (made.value, made.data_type, made.quotePrefix) == (cell, "s", True)

    def test_holds_an_error_value_as_words(self) -> None:
        assert one("#N/A").data_type == "s"

    def test_says_where_a_cell_is_too_long_for_excel(self) -> None:
        made = one("x" * 40_000).value
        assert (len(made), made[-44:]) == (32_767, " … (cut here: a cell of Excel holds no more)")

    def test_keeps_the_head_in_sight(self) -> None:
        assert sheet(Table("x", "", (Column("A"),), ())).freeze_panes == "A3"

    def test_has_the_exact_numbers_on_a_sheet_of_their_own(self, every_table: dict[str, Table]) -> None:
        rows = list(sheet(every_table["by-group"], "Numbers").values)
        assert rows == [
            ("Row", "Column", "Measure", "Value", "Of"),
            ("Beruf > Psychologie", "Alle (n = 7)", "percent", pytest.approx(200 / 7), 7),
            ("=1+1", "Alle (n = 7)", "n", 2, 7),
        ]

    def test_without_figures_has_one_sheet(self) -> None:
        made = load_workbook(io.BytesIO(xlsx.render(Table("x", "", (Column("A"),), ()))))
        assert made.sheetnames == ["Table"]


class TestALatexTable:
    @settings(deadline=None, max_examples=60)
    @given(tables())
    def test_closes_every_brace_and_every_environment(self, table: Table) -> None:
        made = re.sub(r"\\[&%$#_{}\\]", "", latex.render(table))
        depth = 0
        for c in made:
            depth += {"{": 1, "}": -1}.get(c, 0)
            assert depth >= 0
        assert depth == 0
        assert sorted(re.findall(r"\\begin(\{\w+\})", made)) == sorted(re.findall(r"\\end(\{\w+\})", made))

    @pytest.mark.parametrize(
        ("words", "escaped"),
        [
            ("R&D 5% $1 #2 a_b {c}", r"R\&D 5\% \$1 \#2 a\_b \{c\}"),
            ("~ ^ \\", r"\textasciitilde{} \textasciicircum{} \textbackslash{}"),
            ("< > | `", r"\textless{} \textgreater{} \textbar{} \textasciigrave{}"),
            ("[laughs] *so* --- ''", r"{[}laughs] {*}so{*} -{}-{}- '{}'"),
            ("– — “ ” ½ é שלום", "– — “ ” ½ é שלום"),
            ("a\nb\tc\xa0d\x07", r"a\newline b c~d·"),
        ],
    )
    def test_prints_words_as_they_are(self, words: str, escaped: str) -> None:
        assert latex.escaped(words) == escaped

    @pytest.mark.parametrize(
        ("caption", "printed"),
        [
            ("Table 2. Who took part", "Who took part"),
            ("Tabelle 12: Wer", "Wer"),
            ("In 2 groups", "In 2 groups"),
        ],
    )
    def test_leaves_the_numbering_to_latex(self, caption: str, printed: str) -> None:
        assert rf"\caption{{{printed}}}\label{{tab:x}}" in latex.render(
            Table("x", caption, (Column("A"),), ())
        )

    def test_goes_over_several_pages_when_it_is_long(self) -> None:
        made = latex.render(Table("x", "", (Column("A"),), (Row(("one",)),) * 36))
        assert r"\begin{longtable}{l}" in made
        assert made.startswith(r"% The preamble needs \usepackage{booktabs,longtable}")

    def test_wraps_what_is_wider_than_a_page(self) -> None:
        made = latex.render(Table("x", "", (Column("A"), Column("B", "right")), (Row(("word " * 30, "2")),)))
        assert r"\begin{tabular}{p{0.864\linewidth}r}" in made
