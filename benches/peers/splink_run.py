"""Splink on a file of standard values: python splink_run.py VALUES.parquet CLUSTERS.parquet documented|fast|tuned.

Runs in an environment of its own and prints JSON: version, the default threshold and others to compare with, and the
seconds of matching alone (values in, clusters out at the default). CLUSTERS has unique_id, then a column a threshold.
"""

import json
import logging
import sys
import time
from importlib.metadata import version
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as level
import splink.comparison_library as compare
from pyarrow import parquet
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLD = 0.95
DEFAULT = f"{THRESHOLD}"
OTHER_BITS = (7, 10, 13, 16, 20, 24, 28, 32, 36)  # match weights, log2 of the odds
SAMPLED_PAIRS = 1e6
SEED = 1
# What its documentation asks for: rules by which nearly every pair is right, and the share of pairs they find.
SURE_RULES = ("given_name", "family_name", "birth_date"), ("email",)
SURE_RECALL = 0.7


def contact_comparisons(tuned: bool) -> list[Any]:
    """Return comparisons of phone and address: each alone from the library, or tuned, as one of the household.

    What a family shares is not independent, and weighed thrice it joins the family; one comparison weighs it once.
    """
    if not tuned:
        return [
            compare.LevenshteinAtThresholds("phone", [1, 2]),
            compare.LevenshteinAtThresholds("postal_code", 1).configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("street", [1, 3]).configure(term_frequency_adjustments=True),
        ]
    unknown = "(phone_l IS NULL OR phone_r IS NULL) AND (street_l IS NULL OR street_r IS NULL)"
    levels = [
        level.CustomLevel(unknown, label_for_charts="unknown").configure(is_null_level=True),
        level.CustomLevel("phone_l = phone_r AND street_l = street_r", label_for_charts="phone and street"),
        level.CustomLevel("phone_l = phone_r", label_for_charts="phone"),
        level.CustomLevel("street_l = street_r", label_for_charts="street"),
        level.CustomLevel("postal_code_l = postal_code_r", label_for_charts="postal code"),
        level.ElseLevel(),
    ]
    return [compare.CustomComparison(levels, output_column_name="household")]


def settings(tuned: bool) -> SettingsCreator:
    """Return comparisons from Splink's library, with term frequencies where it advises them, and blocking rules."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.ForenameSurnameComparison(
                "given_name", "family_name", forename_surname_concat_col_name="whole_name"
            ),
            compare.DateOfBirthComparison("birth_date", input_is_string=True),
            compare.EmailComparison("email"),
            *contact_comparisons(tuned),
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


def clusters_at(linker: Linker, pairs: Any, **threshold: float) -> pa.Table:
    """Return columns unique_id, cluster_id, by unique_id."""
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, **threshold)
    table = clusters.as_duckdbpyrelation().project("unique_id, cluster_id").to_arrow_table()
    return table.sort_by("unique_id")


def main() -> None:
    values, out, variant = sys.argv[1:]
    connection = duckdb.connect()
    database = DuckDBAPI(connection)
    began, cpu_began = time.perf_counter(), time.process_time()
    table = database.register(connection.read_parquet(values).to_arrow_table())
    linker = Linker(table, settings(variant == "tuned"), log_level=logging.ERROR)
    train(linker, variant == "fast")
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = clusters_at(linker, pairs, threshold_match_probability=THRESHOLD)
    spent = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu_began}
    columns = {DEFAULT: clusters["cluster_id"]}
    for bits in OTHER_BITS:
        columns[f"{bits} bits"] = clusters_at(linker, pairs, threshold_match_weight=bits)["cluster_id"]
    parquet.write_table(pa.table({"unique_id": clusters["unique_id"], **columns}), out)
    told = {"version": version("splink"), "default": DEFAULT, "thresholds": list(columns), **spent}
    print(json.dumps(told))


main()
