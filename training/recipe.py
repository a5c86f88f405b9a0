"""A recipe: one TOML file of strict options that says how a set of models is made.

Sections: [recipe], [prepare], [tokenizer], [model.<name>] (a network's shape), [train.<name>] (a training run), [backtranslate],
[selftrain], [distill], [summaries], [average], [evaluate], [export], [pack.<name>] (what travels to a lent machine and back).
"""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from vi_brief.config import Config, Options
from vi_brief.errors import BadConfig, BadInput

O = TypeVar("O", bound=Options)  # noqa: E741
Names = Annotated[tuple[str, ...], Field(strict=False)]

SECTIONS = (
    "recipe", "prepare", "tokenizer", "model", "train", "backtranslate", "selftrain", "distill", "summaries", "average",
    "evaluate", "export", "pack",
)  # fmt: skip
HERE = Path(__file__).resolve().parent


class General(Options):
    """[recipe]. `threads` bounds the CPU threads of a step."""

    description: str = ""
    seed: int = 1
    threads: int = Field(default=2, ge=1)


class Prepare(Options):
    """[prepare]: which corpora, how they are cleaned, and which share an example with a suite.

    `uses` are the use flags of the corpus manifest that may be trained on. House-style pairs count `house_weight` times; all others carry
    the style mark. `run` is the length in words of the overlap that makes a sentence a leak. Lengths are in characters.
    """

    uses: Names = ("own", "yes", "research", "web", "mixed")
    leave_out: Names = ()
    house_lists: Names = ("admin_units", "state_party_titles", "countries_languages")
    house_documents: Names = ("news_translated", "party_press")
    house_weight: int = Field(default=3, ge=1)
    run: int = Field(default=10, ge=3)
    longest: int = Field(default=1200, ge=20)
    most_lopsided: float = Field(default=4.0, gt=1.0)
    tone_marks: Literal["new", "old", "keep"] = "keep"
    mono_vi: str = "mono_vi_news"
    mono_en: str = "mono_en"
    mono_article_sentences: int = Field(default=40, ge=1)
    mono_shortest: int = Field(default=25, ge=1)
    dev: str = "news-dev.jsonl"
    slots: bool = True


class Tokenizer(Options):
    """[tokenizer]: an existing SentencePiece model, or a new one over a sample of `lines` lines of every language."""

    existing: str = ""
    size: int = Field(default=12000, ge=100, le=65535)
    lines: int = Field(default=400_000, ge=10)
    slots: int = Field(default=8, ge=0)


class Shape(Options):
    """[model.<name>]: a pre-norm encoder-decoder with tied embeddings. Heads are 64 wide; the feed-forward is four times the width."""

    width: int = Field(default=256, ge=16)
    encoder_layers: int = Field(default=6, ge=1)
    decoder_layers: int = Field(default=2, ge=1)
    head_width: int = Field(default=64, ge=4)
    positions: int = Field(default=256, ge=8)
    dropout: float = Field(default=0.0, ge=0.0, lt=1.0)


class Training(Options):
    """[train.<name>]: one training run.

    `mix` maps "task:set" to how often an epoch sees the set (0.5: half of it, another half each epoch). A run ends after `steps` steps
    (then it is deterministic) or after `minutes` of training, whichever comes first. `tokens` are the padded tokens of a batch on its
    longer side. `init` is another run's name or a model folder. `snapshots` are kept while the rate decays, for averaging.

    `resample` above 0 splits every source anew each time it is seen (subword regularization, Kudo 2018): it is the smoothing of the
    sampling, small for wild splits. Sources grow by a tenth at 0.3 and by a quarter at 0.2. After `resample_until` of the run every source
    is split in the one best way again, as it will be when the model is used.
    """

    model: str
    mix: Annotated[dict[str, float], Field(min_length=1)]
    init: str = ""
    minutes: float = Field(default=0.0, ge=0.0)
    steps: int = Field(default=0, ge=0)
    tokens: int = Field(default=3072, ge=16)
    lr: float = Field(default=2e-3, gt=0.0)
    muon_lr: float = Field(default=0.02, gt=0.0)
    warm_up: int = Field(default=100, ge=1)
    decay: float = Field(default=0.4, ge=0.0, le=1.0)
    smoothing: float = Field(default=0.1, ge=0.0, lt=1.0)
    max_source: int = Field(default=127, ge=2)
    max_target: int = Field(default=127, ge=2)
    cut_source: bool = False
    lopsided: float = Field(default=4.0, gt=1.0)
    mask: float = Field(default=0.3, gt=0.0, lt=1.0)
    span: float = Field(default=3.0, ge=1.0)
    resample: float = Field(default=0.0, ge=0.0, le=1.0)
    resample_until: float = Field(default=1.0, ge=0.0, le=1.0)
    checkpoint_seconds: float = Field(default=60.0, ge=0.0)
    checkpoint_steps: int = Field(default=0, ge=0)
    snapshots: int = Field(default=0, ge=0)
    dev: str = "dev"
    compile: bool = False


class Decode(Options):
    """[backtranslate], [selftrain], [distill]: decode the sources of sets with a run's model into a new set.

    `rows` bounds how many sources are taken (0: all), `minutes` how long it may take; what is done by then is the set.
    `temperature` above 0 samples instead of searching. `protect` puts slots where `vi_brief.protect` would; `checks` drops what
    `vi_brief.checks` finds an error or a warning in; a mean log-probability under `least_score` is dropped as well.
    """

    model: str
    inputs: Annotated[Names, Field(min_length=1)]
    output: str
    task: str
    rows: int = Field(default=0, ge=0)
    beam: int = Field(default=1, ge=1, le=16)
    temperature: float = Field(default=0.0, ge=0.0)
    max_tokens: int = Field(default=127, ge=4)
    batch_tokens: int = Field(default=4096, ge=16)
    chunk: int = Field(default=20_000, ge=1)
    minutes: float = Field(default=0.0, ge=0.0)
    protect: Names = ()
    checks: bool = False
    least_score: float = -1e9
    shortest: int = Field(default=3, ge=1)
    workers: int = Field(default=1, ge=1)


