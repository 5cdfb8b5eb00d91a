"""`python -m knowledge_hub` is the same as `hub`. What it needs takes a moment to load, and can be stopped in it."""

import sys

STOPPED = 130  # how a command ends that Ctrl and C has stopped


def main() -> None:
    """The console command `hub`."""
    try:
        from knowledge_hub import cli  # noqa: PLC0415 - or nothing could answer while it loads
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    cli.main()


if __name__ == "__main__":
    main()
