#!/usr/bin/env bash
# Piece 2, nine minutes: a teacher for Vietnamese to English over genuine and back-translated pairs; it decodes the training sources and
# Vietnamese news. Comes back: the sets `distilled` and `self`.
#
#   0:00 unpack (not where piece 1's WORK is still there)     0:30 train teacher2, 4 minutes
#   4:30 distill, 2               6:40 selftrain, 1.2          8:00 pack          8:50 the end
source "$(dirname "$0")/common.sh"

[ -f "$WORK/packed/bt/target.ids" ] || step unpack "$PACK"
step train --run teacher2
step distill
step selftrain
step pack --run from2 --out "$OUT"
echo "== $SECONDS s"
