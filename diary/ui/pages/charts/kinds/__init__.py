"""One module for each kind of chart: it makes of a diary and a choice what the page shows."""
