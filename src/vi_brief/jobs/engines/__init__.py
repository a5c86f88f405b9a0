"""Where a job's work is done: one file an engine, `Options` and `run(pages, job, tick)` -> what became of each page."""
