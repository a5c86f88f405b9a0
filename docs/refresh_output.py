"""Run the commands of a page again and put their output in: python docs/refresh_output.py PAGE [PATTERN]

Every block of the page that is fenced as `console` and begins with `$ vi-brief ...` is run from the root of the repository, in the order of
the page, and its output takes the place of the old one. With PATTERN only commands that contain it are run. Times will differ; scores
differ where the models or the code do.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(```console\n\$ (vi-brief [^\n]*(?:\\\n[^\n]*)*)\n)(.*?)(```)", re.DOTALL)
COMMAND = [sys.executable, "-c", "from vi_brief.cli.main import main; main()"]


def run(command: str) -> str:
    """What the command prints to standard output; standard error goes to ours."""
    arguments = shlex.split(command.replace("\\\n", " "))[1:]
    print(f"$ {command}", file=sys.stderr)
    done = subprocess.run([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def main() -> None:
    page, pattern = Path(sys.argv[1]), (sys.argv[2:] or [""])[0]

    def fresh(block: re.Match[str]) -> str:
        return block[1] + (run(block[2]) if pattern in block[2] else block[3]) + block[4]

    page.write_text(BLOCK.sub(fresh, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
