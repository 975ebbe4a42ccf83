#!/bin/sh
# Build the drawn map from frontend/ into the package, or check its types.
# Usage: frontend.sh [--optional | --check]
# Without npm, --optional and --check say so and go on: the pages then show a drawing instead of the map.
set -eu
cd "$(dirname "$0")/../frontend"
built=../src/zhihui/web/public/static/built
task=${1:-build}

leave() {
    echo "The map was not $1: $2. Pages show a drawing instead; everything else works." >&2
    echo "To have it: install Node.js 18.19 or newer with npm (Debian: apt-get install nodejs npm), then make frontend." >&2
    [ "$task" = build ] && exit 1
    exit 0
}

done_word=built
[ "$task" = --check ] && done_word=checked
if [ "$task" != --check ] && [ -f "$built/.ready" ] &&
    [ -z "$(find . -path ./node_modules -prune -o -type f -newer "$built/.ready" -print | head -n 1)" ]; then
    exit 0
fi
command -v npm >/dev/null && command -v node >/dev/null || leave "$done_word" "there is no npm"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 19) ? 0 : 1)' ||
    leave "$done_word" "Node.js $(node --version) is too old"
if ! cmp -s package-lock.json node_modules/.installed; then
    echo "Installing the map's dependencies from package-lock.json …"
    npm ci --no-audit --no-fund --loglevel=error || leave "$done_word" "npm ci failed"
    cp package-lock.json node_modules/.installed
fi
if [ "$task" = --check ]; then
    npm run --silent check
    exit
fi
npm run --silent build -- --logLevel warn || leave built "vite failed"
for file in "$built"/*.js; do
    gzip -9 --keep --force --no-name "$file"
done
touch "$built/.ready"
