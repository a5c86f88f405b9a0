# Sourced by the pieces: PACK, OUT and WORK, and a function `step`.
#
#   PACK     the folder that travelled (written by the step `pack`); wheels/ in it is installed first, without a network
#   OUT      where results go: at most eight files of 15 MiB, none deeper than OUT itself
#   RECIPE   the recipe (accelerator-large); WORK scratch space; EXTRA options for every step (a rehearsal's --set ...)
set -euo pipefail
PACK=${1:?usage: $0 PACK OUT}
OUT=${2:?usage: $0 PACK OUT}
RECIPE=${RECIPE:-accelerator-large}
WORK=${WORK:-/tmp/vi_brief_training}
PYTHON=${PYTHON:-python3}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TOKENIZERS_PARALLELISM=false
mkdir -p "$OUT" "$WORK"
SECONDS=0

if compgen -G "$PACK/wheels/*.whl" >/dev/null; then
    "$PYTHON" -m pip install -q --no-index --no-deps --no-compile --upgrade --target "$WORK/site" "$PACK"/wheels/*.whl
    export PYTHONPATH="$WORK/site${PYTHONPATH:+:$PYTHONPATH}"
fi

# One step, with the minute at which it began in the log.
step() {
    echo "== $((SECONDS / 60)):$(printf %02d $((SECONDS % 60))) $*"
    # shellcheck disable=SC2086
    "$PYTHON" "$HERE/run.py" "$RECIPE" "$@" --work "$WORK" ${EXTRA:-}
}
