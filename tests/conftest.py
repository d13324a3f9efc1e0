"""How Hypothesis looks for what nobody thought of: the same examples every time, or, when asked, ever new ones."""

import os

from hypothesis import settings

# "short" is what every run uses: a change fails for what it did, not for what was drawn. "long" goes looking:
# PELLUCID_HYPOTHESIS=long ./dev test tests/golden tests/generative
settings.register_profile("short", derandomize=True, deadline=None)
settings.register_profile("long", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("PELLUCID_HYPOTHESIS", "short"))

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # Spark would look up the machine's name, which may lead anywhere
