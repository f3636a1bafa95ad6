"""The report says what was reviewed, by whom, and what came of it; without a review it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[[], str]

DAY, NEXT = "2026-12-03T10:00:00.000Z", "2026-12-05T10:00:00.000Z"
BEN = (
    Remark("r1", "agree", on="code hard", by="ben", at=DAY),
    Remark("r2", "agree", on="excerpt id1", by="ben", at=DAY),
    Remark("r3", "rename", on="code money", suggests="Costs", by="ben", at=NEXT),
    Remark("r4", "query", on="code hope", words="Whose *hope*?", by="ben", at=NEXT),
    Remark("r5", "query", on="code hope", words="taken back", by="ben", at=NEXT, deleted=NEXT),
)
ANNA = (
    Remark("a1", "answer", to="r3", verdict="decline", words="It is their word.", by="anna", at=NEXT),
    Remark("a2", "agree", on="excerpt id3", by="anna", at=NEXT),
)


def analysis(report: str) -> str:
    return report.partition("## Data analysis\n")[2].partition("\n## ")[0]


def test_the_analysis_tells_of_the_review(
    root: Path, report: Made, golden: Callable[[str, str], None]
) -> None:
    (root / "reviews").mkdir()
    for name, remarks in (("ben", BEN), ("anna", ANNA)):
        lines = b"".join(msgspec.json.encode(remark) + b"\n" for remark in remarks)
        (root / "reviews" / f"{name}.jsonl").write_bytes(lines)
    golden("report-review.md", analysis(report()))


def test_without_a_review_nothing_is_said_of_one(report: Made) -> None:
    assert "review" not in analysis(report())


def test_the_report_names_the_review_files_that_it_was_made_from(root: Path, report: Made) -> None:
    (root / "reviews").mkdir()
    (root / "reviews" / "ben.jsonl").write_bytes(msgspec.json.encode(BEN[0]) + b"\n")
    assert "| reviews/ben.jsonl | " in report()
