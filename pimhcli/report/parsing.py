"""Reads the report's Markdown, with the tables, quotes and figures that stand in it, into blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.report.blocks import Heading, Listing, Paragraph, Run, Simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from pimhcli.report.blocks import Block, Runs
    from pimhcli.report.rendering import Part

STANDS = re.compile("\ue000([0-9]+)\ue001")  # what stands in the text for a part, by its number
_BREAK = re.compile(r"<br */?>", re.IGNORECASE)
_LOOK = {"strong": "strong", "em": "emphasis"}


def blocks(text: str, parts: Sequence[Part]) -> tuple[Block, ...]:
    """The blocks of a report.

    Args:
        text: Markdown, in which parts stand as marks of their numbers; HTML is text but for line breaks.
        parts: the tables, quotes and figures.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return tuple(_all(SyntaxTreeNode(parser.parse(text)).children, parts))


def _all(nodes: Iterable[SyntaxTreeNode], parts: Sequence[Part]) -> Iterator[Block]:
    for node in nodes:
        yield from _blocks(node, parts)


def _blocks(node: SyntaxTreeNode, parts: Sequence[Part]) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(int(node.tag[1:]), _runs(node))
        case "paragraph":
            yield from _paragraph(_runs(node), parts)
        case "bullet_list" | "ordered_list":
            items = tuple(tuple(_all(item.children, parts)) for item in node.children)
            yield Listing(items, node.type == "ordered_list", int(node.attrs.get("start", 1)))
        case "table":
            yield _table(node)
        case "blockquote":
            for block in _all(node.children, parts):
                yield Paragraph(block.runs, quoted=True) if isinstance(block, Paragraph) else block
        case "fence" | "code_block":
            yield Paragraph((Run(node.content.rstrip("\n"), code=True),))
        case "html_block":
            yield Paragraph((Run(_BREAK.sub("\n", node.content.strip())),))


def _paragraph(runs: Runs, parts: Sequence[Part]) -> Iterator[Block]:
    """A paragraph, and the parts that stand in it as blocks of their own."""
    left: list[Run] = []
    for run in runs:
        pieces = STANDS.split(run.text)  # words and numbers of parts in turn
        for place, piece in enumerate(pieces):
            if place % 2 and int(piece) < len(parts):
                yield from _worded(left)
                left = []
                yield parts[int(piece)]
            elif place % 2 == 0 and piece:
                left.append(Run(piece, run.strong, run.emphasis, run.code, run.link))
    yield from _worded(left)


def _worded(runs: Sequence[Run]) -> Iterator[Paragraph]:
    if any(run.text.strip() for run in runs):
        yield Paragraph(tuple(runs))


def _table(node: SyntaxTreeNode) -> Simple:
    rows = [tuple(_runs(cell) for cell in row.children) for part in node.children for row in part.children]
    return Simple(rows[0], tuple(rows[1:]))


def _runs(node: SyntaxTreeNode) -> Runs:
    inline = [child for child in node.children if child.type == "inline"]
    return tuple(_joined(run for one in inline for run in _inline(one.children, {})))


def _inline(nodes: Iterable[SyntaxTreeNode], look: dict[str, str | bool]) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "text" | "text_special":
                yield _run(node.content, look)
            case "softbreak":
                yield _run(" ", look)
            case "hardbreak":
                yield _run("\n", look)
            case "html_inline":
                yield _run("\n" if _BREAK.fullmatch(node.content) else node.content, look)
            case "code_inline":
                yield _run(node.content, look | {"code": True})
            case "link":
                yield from _inline(node.children, look | {"link": str(node.attrs.get("href", ""))})
            case "image":
                yield _run(str(node.content), look)
            case _:
                more: dict[str, str | bool] = {_LOOK[node.type]: True} if node.type in _LOOK else {}
                yield from _inline(node.children, look | more)


def _run(text: str, look: dict[str, str | bool]) -> Run:
    return Run(
        text,
        strong=bool(look.get("strong")),
        emphasis=bool(look.get("emphasis")),
        code=bool(look.get("code")),
        link=str(look.get("link", "")),
    )


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs of one look that follow each other, as one."""
    held: Run | None = None
    for run in runs:
        if held and _looks(held) == _looks(run):
            held = Run(held.text + run.text, *_looks(held))
        else:
            if held:
                yield held
            held = run
    if held:
        yield held


def _looks(run: Run) -> tuple[bool, bool, bool, str]:
    return run.strong, run.emphasis, run.code, run.link
