"""The site while somebody works on it: pages are drawn when they are asked for, and follow what is saved."""

import gc
import os
import subprocess
import sys
import threading

from knowledge_hub.preview.host import Host
from knowledge_hub.preview.state import Preview, is_code
from knowledge_hub.preview.watching import Watch

__all__ = ["Host", "Preview", "serve"]

QUIET = 2.0  # seconds after which nobody waits for the next page
_LOADED = "import knowledge_hub.cli, knowledge_hub.preview"


def serve(host: Host) -> None:
    """Show a project until it is interrupted."""
    preview = host.preview
    with host, Watch(preview.root) as watch:
        try:
            gc.disable()  # what a change leaves behind is collected when nobody waits
            preview.refresh()
            threading.Thread(target=host.serve_forever, daemon=True).start()
            preview.tell(f"{host.address} shows {preview.shows}; an edit shows on its own, Ctrl and C end it")
            patience: float | None = QUIET
            while True:
                changed = watch.changes(patience)
                patience = QUIET if changed else None
                if any(map(is_code, changed)):
                    _begin_anew(preview)
                elif changed:
                    preview.refresh(changed)
                else:
                    gc.collect()
        finally:
            preview.close()


def _begin_anew(preview: Preview) -> None:
    """Run the changed code, if it can be loaded."""
    tried = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if tried.returncode:
        preview.fail(tried.stderr.strip())
    else:
        preview.tell("the code has changed; it begins anew")
        preview.close()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the command that was given
