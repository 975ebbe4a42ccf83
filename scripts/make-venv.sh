#!/bin/sh
# Make the virtual environment with the locked dependencies. Usage: make-venv.sh PYTHON VENV
set -eu
python=$1
venv=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Zhihui needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1 || echo absent)." >&2
    echo "Name another one with: make PYTHON=/path/to/python3.11 …" >&2
    exit 1
fi
if ! [ -x "$venv/bin/pip" ] && ! "$python" -m venv "$venv" >/dev/null 2>&1; then
    rm -rf "$venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
        echo "'$python -m venv' does not work; on Debian: apt-get install python3-venv" >&2
        exit 1
    fi
    "$python" -m venv "$venv"
fi
echo "Installing dependencies into $venv …"
pip="$venv/bin/python -m pip install --quiet --disable-pip-version-check"
# uv is ten times faster; pip knows the certificates and proxies that the machine is set up with
if ! { $pip uv && "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" -r requirements.lock; }
then
    echo "uv could not install them; trying pip …"
    $pip -r requirements.lock
fi
$pip --no-deps --editable .
