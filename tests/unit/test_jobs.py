"""Jobs: the outcomes in order, what is done again and what is not, articles that tell the same story."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import PLUMBING, STORY
from vi_brief import config, jobs, load, pipeline, plugins
from vi_brief.errors import BadConfig, BudgetReached, CannotWrite
from vi_brief.jobs import batch
from vi_brief.jobs.engines import local
from vi_brief.models import hardware
from vi_brief.records import Page
from vi_brief.store import Finished, Store


@pytest.fixture(scope="module")
def system() -> pipeline.System:
    import tomllib

    chosen = config.parse(tomllib.loads(PLUMBING), "plumbing", "plumbing")
    return pipeline.system(chosen, pipeline.settings(chosen))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Iterator[jobs.Made]]], None]:
    """Put a function in the place of the local engine."""

    def put(run: Callable[..., Iterator[jobs.Made]]) -> None:
        made = ModuleType("made")
        made.run = run  # type: ignore[attr-defined]
        known = plugins.load
        monkeypatch.setattr(plugins, "load", lambda package, name: made if package == jobs.ENGINES else known(package, name))

    return put


def silent(_source: str, _done: int, _total: int) -> None:
    """No progress."""


def numbered(number: int, places: int = 12) -> str:
    """A story that is like no other one: its words are the numbers' own."""
    words = " ".join(f"xã số{number}x{place} có {number * 7 + place} hộ dân" for place in range(places))
    return STORY.replace("\nTin cùng", f"\nTheo thống kê của huyện thứ {number}, {words}.\n\nTin cùng")


def jsonl(path: Path, texts: list[str]) -> list[load.Item]:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return list(load.find([str(path)], load.Options()))


def run(items: list[load.Item], system: pipeline.System, out: Path, **given: object) -> list[jobs.Outcome]:
    options = jobs.Options.model_validate(given)
    with Store(out) as ledger, jobs.Memory(out / "memory.sqlite", options.memory_mebibytes) as memory:
        return list(jobs.work(items, jobs.Job(system, ledger, memory, options), silent))


def test_outcomes_come_in_the_order_of_the_input(
    tmp_path: Path, system: pipeline.System, engine: Callable[[Callable[..., Iterator[jobs.Made]]], None]
) -> None:
    items = jsonl(tmp_path / "a.jsonl", [numbered(1), "", numbered(2), "English only, not a page.", numbered(3), numbered(4)])

    def backwards(pages: Iterator[Page], job: jobs.Job, tick: jobs.Tick) -> Iterator[jobs.Made]:
        for page in reversed(list(pages)):
            yield from batch.make([page], job.system, job.segments, tick)

    first = run(items, system, tmp_path / "local")
    engine(backwards)
    again = run(items, system, tmp_path / "backwards")
    assert [(o.source, o.status, o.outputs, o.like, o.size) for o in again] == [
        (o.source, o.status, o.outputs, o.like, o.size) for o in first
    ]
    assert [o.source.rpartition("#")[2] for o in first] == ["1", "2", "3", "4", "5", "6"]
    assert [o.status for o in first] == ["done", "rejected", "done", "rejected", "done", "done"]
    assert sum(o.size for o in first) == (tmp_path / "a.jsonl").stat().st_size


