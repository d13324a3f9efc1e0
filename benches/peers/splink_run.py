"""Splink on a file of standard values: python splink_run.py VALUES.parquet CLUSTERS.parquet documented|fast.

Runs in an environment of its own and prints JSON: version, the threshold and others to compare with, and the seconds of
matching alone (values in, clusters out at the threshold). CLUSTERS has unique_id, then a column a threshold.
"""

import json
import logging
import sys
import time
from importlib.metadata import version
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_library as compare
from pyarrow import parquet
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLD = 0.95
THRESHOLDS = (THRESHOLD, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 0.9999999)
SAMPLED_PAIRS = 1e6
SEED = 1
# What its documentation asks for: rules by which nearly every pair is right, and the share of pairs they find.
SURE_RULES = ("given_name", "family_name", "birth_date"), ("email",)
SURE_RECALL = 0.7


def settings() -> SettingsCreator:
    """Return comparisons from Splink's library, with term frequencies where it advises them, and blocking rules."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.ForenameSurnameComparison(
                "given_name", "family_name", forename_surname_concat_col_name="whole_name"
            ),
            compare.DateOfBirthComparison("birth_date", input_is_string=True),
            compare.EmailComparison("email"),
            compare.LevenshteinAtThresholds("phone", [1, 2]),
            compare.LevenshteinAtThresholds("postal_code", 1).configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("street", [1, 3]).configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("email"),
            block_on("phone"),
            block_on("given_name", "family_name"),
            block_on("family_name", "birth_date"),
            block_on("given_name", "birth_date"),
            block_on("family_name", "street"),
            block_on("given_name", "street"),
            block_on("family_name", "postal_code", "substr(given_name, 1, 1)"),
        ],
        retain_matching_columns=False,
    )


def train(linker: Linker, fast: bool) -> None:
    """Estimate the prior, u and m."""
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on(*columns) for columns in SURE_RULES], recall=SURE_RECALL
    )
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED)
    sampling = {"estimate_without_term_frequencies": True, "max_pairs": SAMPLED_PAIRS} if fast else {}
    for columns in (("given_name", "family_name"), ("birth_date",)):
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns), **sampling)


def clusters_at(linker: Linker, pairs: Any, threshold: float) -> pa.Table:
    """Return columns unique_id, cluster_id, by unique_id."""
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=threshold)
    table = clusters.as_duckdbpyrelation().project("unique_id, cluster_id").to_arrow_table()
    return table.sort_by("unique_id")


def main() -> None:
    values, out, variant = sys.argv[1:]
    connection = duckdb.connect()
    database = DuckDBAPI(connection)
    began = time.perf_counter()
    table = database.register(connection.read_parquet(values).to_arrow_table())
    linker = Linker(table, settings(), log_level=logging.ERROR)
    train(linker, variant == "fast")
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = clusters_at(linker, pairs, THRESHOLD)
    seconds = time.perf_counter() - began
    columns = {str(threshold): clusters_at(linker, pairs, threshold)["cluster_id"] for threshold in THRESHOLDS}
    parquet.write_table(pa.table({"unique_id": clusters["unique_id"], **columns}), out)
    told = {"version": version("splink"), "threshold": THRESHOLD, "thresholds": THRESHOLDS, "seconds": seconds}
    print(json.dumps(told))


main()
