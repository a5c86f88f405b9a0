"""Nothing but `models pull` and `--fetch` may touch the network."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

CUT = """
import socket, sys
def cut(*arguments, **options): raise SystemExit("NETWORK " + repr(arguments))
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = socket.getaddrinfo = socket.create_connection = cut
from vi_brief.cli.main import main
main()
"""


def test_a_brief_needs_no_network(tmp_path: Path) -> None:
    seed = ROOT / "seeds" / "000_52df49546bd71614.txt"
    done = subprocess.run(
        [sys.executable, "-c", CUT, "run", str(seed), "-o", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"{seed.stem}.html").exists()


def test_the_cut_would_be_noticed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CUT, "run", "https://example.com/a.html", "--fetch", "-o", str(tmp_path)],
        capture_output=True, text=True, check=False, env={"HOME": str(tmp_path)},
    )  # fmt: skip
    assert "NETWORK" in done.stderr
