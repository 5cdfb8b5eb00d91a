"""Make sure there is a Chromium: the system's own, or Debian's package where it can be installed. Tests do with its headless shell;
with --whole it is the browser that readers have."""

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
# Chromium without all that stands around a page, which takes a third less time; and the whole of it.
SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """The path of a Chromium as readers have it; empty where there is none. CHROMIUM in the environment names another."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), "")


def shell() -> str:
    """The path of what tests run in: Chromium's headless shell, or a whole Chromium where there is no shell."""
    return os.environ.get("CHROMIUM") or shutil.which(SHELL) or browser()


def switches() -> list[str]:
    """What to start it with."""
    return [*(f"--{switch}" for switch in SWITCHES), f"--disable-features={','.join(WITHOUT)}"]


def install(*packages: str) -> None:
    """Install the first of Debian's packages that can be had, where this is Debian and we may. Nothing that is there has to go for it."""
    if shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo")):
        apt = [*([] if os.geteuid() == 0 else ["sudo"]), "apt-get", "-qq", "-o=Acquire::http::Timeout=20", "-o=Acquire::Retries=1"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*apt, "update"], check=False, env=quiet)
        for package in packages:
            done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", "--no-remove", package], check=False, env=quiet)
            if done.returncode == 0:
                return


if __name__ == "__main__":
    whole = sys.argv[1:] == ["--whole"]
    if not (browser() if whole else shell()):
        install(*(() if whole else (SHELL,)), NAMES[0])
    elif not whole and shell() == browser() != os.environ.get("CHROMIUM") and os.geteuid() == 0:
        install(SHELL)  # beside the Chromium that is there, where nobody has to be asked
    if not (browser() if whole else shell()):
        sys.exit("The tests need Chromium: install it with the system's package manager, or set CHROMIUM to its path.")
