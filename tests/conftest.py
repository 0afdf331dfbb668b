"""Hypothesis profiles: `dev` and `ci` look at the same examples each time, `explore` at new ones.

To look for what nobody has met yet: ``pytest tests/laws --hypothesis-profile=explore``.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Generating a page takes longer than normalising it; that is no fault of the test.
SLOW_TO_MAKE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("base", deadline=None, suppress_health_check=SLOW_TO_MAKE)
base = settings.get_profile("base")
settings.register_profile("dev", base, max_examples=60, derandomize=True)
settings.register_profile("ci", base, max_examples=300, derandomize=True)
settings.register_profile("explore", base, max_examples=5_000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
