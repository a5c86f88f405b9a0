"""The steps of the pipeline: one file each with `run(job)`; the file name is the step's name."""
