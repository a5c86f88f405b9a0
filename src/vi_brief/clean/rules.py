"""The rules of cleaning: each edit names one of these. The names are stable; reports and readers rely on them."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "title": "This is the title; it is kept as the article's title, not in the body.",
    "published": "This is a date stamp; it is read as data, not as text.",
    "byline": "This names the writer; it is kept as the byline.",
    "credit": "This credits an agency or a source; it is kept as the agency.",
    "url": "This is a web address, not a sentence.",
    "caption": "This is a photo caption; it is kept with the captions.",
    "alt": "This is a photo's alternative text, made of the title and a number.",
    "duplicate": "The page prints this line more than once.",
    "scrape": "This was put before the text by the scraper, not by the newspaper.",
    "markdown": "These are signs of Markdown and link addresses, not words of the text.",
    "tag": "This tag before the lead names the source; it is kept as the agency.",
    "related": "This belongs to a list of other articles.",
    "inline": "This is a link to another article in the middle of the text.",
    "feedback": "This belongs to the readers' comments.",
    "legal": "This belongs to the imprint: copyright, licence, address or staff.",
    "share": "This is a button for sharing, printing or listening.",
    "nav": "This is navigation of the site.",
    "ornament": "This line has no letter and no digit.",
    "section": "This is the name of a section of the site.",
    "ad": "This marks an advertisement.",
    "promo": "This advertises the site's own channels.",
    "tags": "This is a list of key words.",
    "widget": "This is a widget: weather, rates, statistics or a poll.",
    "before": "This stands before the article begins.",
    "after": "This stands after the article has ended.",
    "subheading": "Sub-headings are left out on request.",
    "markup": "The page's own structure says that this is not the article's text.",
    "site": "The rules for this site say that this is not the article's text.",
}
"""Rule name -> the reason, in one plain sentence."""
