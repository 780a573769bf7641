#!/usr/bin/env python3
"""A member of a classic server, driven by lines and reporting in lines.

    classic_peer.py --keys DIR --as NAME --host H --port P [--signs-with NAME]

Standard input:  send <to> <text...>    burst <to> <count> <text...>    raw <body...>    quit
Standard output: one JSON object a line, with "event":
    connected, refused (the name is taken), joined {name}, left {name}, server {text},
    addkey {name, ok}, skey {from, ok}, message {from, text}, bad {from, reason}, unsent {to, reason}, closed

--signs-with takes another member's identity key for its signatures: an impostor.
"""

import argparse
import json
import os
import sys
import threading

import classic_wire as wire
from classic_wire import RSA


class Peer:
    def __init__(self, options):
        self.name = options.name
        self.keys_folder = options.keys
        with open(os.path.join(options.keys, options.signs_with or self.name, "priv.pem"), "rb") as file:
            self.identity = RSA.import_key(file.read())
        self.ephemeral = RSA.generate(2048)
        self.sessions = {}
        self.lock = threading.Lock()
        self.sock = wire.connect(options.host, options.port)

    def public_key_of(self, name):
        if name != os.path.basename(name) or name.startswith("."):
            raise ValueError("not a name")
        with open(os.path.join(self.keys_folder, name, "pub.pem"), "rb") as file:
            return RSA.import_key(file.read())

    def send(self, body):
        with self.lock:
            wire.send_frame(self.sock, body)

    def join(self):
        if wire.receive_frame(self.sock) != "NICK":
            raise ValueError("the server did not ask for a name")
        self.send(self.name)
        answer = wire.receive_frame(self.sock)
        if answer == "NICK":
            wire.report("refused")
            return False
        if json.loads(answer)["message"] != "Connected to the server!":
            raise ValueError("the server did not greet")
        wire.report("connected")
        pem = self.ephemeral.public_key().export_key().decode("ascii")
        announcement = {"to": "server", "from": self.name, "key": pem, "signature": wire.sign(self.identity, pem)}
        self.send(json.dumps(announcement))
        return True

    def listen(self):
        try:
            while True:
                self.receive(json.loads(wire.receive_frame(self.sock)))
        except (EOFError, OSError):
            wire.report("closed")

    def receive(self, body):
        kind = body.get("type")
        if kind == "addKey":
            self.add_key(body["message"])
        elif kind == "delKey":
            self.sessions.pop(body["message"]["nickname"], None)
            wire.report("left", name=body["message"]["nickname"])
        elif kind == "skey":
            self.session_key(body)
        elif kind == "message" and body["from"] == "server":
            wire.report("server", text=body["message"])
        elif kind == "message":
            self.message(body)

    def add_key(self, member):
        name = member["nickname"]
        wire.report("joined", name=name)
        announced = json.loads(member["message"])
        try:
            known = wire.verify(self.public_key_of(name), announced["key"], announced["signature"])
        except (OSError, ValueError):
            known = False
        wire.report("addkey", name=name, ok=known)
        if known:
            keys = wire.new_session_keys()
            self.sessions[name] = keys
            wrapped = wire.wrap_keys(announced["key"], keys)
            signature = wire.sign(self.identity, wrapped)
            frame = {"type": "skey", "key": wrapped, "signature": signature, "from": self.name, "to": name}
            self.send(json.dumps(frame))

    def session_key(self, body):
        sender = body["from"]
        try:
            known = wire.verify(self.public_key_of(sender), body["key"], body["signature"])
            if known:
                self.sessions[sender] = wire.unwrap_keys(self.ephemeral, body["key"])
        except (OSError, ValueError):
            known = False
        wire.report("skey", **{"from": sender, "ok": known})

    def message(self, body):
        sender = body["from"]
        keys = self.sessions.get(sender)
        if keys is None:
            wire.report("bad", **{"from": sender, "reason": "no session key"})
            return
        try:
            text, inner = wire.decrypt(keys, body["message"], body["signature"], body["iv"])
        except (ValueError, KeyError, TypeError) as damaged:
            wire.report("bad", **{"from": sender, "reason": str(damaged)})
            return
        if inner != sender:
            wire.report("bad", **{"from": sender, "reason": "the inner sender is another"})
        else:
            wire.report("message", **{"from": sender, "text": text})

    def write(self, to, text):
        keys = self.sessions.get(to)
        if keys is None:
            wire.report("unsent", to=to, reason="no session key")
            return
        message, tag, iv = wire.encrypt(keys, text, self.name)
        frame = {"to": to, "from": self.name, "message": message, "signature": tag, "type": "message", "iv": iv}
        self.send(json.dumps(frame))

    def obey(self, line):
        command, _, rest = line.rstrip("\n").partition(" ")
        if command == "send":
            to, _, text = rest.partition(" ")
            self.write(to, text)
        elif command == "burst":
            to, count, text = rest.split(" ", 2)
            for number in range(int(count)):
                self.write(to, f"{text} {number}")
        elif command == "raw":
            self.send(rest)
        elif command == "quit":
            self.send("!quit")
            return False
        return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keys", required=True)
    parser.add_argument("--as", dest="name", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--signs-with")
    options = parser.parse_args()
    sys.stdin.reconfigure(encoding="utf-8")
    peer = Peer(options)
    if not peer.join():
        return 1
    listener = threading.Thread(target=peer.listen, daemon=True)
    listener.start()
    for line in sys.stdin:
        if not peer.obey(line):
            listener.join(5)
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
