#!/bin/sh
# Debian packages that the build of the map and the tests use: npm, a browser, a library its driver needs, CJK fonts,
# PostgreSQL. Without root or apt-get nothing is installed, and what needs them says so and is skipped.
set -eu
wanted=""
command -v chromium >/dev/null || wanted="$wanted chromium"
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || wanted="$wanted libatomic1"
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || wanted="$wanted fonts-noto-cjk fontconfig"
command -v npm >/dev/null || wanted="$wanted nodejs npm"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
[ -z "$wanted" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian packages:$wanted …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "Not installed (needs root on Debian):$wanted. Tests that need them will skip."
fi
