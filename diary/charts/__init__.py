"""Figures from domain series: matplotlib's object interface only; no pyplot, no Qt, no storage.

Importing this package or `picture` loads nothing heavy; every other module here loads matplotlib.
"""
