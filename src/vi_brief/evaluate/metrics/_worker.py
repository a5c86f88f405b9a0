"""Runs in the environment of a learned metric, not in ours: python _worker.py ENGINE MODEL BATCH_SIZE; see `_outside` for what it speaks.

Only the standard library is imported before an engine is built, and nothing of vi_brief ever.
"""

import contextlib
import importlib
import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Items = Sequence[dict[str, str]]
Score = Callable[[Items], Sequence[float]]
METRICX_TOKENS = 1536
"""The length that MetricX-24 was trained with."""
MT5 = "google/mt5-xl"
"""The tokenizer of every size of MetricX-24."""


def bertscore(model: str, batch_size: int) -> tuple[str, Score]:
    """BERTScore (Zhang et al. 2020): F, not rescaled."""
    scorer = importlib.import_module("bert_score").BERTScorer(model_type=model, batch_size=batch_size)

    def score(items: Items) -> list[float]:
        _, _, f = scorer.score([i["hypothesis"] for i in items], [i["reference"] for i in items])
        return [float(value) for value in f]

    return f"{scorer.hash}|{_versions('bert-score', 'transformers', 'torch')}", score


def comet(model: str, batch_size: int) -> tuple[str, Score]:
    """COMET (Rei et al. 2022), with or without a reference, as the checkpoint wants."""
    library = importlib.import_module("comet")
    loaded = library.load_from_checkpoint(library.download_model(model))
    gpus = int(importlib.import_module("torch").cuda.is_available())

    def score(items: Items) -> list[float]:
        data = [{"src": i["source"], "mt": i["hypothesis"], "ref": i["reference"]} for i in items]
        return [float(value) for value in loaded.predict(data, batch_size=batch_size, gpus=gpus, progress_bar=False).scores]

    return f"model:{model}|{_versions('unbabel-comet', 'torch')}", score


def metricx(model: str, batch_size: int) -> tuple[str, Score]:
    """MetricX-24 (Juraska et al. 2024), from its repository beside the environment; the input as its `predict.py` makes it, without the
    end token.
    """
    sys.path.insert(0, f"{sys.prefix}/metricx")
    torch: Any = importlib.import_module("torch")
    tokenizer = importlib.import_module("transformers").AutoTokenizer.from_pretrained(MT5)
    loaded = importlib.import_module("metricx24.models").MT5ForRegression.from_pretrained(model)
    loaded = loaded.to("cuda" if torch.cuda.is_available() else "cpu").eval()

    def ids(item: dict[str, str]) -> Any:
        text = f"source: {item['source']} candidate: {item['hypothesis']} reference: {item['reference']}"
        return torch.tensor(tokenizer(text, max_length=METRICX_TOKENS, truncation=True)["input_ids"][:-1])

    def score(items: Items) -> list[float]:
        found: list[float] = []
        for start in range(0, len(items), batch_size):
            rows = [ids(item) for item in items[start : start + batch_size]]
            padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=tokenizer.pad_token_id)
            with torch.no_grad():
                mask = (padded != tokenizer.pad_token_id).long()
                predictions = loaded(input_ids=padded.to(loaded.device), attention_mask=mask.to(loaded.device)).predictions
            found += [float(value) for value in predictions]
        return found

    return f"model:{model}|tokenizer:{MT5}|{_versions('transformers', 'torch')}", score


ENGINES = {"bertscore": bertscore, "comet": comet, "metricx": metricx}


def _versions(*packages: str) -> str:
    return "|".join(f"{package}:{importlib.metadata.version(package)}" for package in packages)


def _batches() -> Iterator[list[dict[str, str]]]:
    batch: list[dict[str, str]] = []
    for line in sys.stdin:
        if line.strip():
            batch.append(json.loads(line))
        elif batch:
            yield batch
            batch = []


def main() -> None:
    """Answer batches until the input ends. What libraries print goes to standard error: standard output is the protocol's."""
    engine, model, batch_size = sys.argv[1:4]
    out = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        signature, score = ENGINES[engine](model, int(batch_size))
        out.write(json.dumps({"signature": signature}) + "\n")
        out.flush()
        for batch in _batches():
            out.writelines(json.dumps({"score": value}) + "\n" for value in score(batch))
            out.flush()


if __name__ == "__main__":
    main()
