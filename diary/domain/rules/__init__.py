"""Reminder rules: each a pure function of the diary and a day; nothing dated later is read."""
