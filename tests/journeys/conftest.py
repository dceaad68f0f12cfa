"""Journeys go through the whole window; they use what its own tests use."""

from tests.ui.conftest import build, keys, plain_look, spoken

__all__ = ["build", "keys", "plain_look", "spoken"]
