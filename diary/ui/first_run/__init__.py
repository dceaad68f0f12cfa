"""The first run: three short pages over Today, shown once and only where there is no diary yet."""
