"""Pure values and arithmetic of the diary: no Qt, SQL, files, clock, locale or numpy in here."""
