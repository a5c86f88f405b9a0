#!/usr/bin/env bash
# Piece 1, nine minutes: a teacher for both directions, then Vietnamese for English prose. Comes back: the set `bt`.
#
#   0:00 unpack, imports          0:40 train teacher1, 4 minutes
#   4:45 backtranslate, 2.5       7:30 pack          8:20 the end (40 s to spare)
source "$(dirname "$0")/common.sh"

step unpack "$PACK"
step train --run teacher1
step backtranslate
step pack --run from1 --out "$OUT"
echo "== $SECONDS s"
