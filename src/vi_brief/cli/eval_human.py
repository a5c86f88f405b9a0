"""vi-brief eval human: blind sheets out, ratings in."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from vi_brief.cli import outputs, runs

human = typer.Typer(help="Judgements by people: blind sheets out, ratings in.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(human, name="human")


@human.command("export")
def export(
    run: runs.RunPaths,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the sheets or the campaign.")],
    key: Annotated[Path, typer.Option("--key", help="The file of the key; keep it from the raters.")],
    segments: Annotated[int, typer.Option("--segments", min=1, help="Segments of each system, by whole documents.")] = 100,
    raters: Annotated[int, typer.Option("--raters", min=1, help="How many raters; each gets all items in an own order.")] = 2,
    protocol: Annotated[Literal["da", "esa"], typer.Option("--protocol", help="da: a score; esa: error spans, then a score.")] = "esa",
    form: Annotated[Literal["csv", "pearmut"], typer.Option("--format", help="csv: one sheet a rater; pearmut: one campaign.")] = "csv",
    seed: Annotated[int, typer.Option("--seed", help="Seed of the choice and the order.")] = 0,
) -> None:
    """Write blind, shuffled sheets for raters, and the key apart from them."""
    from vi_brief import store
    from vi_brief.errors import AskedWrongly
    from vi_brief.evaluate import human as people
    from vi_brief.evaluate import runs as stored

    if out.resolve() in key.resolve().parents:
        raise AskedWrongly(f"--key {key}: lies in the folder of the sheets; keep it elsewhere, raters must not see it")
    found = [stored.read(folder) for folder in stored.find(run)]
    plan = people.Plan(segments, raters, protocol, seed)
    made = people.items(found, plan)
    if form == "pearmut":
        name = f"{found[0].signature['suite']['name']}-{seed}"
        stored.write_json(out / "campaign.json", people.campaign(made, plan, name))
    else:
        for rater in range(raters):
            store.write(out / f"rater{rater + 1}.csv", people.sheet(people.blocks(made, rater, seed), protocol).encode("utf-8-sig"))
    stored.write_json(key, people.key(made, found, plan))
    typer.echo(f"{len(made)} items of {len(found)} systems for {raters} raters are in {out}; the key is {key}")


@human.command("import")
def import_(
    ratings: Annotated[list[Path], typer.Argument(help="Filled-in sheets, or logs of Pearmut (.json, .jsonl).")],
    key: Annotated[Path, typer.Option("--key", help="The key that was written with the sheets.")],
    form: outputs.Form = "table",
    resamples: outputs.Resamples = 1000,
    trials: outputs.Trials = 10_000,
    seed: outputs.Seed = 12345,
) -> None:
    """Read ratings back: agreement of the raters, each system's mean, and whether the differences are real."""
    from vi_brief.evaluate import agreement
    from vi_brief.evaluate import compare as comparing
    from vi_brief.evaluate import human as people
    from vi_brief.evaluate.compare import results
    from vi_brief.evaluate.compare.significance import Draws

    known = people.read_key(key)
    found = people.ratings(ratings, known)
    measured = [agreement.measured(found, known, standard=standard) for standard in (False, True)]
    compared = comparing.compare(measured, Draws(resamples, trials, seed))
    grids = [grid for comparison in compared for grid in results.comparison_grids(comparison)]
    facts = {**results.comparisons_as_json(compared), "agreement": agreement.as_json(found)}
    outputs.show([*grids, agreement.grid(found)], form, facts)
