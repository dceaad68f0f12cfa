"""The page to hand to a physical therapist: its content as one value, and that value as files.

Only `figures` draws, only `html` knows jinja2 and only `pdf` knows Typst; `content` loads none.
"""
