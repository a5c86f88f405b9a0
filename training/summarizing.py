"""The summarizer's pairs.

The source is English, as the summarizer will see it: articles in their own English, and Vietnamese articles as our translator writes them.
Sources are short (a small model on a CPU sees few long ones); longer articles are summarized in parts. A mark
says the task (`pieces.TASKS`): "* " a summary of 60 to 110 words, "= " a headline, "| " the sentence itself, from which 8 % of the words
were dropped.

Summaries by hand are few (670), so English articles join them with a target made of their own principal sentences (after PEGASUS,
Zhang et al. 2020, but the sentences stay in the source): the model learns to select and copy before it learns to write.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.corpus import Pair, records, tidy

STOP_WORDS = frozenset(
    "the a an of to in and for on at by with that is was were are be as it its he she they his her from has have had said will would "
    "this which who not but or".split()
)
SENTENCES = 25
SUMMARY_WORDS = (45, 60, 100)
"""A target made of principal sentences has at least the first number of words, stops at the second, never exceeds the third."""
SUMMARY_SOURCE, HAND_SOURCE, HEADLINE_SOURCE = 100, 110, 60
"""Words of a source: whole sentences from the beginning."""
DROPPED = 0.08


def sentences(text: str) -> list[str]:
    """The first sentences of a text that have more than three words."""
    broken = re.sub(r'([.!?]["”]?)\s+(?=["“A-Z0-9])', r"\1\n", tidy(text))
    return [s for s in broken.split("\n") if len(s.split()) > 3][:SENTENCES]


def content(text: str) -> Counter[str]:
    """The words of a text that are no stop words."""
    return Counter(w for w in re.findall(r"\w+", text.lower()) if w not in STOP_WORDS)


def principal(article: Sequence[str]) -> list[int]:
    """The sentences that share most content with the rest, the first ones preferred, none repeating another; [] if too few words."""
    counts = [content(s) for s in article]
    whole = sum(counts, Counter[str]())
    scored = []
    for i, (text, count) in enumerate(zip(article, counts, strict=True)):
        if 8 <= len(text.split()) <= 45:
            rest = whole - count
            overlap = sum(min(n, rest[w]) for w, n in count.items()) / max(1, count.total())
            scored.append((overlap * (1.6 if i == 0 else 1.25 if i < 3 else 1.0), i))
    chosen: list[int] = []
    words = 0
    least, enough, most = SUMMARY_WORDS
    for _, i in sorted(scored, reverse=True):
        length = len(article[i].split())
        repeats = any((counts[i] & counts[j]).total() > 0.6 * counts[i].total() for j in chosen)
        if repeats or words + length > most:
            continue
        chosen.append(i)
        words += length
        if words >= enough:
            break
    return sorted(chosen) if words >= least else []


def first(article: Sequence[str], most: int) -> str:
    """The first sentences, up to a number of words but at least one sentence."""
    kept: list[str] = []
    words = 0
    for sentence in article:
        words += len(sentence.split())
        if kept and words > most:
            break
        kept.append(sentence)
    return " ".join(kept)


def copies(article: Sequence[str], rng: random.Random) -> list[Pair]:
    """Sentences to restore after some of their words were dropped."""
    usable = [s for s in article if 8 < len(s.split()) < 40]
    chosen = rng.sample(usable, min(2, len(usable)))
    return [("| " + " ".join(w for w in s.split() if rng.random() >= DROPPED), s) for s in chosen]


def english_articles(path: Path, rng: random.Random, summary_pairs: int, copy_pairs: int) -> list[Pair]:
    """Summaries made of principal sentences, headlines, and sentences to copy, from English articles."""
    summaries, headlines, copied = [], [], []
    for article in records(path):
        text = sentences(article["text"])
        source = first(text, SUMMARY_SOURCE)
        target = [text[i] for i in principal(text) if text[i] in source]
        if target and len(source.split()) > SUMMARY_SOURCE // 2:
            summaries.append(("* " + source, " ".join(target)))
        if 3 < len(article["title"].split()) < 15 and len(text) > 3:
            headlines.append(("= " + first(text, HEADLINE_SOURCE), tidy(article["title"])))
        copied += copies(text, rng)
    chosen = rng.sample(summaries, min(summary_pairs, len(summaries)))
    return chosen + headlines + rng.sample(copied, min(copy_pairs, len(copied)))


def own_articles(path: Path) -> list[Pair]:
    """Headlines of the articles with English lead and body."""
    rows = []
    for article in records(path):
        title, lead = article.get("title"), article.get("lead")
        text = [en for _, en in [*([lead] if lead else []), *article["body"]] if en]
        if title and title[1]:
            rows.append(("= " + first(text, HEADLINE_SOURCE), tidy(title[1])))
    return rows


def vietnamese(article: Mapping[str, Any]) -> list[str]:
    """What is translated of an article with a hand-written summary: its lead and first body sentences."""
    return [tidy(line) for line in [article.get("lead_vi"), *article["body_vi"]] if line][: SENTENCES + 1]


def hand_written(article: Mapping[str, Any], english: Sequence[str]) -> list[Pair]:
    """The summary and the headline written by hand, over our own translation of the article."""
    summary = ("* " + first(english, HAND_SOURCE), tidy(article["summary"]))
    return [summary, ("= " + first(english, HEADLINE_SOURCE), tidy(article["headline"]))]
