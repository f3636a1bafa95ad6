"""The report as a LaTeX article: sections, tables with the rules of booktabs, quotes and dialogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.figures.model import Figure
from pimhcli.report.blocks import Heading, Listing, Paragraph, Quote, Simple, captioned, table_of
from pimhcli.tables.model import Table
from pimhcli.tables.renderers import latex
from pimhcli.tables.renderers.latex import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.report.blocks import Block, Run, Runs

_SECTIONS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
_INCH = 72  # points
_NUMBERED = re.compile(r"^(\w+) ([0-9]+)[.:] +")
_PREAMBLE = r"""% Made by pimh; XeLaTeX or LuaLaTeX print every script, pdfLaTeX the Latin one.
\documentclass[11pt,a4paper]{article}
\usepackage[margin=2.54cm]{geometry}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
\else
  \usepackage{fontspec}
\fi
\usepackage{booktabs,longtable,graphicx,caption,float}
\captionsetup{justification=raggedright,singlelinecheck=false,labelsep=period,labelfont=bf}
\captionsetup[table]{position=top}
\floatplacement{table}{H}
\floatplacement{figure}{H}
\setcounter{secnumdepth}{0}
\setlength{\parindent}{0pt}
\setlength{\parskip}{.5\baselineskip}
\makeatletter
\renewcommand{\paragraph}{\@startsection{paragraph}{4}{\z@}{2ex plus .5ex}{.5ex}%
  {\normalfont\bfseries\itshape}}
\renewcommand{\subparagraph}{\@startsection{subparagraph}{5}{\z@}{2ex plus .5ex}{.5ex}%
  {\normalfont\itshape}}
\makeatother
\newenvironment{dialogue}{\begin{list}{}{\setlength{\leftmargin}{2.6cm}\setlength{\rightmargin}{1cm}%
  \setlength{\labelwidth}{1.4cm}\setlength{\labelsep}{0.2cm}}}{\end{list}}
"""


def render(blocks: Iterable[Block]) -> str:
    """A whole article.

    Args:
        blocks: the report; the heading of the first level that it starts with is its title.
    """
    everything = list(captioned(blocks))
    title, rest = "", everything
    match everything:
        case [Heading(level=1) as heading, *others]:
            title, rest = rf"\title{{{_said(heading.runs)}}}" + "\n" + r"\author{}\date{}" + "\n", others
    begin = r"\begin{document}" + "\n" + (r"\maketitle" + "\n" if title else "")
    body = "\n".join(_block(block) for block in rest)
    return f"{_PREAMBLE}{title}{begin}\n{body}\n" + r"\end{document}" + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading() | Paragraph() | Listing():
            return _words(block)
        case Quote():
            return _quote(block)
        case Simple():
            return latex.lay(table_of(block))
        case Table():
            return _counted("table", block.caption) + latex.lay(block)
        case Figure():
            return _figure(block)


def _words(block: Heading | Paragraph | Listing) -> str:
    if isinstance(block, Heading):
        return _heading(block)
    if isinstance(block, Listing):
        return _listing(block)
    said = _said(block.runs)
    return f"\\begin{{quote}}\n{said}\n\\end{{quote}}\n" if block.quoted else f"{said}\n"


def _heading(heading: Heading) -> str:
    command = _SECTIONS[min(max(heading.level - 2, 0), len(_SECTIONS) - 1)]
    return f"\\{command}{{{_said(heading.runs)}}}\n"


def _listing(listing: Listing) -> str:
    kind = "enumerate" if listing.numbered else "itemize"
    start = f"\\setcounter{{enumi}}{{{listing.start - 1}}}\n" if listing.numbered else ""
    items = "\n".join(f"\\item {''.join(map(_block, item))}" for item in listing.items)
    return f"\\begin{{{kind}}}\n{start}{items}\\end{{{kind}}}\n"


def _quote(quote: Quote) -> str:
    star = r" $\star$" if quote.star else ""
    if not quote.lines:
        said = f"“{escaped(quote.words)}” — {escaped(quote.speaker)} ({escaped(quote.place)}){star}"
        return f"\\begin{{quote}}\n{said}\n\\end{{quote}}\n"
    lines = [
        f"\\item[{{{_bold(line.speaker)}}}] {_marked(line.words, is_quote=line.part == 'quote')}"
        for line in quote.lines
    ]
    lines.append(f"\\item[] — {escaped(quote.place)}{star}")
    return "\\begin{dialogue}\n" + "\n".join(lines) + "\n\\end{dialogue}\n"


def _bold(speaker: str) -> str:
    return rf"\textbf{{{escaped(speaker)}:}}" if speaker else ""


def _marked(said: str, *, is_quote: bool) -> str:
    return f"“{escaped(said)}”" if is_quote else escaped(said)


def _counted(kind: str, caption: str) -> str:
    """Has LaTeX give a table or a figure the number that its caption has; none where it has none."""
    found = _NUMBERED.match(caption)
    if not found:
        return "\\captionsetup{labelformat=empty}\n"
    named = f"\\renewcommand{{\\{kind}name}}{{{escaped(found[1])}}}"
    return f"\\captionsetup{{labelformat=simple}}{named}\\setcounter{{{kind}}}{{{int(found[2]) - 1}}}\n"


def _figure(figure: Figure) -> str:
    width = f"\\includegraphics[width=\\ifdim{figure.printed_width / _INCH:.2f}in>\\linewidth"
    return _counted("figure", figure.caption) + "\n".join(
        (
            r"\begin{figure}",
            r"\centering",
            f"{width}\\linewidth\\else{figure.printed_width / _INCH:.2f}in\\fi]{{figures/{figure.name}.png}}",
            rf"\caption{{{escaped(_NUMBERED.sub('', figure.caption))}}}",
            "\\end{figure}\n",
        )
    )


def _said(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    said = escaped(run.text)
    # what escaping takes from the ends of a run parts it from the next
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() and run.text.strip() else ""
    for is_so, command in ((run.code, "texttt"), (run.emphasis, "emph"), (run.strong, "textbf")):
        said = rf"\{command}{{{said}}}" if is_so and said else said
    if run.link and run.link != run.text:
        said = rf"{said} (\texttt{{{_address(run.link)}}})"
    return f"{before}{said}{after}"


def _address(link: str) -> str:
    """An address, which may be broken after its strokes."""
    return escaped(link).replace("/", r"/\allowbreak{}")
