#!/usr/bin/env python3
"""A classic server that behaves as the original does, for clients to be tried against.

    classic_server.py [--host H] [--port P]

A thread for each member; prints "listening classic H:P" when ready. A member that names somebody absent is dropped.
"""

import argparse
import json
import socket
import sys
import threading

import classic_wire as wire

members = {}
lock = threading.RLock()


def broadcast(body):
    with lock:
        for sock in list(members.values()):
            try:
                wire.send_frame(sock, json.dumps(body))
            except OSError:
                pass


def say(text):
    broadcast({"to": "all", "from": "server", "message": text, "type": "message"})


def leave(name):
    with lock:
        if members.pop(name, None) is None:
            return
        say(f"{name} left the chat!")
        gone = {"nickname": name, "key": ""}
        broadcast({"to": "all", "from": "server", "message": gone, "type": "delKey"})


def serve(sock):
    name = None
    try:
        wire.send_frame(sock, "NICK")
        wanted = wire.receive_frame(sock)
        with lock:
            if wanted in members:
                wire.send_frame(sock, "NICK")
                return
            members[wanted] = sock
            name = wanted
            wire.send_frame(sock, json.dumps({"to": name, "from": "server", "message": "Connected to the server!"}))
        announcement = wire.receive_frame(sock)
        with lock:
            say(f"{name} joined the chat!")
            newcomer = {"nickname": name, "message": announcement}
            broadcast({"to": "all", "from": "server", "message": newcomer, "type": "addKey"})
        while True:
            body = wire.receive_frame(sock)
            if body == "!quit":
                return
            receiver = json.loads(body)["to"]
            with lock:
                wire.send_frame(members[receiver], body)
    except (EOFError, OSError, KeyError, ValueError, TypeError):
        pass
    finally:
        if name is not None:
            leave(name)
        sock.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    options = parser.parse_args()
    server = socket.create_server((options.host, options.port))
    print(f"listening classic {options.host}:{server.getsockname()[1]}", flush=True)
    while True:
        sock, _ = server.accept()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(sock,), daemon=True).start()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
