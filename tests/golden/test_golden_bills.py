"""Golden bills: each request in bills/ still gives the bill that lies beside it.

After a wanted change: `python -m pytest tests/golden --accept`, then read the diff before it is committed.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.asking import ask

FOLDER = Path(__file__).parent / "bills"
REQUESTS = sorted(FOLDER.glob("*.yaml"))


def written(answer: dict[str, Any]) -> str:
    """Write an answer as a person reads a bill: line, formula, amount, and where it stands."""
    if "error" in answer:
        return f"算不出来：{answer['error']['message']}\n"
    rows = []
    for line in answer["lines"]:
        where = "；".join(f"{s['document']}:L{s['lines'][0]} {s['quote']}" for s in line["sources"])
        rests = f"  [{'、'.join(line['assumptions'])}]" if line["assumptions"] else ""
        rows.append(f"{line['name']}  {line['formula']} = {line['amount'] or '—'}{rests}  {where}")
    gaps = [f"注意：{gap}" for gap in answer["gaps"]]
    return "\n".join([*rows, f"合计  {answer['total']}", *gaps, ""])


@pytest.mark.parametrize("request_file", REQUESTS, ids=lambda path: path.stem)
def test_a_golden_bill_stays_as_it_is(request_file: Path, pytestconfig: pytest.Config) -> None:
    done = ask("bill", request=request_file.read_bytes())
    assert done.code in (0, 1), done.err
    said = written(yaml.safe_load(done.out))
    golden = request_file.with_suffix(".txt")
    if pytestconfig.getoption("accept"):
        golden.write_text(said, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == said


def test_every_golden_bill_has_its_request() -> None:
    assert [path.stem for path in REQUESTS] == sorted(path.stem for path in FOLDER.glob("*.txt"))
    assert len(REQUESTS) >= 18
