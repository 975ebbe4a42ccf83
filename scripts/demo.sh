#!/bin/sh
# Build the sample district, answer a question in the terminal, and serve it in the background.
# Usage: demo.sh start BIN DIR PORT | demo.sh stop
set -eu
pid_file=var/demo.pid
log=var/demo.log

stop() {
    if [ -f "$pid_file" ]; then
        kill "$(cat "$pid_file")" 2>/dev/null || true
        rm -f "$pid_file"
    fi
}

if [ "$1" = stop ]; then
    stop
    echo "Stopped."
    exit 0
fi

bin=$2
dir=$3
port=$4
mkdir -p var
stop
"$bin/zhihui" sample -o "$dir"
"$bin/zhihui" ask "$dir" "孩子要上户口"

port=$("$bin/python" - "$port" <<'PY'
import socket, sys
for port in range(int(sys.argv[1]), int(sys.argv[1]) + 50):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(port)
        break
else:
    sys.exit("no free port found")
PY
)
nohup "$bin/zhihui" serve "$dir" --port "$port" >"$log" 2>&1 </dev/null &
echo $! >"$pid_file"
address="http://127.0.0.1:$port/"
tries=0
until "$bin/python" -c "import urllib.request as r; r.urlopen('$address', timeout=2)" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ] || ! kill -0 "$(cat "$pid_file")" 2>/dev/null; then
        echo "The server did not start; its log:" >&2
        cat "$log" >&2
        exit 1
    fi
    sleep 0.5
done
echo
echo "The sample district is served at $address  (English: ${address}en/, API: ${address}api/docs)"
echo "Stop it with: make demo-stop"
