"""How often the rules about pain are right, on diaries of which the truth is known."""
