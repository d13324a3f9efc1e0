"""What comparisons make of raw values, told in tables and held to by every engine."""

from collections.abc import Mapping
from functools import cache

import pyarrow as pa
import pytest
from docs.generate.examples import FOLDER, TOPICS, Example, examples_table, read_examples

from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.engines.spark import SparkEngine
from pellucid.golden.match.comparison import pattern_codes
from pellucid.golden.match.forms import make_forms
from pellucid.golden.match.kinds import PARTY_KINDS
from pellucid.golden.match.plan import PAIRS, Engine
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE

ENGINES: dict[str, type[Engine]] = {"memory": MemoryEngine, "duckdb": DuckdbEngine, "spark": SparkEngine}
SPARK_MARKS = (pytest.mark.slow, pytest.mark.xdist_group("spark"))  # one session for all tests of it
ENGINE_NAMES = [pytest.param(name, marks=SPARK_MARKS if name == "spark" else ()) for name in ENGINES]
EXAMPLES = [example for topic in TOPICS for example in read_examples(topic)]


def forms_of(left: Mapping[str, str], right: Mapping[str, str]) -> pa.Table:
    """Return the match forms of two records as they came."""
    fields = sorted({*left, *right}) or ["other:nothing"]
    columns = {field: pa.array([left.get(field), right.get(field)], pa.string()) for field in fields}
    records = pa.table({"record_id": [0, 1], "file": ["one", "other"], "row": [1, 1], **columns})
    return make_forms(standardize_table(records, judge=JUDGE).table).table


@cache
def all_forms() -> pa.Table:
    """Return the match forms of all examples: two records each, one behind the other."""
    forms = pa.concat_tables([forms_of(example.left, example.right) for example in EXAMPLES]).combine_chunks()
    return forms.set_column(0, "id", pa.array(range(forms.num_rows), pa.int32()))


@cache
def levels(engine: str, party: str) -> list[dict[str, str]]:
    """Return the level of every comparison for every example, compared all at once as in a run."""
    comparisons = PARTY_KINDS[party].comparisons
    forms = all_forms()
    pairs = pa.table([range(0, forms.num_rows, 2), range(1, forms.num_rows, 2)], schema=PAIRS)
    with ENGINES[engine]().load(forms) as loaded:
        compared = loaded.compare(pairs, comparisons)
    by_left = dict(zip(compared["left_id"].to_pylist(), compared["pattern"].to_pylist(), strict=True))
    return [
        {
            comparison.name: comparison.level_name(code)
            for comparison, code in zip(comparisons, pattern_codes(by_left[2 * place], comparisons), strict=True)
        }
        for place in range(len(EXAMPLES))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINE_NAMES)
@pytest.mark.parametrize(
    "place", range(len(EXAMPLES)), ids=lambda place: f"{EXAMPLES[place].topic} {place}: {EXAMPLES[place].why}"
)
def test_two_records_reach_the_level_that_the_table_says(place: int, engine: str) -> None:
    example: Example = EXAMPLES[place]
    topic = TOPICS[example.topic]

    told = levels(engine, topic.party)[place][topic.comparison]
    assert told == example.level, f"{dict(example.left)} and {dict(example.right)}: {example.why}"


def test_every_table_has_a_topic_and_every_topic_a_table() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(TOPICS)


@pytest.mark.parametrize("party", PARTY_KINDS)
def test_every_comparison_is_shown_by_examples(party: str) -> None:
    shown = {topic.comparison for topic in TOPICS.values()}

    assert {comparison.name for comparison in PARTY_KINDS[party].comparisons} <= shown


@pytest.mark.parametrize("topic", TOPICS)
def test_every_level_is_shown_by_an_example(topic: str) -> None:
    comparisons = PARTY_KINDS[TOPICS[topic].party].comparisons
    (comparison,) = (comparison for comparison in comparisons if comparison.name == TOPICS[topic].comparison)
    names = {comparison.level_name(code) for code in range(comparison.code_count)}

    assert names - {example.level for example in read_examples(topic)} <= RARE.get(topic, set())


# Reached by what no reader would recognize at a glance.
RARE = {"company_name": {"missing"}, "given_name": {"sound"}}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_table_can_be_shown_in_the_manual(topic: str) -> None:
    assert len(examples_table(topic).splitlines()) == 2 + len(read_examples(topic))
