#!/bin/bash
# `make test` for a machine that has no make yet.
# usage: bash packaging/test.sh ARGUMENT...     the arguments go to pytest
set -euo pipefail
cd "$(dirname "$0")/.."
bash packaging/prepare.sh test
exec make test ARGS="${*@Q}"