class Summaries(Options):
    """[summaries]: the summarizer's pairs, over our own translation by `model`."""

    model: str
    english: str = "mono_en"
    articles: str = "news_translated"
    hand: str = "summaries"
    dev_articles: int = Field(default=40, ge=0)
    hand_weight: int = Field(default=5, ge=1)
    own_weight: int = Field(default=2, ge=1)
    summary_pairs: int = 9000
    copy_pairs: int = 22000


class Average(Options):
    """[average]: the mean of a run's newest `last` snapshots, written as a run of its own.

    With `others` it is instead the weighted mean of the newest weights of `model` and those runs, `shares` saying how much each of the
    others has and `model` what is left of 1. They must descend from one another (model soups, Wortsman et al. 2022).
    """

    model: str
    output: str
    last: int = Field(default=4, ge=1)
    others: Names = ()
    shares: Annotated[tuple[float, ...], Field(strict=False)] = ()


class Evaluate(Options):
    """[evaluate]: which suites (names without suffix, all if none), and how to search."""

    model: str
    suites: Names = ()
    config: str = "embedded"
    beam: int = Field(default=4, ge=1)
    batch_tokens: int = Field(default=2048, ge=16)
    max_source_tokens: int = Field(default=90, ge=8)
    lines: int = Field(default=0, ge=0)
    checks: bool = True


class Export(Options):
    """[export]: fp16 safetensors and CTranslate2 int8 of one run; `megabytes` is what the fp16 file may weigh at most."""

    model: str
    megabytes: float = Field(default=50.0, gt=0.0)
    name: str = "translator"
    task: Literal["translate", "summarize"] = "translate"
    max_source_tokens: int = Field(default=90, ge=8)


class Pack(Options):
    """[pack.<name>]: the sets and models that travel, and how many MiB they may take. The sets in `cut` are shortened to what fits."""

    sets: Names = ()
    models: Names = ()
    cut: Names = ()
    mebibytes: float = Field(default=55.0, gt=0.0)
    chunk: int = Field(default=20_000, ge=1)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A parsed recipe; its sections are validated when they are asked for."""

    name: str
    where: str
    sections: Mapping[str, Mapping[str, Any]]

    def options(self, kind: type[O], section: str) -> O:
        """A section's options; raises BadConfig for a missing section, an unknown key or a wrong type."""
        if section not in self.sections and any(field.is_required() for field in kind.model_fields.values()):
            raise BadConfig(f"{self.where}: there is no section [{section}]; this step needs it")
        return Config(self.name, self.where, self.sections).options(kind, section)

    def table(self, kind: type[O], section: str, name: str) -> O:
        """The options of [section.name]; raises BadConfig where there is no such table."""
        tables = self.sections.get(section, {})
        if name not in tables:
            raise BadConfig(f"{self.where}: there is no [{section}.{name}]; there are: {', '.join(tables) or 'none'}")
        return Config(self.name, self.where, self.sections).options(kind, section, name)

    @property
    def general(self) -> General:
        """[recipe]."""
        return self.options(General, "recipe")


KINDS: Mapping[str, type[Options]] = {
    "recipe": General,
    "prepare": Prepare,
    "tokenizer": Tokenizer,
    "backtranslate": Decode,
    "selftrain": Decode,
    "distill": Decode,
    "summaries": Summaries,
    "average": Average,
    "evaluate": Evaluate,
    "export": Export,
}
TABLES: Mapping[str, type[Options]] = {"model": Shape, "train": Training, "pack": Pack}


def read(name_or_path: str, settings: Sequence[str] = ()) -> Recipe:
    """The recipe in a file, or the one of that name in `recipes/`, with `section.key=value` settings over it; all of it validated.

    Raises BadConfig.
    """
    path = Path(name_or_path)
    if not path.is_file():
        path = HERE / "recipes" / f"{name_or_path}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in (HERE / "recipes").glob("*.toml")))
        raise BadConfig(f"{name_or_path}: there is no such recipe; there are: {known}")
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: not valid TOML: {error}") from None
    for setting in settings:
        _put(sections, setting)
    recipe = Recipe(path.stem, str(path), sections)
    _validate(recipe)
    return recipe


def _validate(recipe: Recipe) -> None:
    for section in recipe.sections:
        if section in KINDS:
            recipe.options(KINDS[section], section)
        elif section in TABLES:
            for name in recipe.sections[section]:
                recipe.table(TABLES[section], section, name)
        else:
            close = difflib.get_close_matches(section, SECTIONS, n=1)
            raise BadConfig(
                f"{recipe.where}: there is no section [{section}]; " + (f"did you mean [{close[0]}]?" if close else "see recipe.py")
            )


def _put(sections: dict[str, Any], setting: str) -> None:
    """Set `section.key=value`; the value is TOML, or plain text where it is not."""
    path, equals, value = setting.partition("=")
    *tables, key = path.split(".", 2)
    if not equals or not tables or not key:
        raise BadInput(f"--set {setting}: write it as section.key=value or section.table.key=value")
    try:
        parsed = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        parsed = value
    place = sections
    for table in tables:
        place = place.setdefault(table, {})
    place[key] = parsed
