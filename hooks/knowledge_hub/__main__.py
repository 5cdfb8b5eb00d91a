"""`python -m knowledge_hub` is the same as `hub`."""

from knowledge_hub.cli import main

main()
