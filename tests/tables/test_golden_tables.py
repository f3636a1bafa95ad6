"""Every table in every format is what its golden file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.tables.model import Table


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["themes", "themes-counted", "quotes", "participants-by-theme"])
def test_a_table_is_printed_as_its_golden_file_has_it(
    golden: Callable[[str, str], None], every_table: dict[str, Table], name: str, form: str
) -> None:
    suffix = {"text": "txt"}.get(form, form)
    golden(f"{name}.{suffix}", FORMATS[form](every_table[name]))
