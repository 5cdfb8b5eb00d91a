"""The site while somebody works on it: pages are drawn when they are asked for, and follow what is saved."""

import gc
import os
import subprocess
import sys
import threading

from knowledge_hub.preview.host import Host, in_url
from knowledge_hub.preview.state import Preview, is_code
from knowledge_hub.preview.watching import Watch

__all__ = ["Host", "Preview", "in_url", "serve"]

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
                    begin_anew(host)
                elif changed:
                    preview.refresh(changed)
                else:
                    gc.collect()
        finally:
            preview.close()


def begin_anew(host: Host) -> None:
    """Run the changed code, if it can be loaded, at the same port."""
    preview = host.preview
    tried = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if tried.returncode:
        preview.fail_to_load(tried.stderr.strip())
    else:
        preview.tell("the code has changed; it begins anew")
        preview.close()
        given = [*sys.orig_argv[1:], "--port", str(host.server_port)]  # of two ports the last holds
        os.execv(sys.executable, [sys.executable, *given])  # noqa: S606 - the command that was given
