"""What benches measured is kept with the date, the commit and the machine."""

import re
from pathlib import Path

import pytest

RESULTS = Path(__file__).parents[2] / "benches" / "results"
MEASURED_ON = re.compile(r"^\d{4}-\d\d-\d\d, commit [0-9a-f]{7,}\b.*; \d+ cores, .+\.$", re.MULTILINE)


@pytest.mark.parametrize("name", ["accuracy", "calibration", "peers"])
def test_a_frozen_result_names_date_commit_and_machine(name: str) -> None:
    assert MEASURED_ON.search((RESULTS / f"{name}.md").read_text(encoding="utf-8"))
