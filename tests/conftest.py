"""Hypothesis profiles: `ci` looks long and the same way each time, `dev` short and anew."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Generating a page takes longer than normalising it; that is no fault of the test.
SLOW_TO_MAKE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, suppress_health_check=SLOW_TO_MAKE
)
settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=SLOW_TO_MAKE)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
