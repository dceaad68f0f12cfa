"""What the page of the visit report and the export for a PT have in common."""
