"""Frames of the classic protocol and its cryptography, written from `protocol-classic.md` and independent of the Java code."""

import json
import os
import socket
import sys

try:
    from Cryptodome.Cipher import AES, PKCS1_OAEP
    from Cryptodome.Hash import HMAC, SHA256
    from Cryptodome.Protocol.KDF import PBKDF2
    from Cryptodome.PublicKey import RSA
    from Cryptodome.Signature import pss
    from Cryptodome.Util.Padding import pad, unpad
except ImportError:
    from Crypto.Cipher import AES, PKCS1_OAEP
    from Crypto.Hash import HMAC, SHA256
    from Crypto.Protocol.KDF import PBKDF2
    from Crypto.PublicKey import RSA
    from Crypto.Signature import pss
    from Crypto.Util.Padding import pad, unpad

HEADER = 64


def send_frame(sock, body):
    """Sends as the original does: the header counts characters."""
    sock.sendall(f"{len(body):>{HEADER}}{body}".encode("utf-8"))


def receive_exactly(sock, count):
    data = b""
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


def receive_frame(sock):
    length = int(receive_exactly(sock, HEADER))
    return receive_exactly(sock, length).decode("utf-8")


def sign(private, text):
    return pss.new(private, salt_bytes=32).sign(SHA256.new(text.encode("utf-8"))).hex()


def verify(public, text, signature):
    try:
        pss.new(public, salt_bytes=32).verify(SHA256.new(text.encode("utf-8")), bytes.fromhex(signature))
        return True
    except (ValueError, TypeError):
        return False


def new_session_keys():
    both = PBKDF2(os.urandom(32).hex(), os.urandom(32), 64, count=100_000, hmac_hash_module=SHA256)
    return both[:32], both[32:]


def wrap_keys(announced_pem, keys):
    text = json.dumps([keys[0].hex(), keys[1].hex()])
    return PKCS1_OAEP.new(RSA.import_key(announced_pem)).encrypt(text.encode("utf-8")).hex()


def unwrap_keys(private, wrapped):
    text = PKCS1_OAEP.new(private).decrypt(bytes.fromhex(wrapped))
    aes, mac = json.loads(text)
    return bytes.fromhex(aes), bytes.fromhex(mac)


def encrypt(keys, text, sender):
    cipher = AES.new(keys[0], AES.MODE_CBC)
    message = cipher.encrypt(pad(json.dumps([text, sender]).encode("utf-8"), 16)).hex()
    tag = HMAC.new(keys[1], message.encode("utf-8"), SHA256).hexdigest()
    return message, tag, cipher.iv.hex()


def decrypt(keys, message, tag, iv):
    HMAC.new(keys[1], message.encode("utf-8"), SHA256).hexverify(tag)
    cipher = AES.new(keys[0], AES.MODE_CBC, bytes.fromhex(iv))
    return json.loads(unpad(cipher.decrypt(bytes.fromhex(message)), 16))


def report(event, **fields):
    """One line of JSON on standard output for everything that happens."""
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\n")
    sys.stdout.flush()


def connect(host, port):
    sock = socket.create_connection((host, port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock
