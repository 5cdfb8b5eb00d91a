"""Links to the world outside: gathered from what is written, tried with lychee, remembered over days, reported.

    prose -> written -> revision    the addresses, where each is written, which of them a change adds
    answers -> lychee               what each address answered
    memory -> findings -> reports   what follows from the answers of several days, and how it reads
    command                         `hub links`: the three together; the disk and the network are met here

Nothing here reads the clock, and nothing here stops a contributor unless it is told to be strict.
"""

from pathlib import Path

CACHE = Path(".cache/links")
STATE = CACHE / "state.json"  # what memory remembers
