"""Vietnamese news into English briefs: clean, translate, check, summarize, render."""
