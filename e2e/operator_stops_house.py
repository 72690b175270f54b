"""The operator stops the house: who is being answered is answered, then it ends with 0 and its store is sound."""
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time

import house


def begin(port):
    """Sends a form all but its last byte, so that the house is in the middle of a request."""
    body = b"login=nobody&password=nothing"
    line = socket.create_connection(("127.0.0.1", port), timeout=house.STOP_SECONDS_MAX)
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    line.sendall(head.encode() + body[:-1])
    time.sleep(0.3)
    return line, body[-1:]


def test_a_request_under_way_is_answered_and_the_house_ends_well():
    with tempfile.TemporaryDirectory(prefix="cais-stop.") as folder:
        store = ["--data", folder + "/store", "--home", str(house.PROJECT)]
        assert subprocess.run([house.CAIS, "setup", *store], stdout=subprocess.DEVNULL, timeout=60, check=False).returncode == 0
        port = house.free_port()
        with open(folder + "/log", "w+", encoding="utf-8") as log:
            server = subprocess.Popen([house.CAIS, "serve", *store, "--port", str(port)], stdout=log, stderr=log, env=os.environ | {"TZ": "UTC"})
            try:
                house.wait_until_ready(server, f"http://127.0.0.1:{port}", log)
                line, rest = begin(port)
                server.send_signal(signal.SIGTERM)
                finish = threading.Timer(0.7, lambda: line.sendall(rest))
                finish.start()
                answer = line.recv(65536)
                finish.join()
                assert answer.startswith(b"HTTP/1.1 "), "the request under way got no answer"
                assert server.wait(house.STOP_SECONDS_MAX) == 0
                assert not house.is_ready(f"http://127.0.0.1:{port}")
            finally:
                house.stop(server)
            log.seek(0)
            assert "error" not in log.read()
        assert subprocess.run([house.CAIS, "verify", *store], stdout=subprocess.DEVNULL, timeout=60, check=False).returncode == 0
