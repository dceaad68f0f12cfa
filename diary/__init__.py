"""Kneelog, a diary for runners with sore knees. This module holds the version and nothing else."""

__version__ = "0.1.0"
