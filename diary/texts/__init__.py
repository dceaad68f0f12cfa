"""The one table of texts: words for keys, numbers, problems and reminders, made where shown.

Everything goes through `diary.words`; values come from `diary.domain`, and no Qt is needed.
"""
