"""How the embedded models are made: `python training/run.py RECIPE STEP`. See README.md beside this file."""
