"""The one entry point: python training/run.py RECIPE STEP --work DIR [...]

RECIPE is a TOML file or the name of one in training/recipes/. STEP is a file in training/steps/. Everything is written under --work.
"""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
for place in (HERE.parent, HERE.parent / "src"):  # run as a script, vi_brief installed or not
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))


def steps() -> tuple[str, ...]:
    """The names of the steps."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(HERE / "steps")])))


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe")
    parser.add_argument("step", choices=steps())
    parser.add_argument("args", nargs="*", type=Path, help="files (split, join)")
    parser.add_argument("--work", type=Path, required=True, help="the folder of everything that the recipe makes")
    parser.add_argument("--corpus", type=Path, help="the folder of the corpora (prepare, summaries)")
    parser.add_argument("--suites", type=Path, nargs="*", default=[], help="folders of suites: never trained on (prepare, evaluate)")
    parser.add_argument("--out", type=Path, help="where to write instead of into --work (pack, split, join, export)")
    parser.add_argument("--run", default="", help="which training run, model or part of the recipe")
    parser.add_argument("--minutes", type=float, help="wall-clock limit of this call")
    parser.add_argument("--resume", action="store_true", help="go on where the last call stopped")
    parser.add_argument("--device", default="", help="cpu or cuda; what is there if not given")
    parser.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="change the recipe")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Run one step; the exit code."""
    from training import recipe as recipes
    from training.job import Job
    from vi_brief.errors import ViBriefError

    a = arguments(given)
    try:
        recipe = recipes.read(a.recipe, a.set)
        job = Job(recipe, a.work, a.corpus, tuple(a.suites), a.out, a.run, a.minutes, a.resume, a.device, tuple(a.args))
        a.work.mkdir(parents=True, exist_ok=True)
        importlib.import_module(f"training.steps.{a.step}").run(job)
    except ViBriefError as error:
        print(f"{a.step}: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
