#!/usr/bin/env bash
# All three pieces on a CPU with tiny settings, each with a fresh WORK, so that everything really travels: rehearse.sh WORK
#
# WORK holds prepared and tokenized data (steps `prepare` and `tokenizer` of the same recipe).
set -euo pipefail
HOME_WORK=${1:?usage: $0 WORK}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
export RECIPE=${RECIPE:-accelerator-large} PYTHON=${PYTHON:-python3}
TINY="--device cpu --set recipe.threads=1"
for model in teacher student; do
    TINY+=" --set model.$model.width=64 --set model.$model.encoder_layers=2 --set model.$model.decoder_layers=1 --set model.$model.head_width=16"
done
for run in teacher1 teacher2 student finish; do
    TINY+=" --set train.$run.minutes=${MINUTES:-0.05} --set train.$run.tokens=512 --set train.$run.warm_up=5"
done
TINY+=" --set backtranslate.rows=40 --set selftrain.rows=40 --set distill.rows=40 --set selftrain.workers=1 --set selftrain.checks=false"
TINY+=" --set selftrain.least_score=-100.0 --set selftrain.protect=[] --set distill.beam=1 --set backtranslate.shortest=1"
TINY+=" --set backtranslate.max_tokens=24 --set selftrain.max_tokens=24 --set distill.max_tokens=24"
export EXTRA="$TINY"

cp -r "$HOME_WORK" "$SCRATCH/home"
for piece in 1 2 3; do
    started=$(date +%s%N)
    "$PYTHON" "$HERE/run.py" "$RECIPE" pack --run "to$piece" --out "$SCRATCH/to$piece" --work "$SCRATCH/home" >/dev/null
    packed=$(date +%s%N)
    WORK="$SCRATCH/there$piece" bash "$HERE/accelerator/piece$piece.sh" "$SCRATCH/to$piece" "$SCRATCH/from$piece"
    "$PYTHON" "$HERE/run.py" "$RECIPE" unpack "$SCRATCH/from$piece" --work "$SCRATCH/home"
    echo "rehearsed piece $piece: pack $(((packed - started) / 1000000)) ms, the piece and back $((($(date +%s%N) - packed) / 1000000)) ms," \
        "there $(du -sk "$SCRATCH/to$piece" | cut -f1) KiB, back $(du -sk "$SCRATCH/from$piece" | cut -f1) KiB in $(find "$SCRATCH/from$piece" -type f | wc -l) files"
done
"$PYTHON" "$HERE/run.py" "$RECIPE" export --set export.model='"finish"' --work "$SCRATCH/home"
