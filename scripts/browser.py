"""Make sure there is a Chromium for the tests: the system's own, or Debian's package where it can be installed."""

import os
import shutil
import subprocess
import sys

# Chromium without what no test and no measurement is about. It takes no part in anything beyond the pages it is shown.
SWITCHES = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync", "no-first-run")
# Two pages of its own for the address bar of each window take twice as long as a page of ours. As this list takes the place of those of
# Playwright and Lighthouse, it holds what they leave out too.
WITHOUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch", "AimEnabled"),
    "RenderDocument",  # what draws a page, made anew for each page of the same site
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """The path of a Chromium; empty where there is none. CHROMIUM in the environment names another."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), "")


def switches() -> list[str]:
    """What to start it with."""
    return [*(f"--{switch}" for switch in SWITCHES), f"--disable-features={','.join(WITHOUT)}"]


def install() -> None:
    """Install Debian's package, where this is Debian and we may."""
    if shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo")):
        before = [] if os.geteuid() == 0 else ["sudo"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*before, "apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run([*before, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, env=quiet)


if __name__ == "__main__":
    if not browser():
        install()
    if not browser():
        sys.exit("The tests need Chromium: install it with the system's package manager, or set CHROMIUM to its path.")