def test_a_second_run_does_nothing_and_a_changed_article_alone_is_done_again(tmp_path: Path, system: pipeline.System) -> None:
    texts = [numbered(n) for n in range(1, 8)]
    assert {o.status for o in run(jsonl(tmp_path / "a.jsonl", texts), system, tmp_path / "out")} == {"done"}
    texts[3] = texts[3].replace("845", "846")
    again = run(jsonl(tmp_path / "a.jsonl", texts), system, tmp_path / "out")
    assert [o.status for o in again] == ["kept"] * 3 + ["done"] + ["kept"] * 3
    assert "846" in (tmp_path / "out" / "a-4.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("error", [KeyboardInterrupt, BudgetReached])
def test_what_was_made_before_an_interruption_is_kept(
    tmp_path: Path, system: pipeline.System, engine: Callable[[Callable[..., Iterator[jobs.Made]]], None], error: type[BaseException]
) -> None:
    def broken(pages: Iterator[Page], job: jobs.Job, tick: jobs.Tick) -> Iterator[jobs.Made]:
        for number, page in enumerate(pages):
            if number == 3:
                raise error("enough")
            yield from batch.make([page], job.system, job.segments, tick)

    items = jsonl(tmp_path / "a.jsonl", [numbered(n) for n in range(1, 6)])
    told: list[str] = []
    with Store(tmp_path / "out") as ledger:
        engine(broken)
        with pytest.raises(error):
            told.extend(outcome.status for outcome in jobs.work(items, jobs.Job(system, ledger), silent))
    assert told == ["done"] * 3
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == ["a-1.json", "a-2.json", "a-3.json"]
    with Store(tmp_path / "out") as ledger:
        page = next(p for p in load.read(items[0], load.Options()) if isinstance(p, Page))
        assert ledger.finished("a-1", batch.key(page, system)) is not None


def test_an_interrupted_engine_stops_within_a_window(tmp_path: Path, system: pipeline.System) -> None:
    """The batches in work end at the next segment that they look for; what was translated by then is remembered."""
    asked, put = threading.Event(), []

    class Watched:
        def get(self, _key: str, /) -> str | None:
            asked.set()
            return None

        def put(self, key: str, _value: str, /) -> None:
            put.append(key)

    text = "\n\n".join(f"Xã số {n} có {n * 7} hộ dân, tăng {n % 13} hộ so với năm trước đó." for n in range(1500))

    def pages() -> Iterator[Page]:
        yield Page("a", "a", f"Thống kê các xã\n\n{text}")
        assert asked.wait(60)
        raise KeyboardInterrupt

    with Store(tmp_path) as ledger, pytest.raises(KeyboardInterrupt):
        list(local.run(pages(), jobs.Job(system, ledger, Watched()), silent))
    assert not local.busy()
    assert len(put) < 1500


def test_an_interruption_does_not_wait_for_batches_that_never_began(tmp_path: Path, system: pipeline.System) -> None:
    """It comes while the run waits for the first batch and one more than there are threads is in line."""
    main = threading.main_thread().ident
    assert main is not None
    sent: list[float] = []

    def interrupt() -> None:
        sent.append(time.monotonic())
        signal.pthread_kill(main, signal.SIGINT)

    interruption = threading.Timer(0.5, interrupt)

    class Slow:
        def get(self, _key: str, /) -> str | None:
            time.sleep(0.05)
            return None

        def put(self, _key: str, _value: str, /) -> None:
            """It forgets."""

    def pages() -> Iterator[Page]:
        for number in range(hardware.cores() + 1):
            yield Page(f"{number}", f"{number}", numbered(number, 800))
            if number == hardware.cores() - 1:
                interruption.start()

    with Store(tmp_path) as ledger, pytest.raises(KeyboardInterrupt):
        list(local.run(pages(), jobs.Job(system, ledger, Slow()), silent))
    assert not local.busy()
    assert time.monotonic() - sent[0] < local.PATIENCE_S


def test_what_is_finished_already_is_told_while_the_rest_is_read(tmp_path: Path, system: pipeline.System) -> None:
    """Else a resumed job would hold as many outcomes as it has articles."""
    texts = [numbered(n) for n in range(4)]
    run(jsonl(tmp_path / "a.jsonl", texts), system, tmp_path / "out")
    read: list[str] = []

    class Items(list[load.Item]):
        def __iter__(self) -> Iterator[load.Item]:
            for item in super().__iter__():
                read.append(item.stem)
                yield item

    items = Items(jsonl(tmp_path / "a.jsonl", [*texts, *([""] * 400)]) + jsonl(tmp_path / "b.jsonl", texts))
    with Store(tmp_path / "out") as ledger:
        at_work = jobs.work(items, jobs.Job(system, ledger), silent)
        told = [next(at_work).status]
        assert read == ["a"]
        told.extend(outcome.status for outcome in at_work)
    assert told == ["kept"] * 4 + ["rejected"] * 400 + ["done"] * 4


def test_a_folder_that_fills_up_stops_the_job(tmp_path: Path, system: pipeline.System, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Store, _group: list[Finished]) -> None:
        raise CannotWrite("full")

    monkeypatch.setattr(Store, "finish_all", full)
    with pytest.raises(CannotWrite):
        run(jsonl(tmp_path / "a.jsonl", [numbered(n) for n in range(30)]), system, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.json"))


LONG = [numbered(n, 60) for n in range(3)]
SAME = [LONG[0], LONG[1], LONG[0], LONG[0].replace("sau 26 tháng", "sau 27 tháng"), LONG[2], STORY]


def test_articles_that_tell_the_same_story_are_briefed_and_named(tmp_path: Path, system: pipeline.System) -> None:
    found = run(jsonl(tmp_path / "a.jsonl", SAME), system, tmp_path / "out", similarity=0.7)
    assert [o.status for o in found] == ["done"] * 6
    assert [o.like for o in found] == ["", "", "a-1", "a-1", "", ""]
    assert found[2].similarity == 1.0
    assert 0.7 <= found[3].similarity < 1.0
    again = run(jsonl(tmp_path / "a.jsonl", SAME), system, tmp_path / "out", similarity=0.7)
    assert [(o.status, o.like, o.similarity) for o in again] == [("kept", o.like, o.similarity) for o in found]


def test_articles_that_tell_the_same_story_can_be_skipped(tmp_path: Path, system: pipeline.System) -> None:
    for status in ("done", "kept"):
        found = run(jsonl(tmp_path / "a.jsonl", SAME), system, tmp_path / "out", near="skip", similarity=0.7)
        assert [o.status for o in found] == [status, status, "duplicate", "duplicate", status, status]
        assert [o.like for o in found] == ["", "", "a-1", "a-1", "", ""]
    assert not (tmp_path / "out" / "a-3.json").exists()
    backwards = run(jsonl(tmp_path / "b.jsonl", SAME[::-1]), system, tmp_path / "other", near="skip", similarity=0.7)
    assert [o.like for o in backwards] == ["", "", "", "b-3", "", "b-3"]


def test_a_pause_sends_off_what_was_gathered(tmp_path: Path, system: pipeline.System) -> None:
    """A resumed job does not hold the one article that is left until it has read everything behind it."""
    pages = [Page("a", "a", "x"), None, None, Page("b", "b", "y" * local.POOL), Page("c", "c", "z")]
    assert [[page.stem for page in group] for group in local.pools(iter(pages))] == [["a"], [], ["b"], ["c"]]
    items = jsonl(tmp_path / "a.jsonl", ["", *(["không có gì"] * 250), numbered(1)])
    assert [o.status for o in run(items, system, tmp_path / "out")][-1] == "done"


def test_the_options_are_strict_and_no_part_of_the_signature() -> None:
    chosen = config.parse({"jobs": {"near": "skip", "memory": "~/m.sqlite"}, "translate": {"backend": "echo"}}, "c", "c.toml")
    assert jobs.options(chosen).near == "skip"
    assert jobs.memory_path(jobs.options(chosen), Path("out")) == Path.home() / "m.sqlite"
    assert jobs.memory_path(jobs.Options(), Path("out")).parent == Path("out")
    wrong_ones: list[tuple[dict[str, object], str]] = [
        ({"neer": "skip"}, "did you mean 'near'"),
        ({"similarity": 2.0}, "similarity"),
        ({"rai": {}}, "there are: local"),
        ({"ray": {"worker": 2}}, "did you mean 'workers'"),
    ]
    for wrong, word in wrong_ones:
        with pytest.raises(BadConfig, match=word):
            jobs.options(config.parse({"jobs": wrong}, "c", "c.toml"))
