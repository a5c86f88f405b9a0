"""Briefs for the tests of render: two of the seed articles with reference translations, and one made of hostile strings."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vi_brief.records import Article, Brief, Edit, Finding, Line, Mention, Repair, Segment, Span, Statement, Translation

CASES = Path(__file__).parents[1] / "cases" / "render"

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% include 'x' %}",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "# not a heading\n\n- not a list\n\n<b>not bold</b> `code` *em* _em_ &lt;",
    "1. not a list",
    "- not a list",
    "+ not a list",
    "=====",
    "> not a quote",
    "[s1]: http://evil.example 'title'",
    "Hà Nội \u202e gnp.exe \u2066 x",
    "nul \x00 bell \x07 escape \x1b[31m",
    "lone surrogate \ud800 end",
    "--> ]]> <!-- <![CDATA[",
    "e\u0302\u0301 combining",
    "🇻🇳 emoji 👩‍🌾",
    "",
    "   ",
    "very" * 400,
)


def sample(name: str = "003") -> Brief:
    """The brief of one seed article, from its hand-made reference, with findings such as the checks would give."""
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    translations = tuple(_translation(number, row) for number, row in enumerate(case["sentences"], 1))
    meta = case["meta"]
    article = Article(
        source=f"seeds/{case['source_file']}",
        stem=case["source_file"].removesuffix(".txt"),
        lines=tuple(Line(row["line"], row["text"]) for row in case["dropped"]),
        title=meta["title_vi"],
        published=meta["published"],
        agency=meta["agency"],
        byline=meta["byline"],
        url="https://hanoi.gov.vn/doi-ngoai/thu-do-ha-noi-la-habana" if name == "003" else None,
        dateline_place=meta["dateline_place"],
        paragraphs=tuple(case["paragraphs_vi"]),
        captions=tuple(case["captions_vi"]),
    )
    return Brief(
        article=article,
        edits=(
            *(Edit(r["line"], r["text"], None, r["rule"], REASONS.get(r["rule"], "Not part of the article.")) for r in case["dropped"]),
            Edit(5, "HNP - Trong khuôn khổ", "Trong khuôn khổ", "agency", "The agency's name before the lead is a credit."),
        ),
        repairs=("non-breaking spaces", "tone marks"),
        title_en=case["title_en"],
        captions_en=tuple(
            (
                "Nguyen Lan Huong presents a souvenir to ICAP leaders",
                "The city delegation works with ICAP",
                "The delegation poses with ICAP leaders",
            )[: len(case["captions_vi"])]
        ),
        translations=translations,
        headline=_statement(case["headline_en"], translations),
        dateline="HANOI, June 9, 2023" if name == "000" else "CUBA, November 3, 2024",
        summary=tuple(_statement(text, translations) for text in re.split(r"(?<=\.) ", case["summary_en"])),
        key_points=tuple(_statement(text, translations) for text in case["key_points_en"]),
        people=_mentions(case["people"], translations),
        organizations=_mentions(case["organizations"], translations),
        places=_mentions(case["places"], translations),
        dates=_mentions(case["dates"], translations),
        quantities=_mentions(case["quantities"], translations),
        words_vi=sum(len(t.segment.vi.split()) for t in translations),
        words_en=sum(len(t.en.split()) for t in translations),
        words_brief=len(case["summary_en"].split()),
        caveats=CAVEATS,
        signature={
            "versions": {"vi_brief": "0.1.0", "ctranslate2": "4.8.2", "python": "3.11.7"},
            "models": {"translate": {"backend": "embedded", "sha256": "3f1c0e2b9a77"}, "summarize": {"backend": "lead"}},
            "config": "embedded",
        },
    )


REASONS = {
    "title": "The headline is kept as the title.",
    "caption": "A photo caption is kept apart from the body.",
    "related": "It belongs to a list of other articles.",
    "date": "It is the time stamp of another article.",
    "duplicate": "It repeats the line before.",
    "byline": "It holds the writer's name and the time.",
}
CAVEATS = (
    "Machine translated, not reviewed.",
    "1 of 16 sentences has low confidence; check it against the Vietnamese before use.",
    "A figure in the Vietnamese can be read in two ways: 73,234 triệu đồng.",
    "Quotes are translated.",
)


def _translation(number: int, row: Mapping[str, Any]) -> Translation:
    segment = Segment(f"s{number}", row["para"], row["vi"], " ")
    findings, notes = _findings(row["vi"], row["en"]), ()
    repairs = _repairs(row["en"]) if number == 2 else ()
    confidence = {4: 0.74, 9: 0.58, 13: 0.37}.get(number, 0.83 + (number * 7 % 16) / 100)
    return Translation(
        segment, row["en"], -0.31 - number / 100, confidence, findings, ("split at a clause border",) if number == 9 else notes, repairs
    )


def _repairs(en: str) -> tuple[Repair, ...]:
    """A sentence that was translated again, and then had its first word replaced."""
    word = en.split(maxsplit=1)[0]
    return (
        Repair("retried", "An earlier output.", en, "'2.000 tấn' (2,000 tonnes) is not in the English"),
        Repair("substituted", "Those", word, "it is spelled otherwise", (0, len(word))),
    )


def _findings(vi: str, en: str) -> tuple[Finding, ...]:
    found = []
    if "73,234 triệu đồng" in vi:
        vi_span, en_span = _span(vi, "73,234 triệu đồng"), _span(en, "73.234 billion dong")
        found.append(
            Finding(
                "number",
                "error",
                "73,234 triệu đồng can be 73.234 million or 73.234 billion dong.",
                vi_span,
                en_span,
                "73.234 billion dong",
            )
        )
        found.append(
            Finding(
                "money",
                "warning",
                "The total is high for 4,000 tonnes.",
                _span(vi, "tổng kinh phí 73,234"),
                _span(en, "total cost of 73.234"),
            )
        )
    if "UBND" in vi:
        found.append(
            Finding("term", "info", "UBND is People's Committee in the house style.", _span(vi, "UBND"), _span(en, "People's Committee"))
        )
    if "Tô Lâm" in vi:
        found.append(Finding("coverage", "warning", "A clause may be missing.", _span(vi, "vẫn luôn được coi là tài sản quý báu"), None))
    if "José" in vi:
        found.append(Finding("name", "info", "One name is spelled in two ways.", _span(vi, "José Martí"), _span(en, "Jose Marti")))
    return tuple(found)


def _span(text: str, part: str) -> Span:
    start = text.index(part)
    return start, start + len(part)


def _evidence(text: str, translations: Sequence[Translation], most: int = 2) -> tuple[str, ...]:
    wanted = set(re.findall(r"\w{4,}", text.lower()))
    scored = sorted(translations, key=lambda t: -len(wanted & set(re.findall(r"\w{4,}", t.en.lower()))))
    return tuple(t.segment.id for t in scored[:most])


def _statement(text: str, translations: Sequence[Translation]) -> Statement:
    return Statement(text, _evidence(text, translations), "extractive" if text.startswith("They also") else "abstractive")


def _mentions(rows: Sequence[Mapping[str, Any]], translations: Sequence[Translation]) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            vi=row["vi"],
            en=row.get("en")
            or {"2023-06-09": "June 9, 2023", "2024-09": "September 2024"}.get(row.get("iso_or_range", ""), row.get("iso_or_range", "")),
            value=str(row.get("iso_or_range") or row.get("value") or ""),
            role=row.get("role_en", ""),
            segments=tuple(t.segment.id for t in translations if row["vi"] in t.segment.vi)[:6],
        )
        for row in rows
    )


def hostile() -> Brief:
    """A brief in which every text is one that tries to break out of its place."""
    base = sample("000")
    statements = tuple(Statement(text, ("s1", text, "nowhere")) for text in HOSTILE)
    mentions = tuple(Mention(text, text, text, text, ("s1", text)) for text in HOSTILE)
    translations = tuple(
        Translation(
            Segment(f"s{number}", 0, text, " "),
            text[::-1],
            float("nan"),
            None if number % 2 else float("nan"),
            (
                Finding(text, "error", text, (0, 99), (-3, 2), text),
                Finding(text, "info", text, (1, 3), (5, 2), None),
                Finding("x", "warning", text),
            ),
            (text,),
            (Repair("retried", text, text, text), Repair("substituted", text, text, text, (0, 2)), Repair("abstained", text, text, text)),
        )
        for number, text in enumerate(HOSTILE, 1)
    )
    article = replace(
        base.article,
        source=HOSTILE[0],
        title=HOSTILE[1],
        agency=HOSTILE[2],
        byline=HOSTILE[3],
        url="javascript:alert(document.domain)",
        published=HOSTILE[0],
        dateline_place=HOSTILE[14],
        paragraphs=HOSTILE,
        captions=HOSTILE,
    )
    return replace(
        base,
        article=article,
        edits=tuple(Edit(number, text, None if number % 2 else text, text, text) for number, text in enumerate(HOSTILE, 1)),
        repairs=HOSTILE,
        title_en=HOSTILE[2],
        captions_en=HOSTILE[:5],
        translations=translations,
        headline=statements[0],
        dateline=HOSTILE[14],
        summary=statements,
        key_points=statements,
        people=mentions,
        organizations=mentions,
        places=mentions,
        dates=mentions,
        quantities=mentions,
        caveats=HOSTILE,
        signature={text: (text, {text: {text}}) for text in HOSTILE},
    )


def bare() -> Brief:
    """The least that a brief can hold: one sentence, no facts, nothing found."""
    article = Article(source="-", stem="stdin", lines=(), paragraphs=("Hà Nội mưa.",))
    translation = Translation(Segment("s1", 0, "Hà Nội mưa."), "It rains in Hanoi.", -0.2)
    empty: tuple[Mention, ...] = ()
    return Brief(
        article, (), (), None, (), (translation,), Statement("", ()), "", (), (), empty, empty, empty, empty, empty, 3, 4, 0, (), {}
    )
