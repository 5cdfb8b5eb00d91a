"""`python -m knowledge_hub` is the same as `hub`. What it needs takes a moment to load, and can be stopped in it."""

import gc
import sys

STOPPED = 130  # how a command ends that Ctrl and C has stopped


def main() -> None:
    """The console command `hub`. Nearly all verbs end before cycles in memory matter: to look for some takes a tenth of their time, and
    once more at the end.
    """
    gc.disable()
    try:
        from knowledge_hub import cli  # noqa: PLC0415 - or nothing could answer while it loads
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    try:
        cli.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
