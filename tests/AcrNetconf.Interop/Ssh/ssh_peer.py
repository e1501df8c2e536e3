"""paramiko as the other end: ssh_peer.py COMMAND PORT USER PASSWORD KEYFILE [ARGUMENTS]; prints one line, exits 0 when as expected."""
import hashlib
import os
import socket
import sys
import threading
import time

import paramiko

command, port, user, password, keyfile = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5]
arguments = sys.argv[6:]


def transport(**options):
    connected = socket.create_connection(("127.0.0.1", port), timeout=20)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made = paramiko.Transport(connected, **options)
    made.start_client(timeout=20)
    return made


def netconf(made):
    channel = made.open_session(timeout=20)
    channel.invoke_subsystem("netconf")
    return channel


def echo(channel, data):
    """Writes in one thread, reads in this one; returns whether the same came back and the end was orderly."""
    def write():
        channel.sendall(data)
        channel.shutdown_write()

    threading.Thread(target=write, daemon=True).start()
    seen, count = hashlib.sha256(), 0
    while True:
        piece = channel.recv(65536)
        if not piece:
            break
        seen.update(piece)
        count += len(piece)
    same = count == len(data) and seen.digest() == hashlib.sha256(data).digest()
    return same and channel.recv_exit_status() == 0


def login():
    made = transport()
    how = arguments[0]
    if how == "password":
        made.auth_password(user, password)
    elif how == "publickey":
        made.auth_publickey(user, paramiko.Ed25519Key.from_private_key_file(keyfile))
    else:
        made.auth_interactive(user, lambda title, instructions, fields: [password] * len(fields))
    size = int(arguments[1]) if len(arguments) > 1 else 1000
    ok = echo(netconf(made), os.urandom(size))
    print(made.remote_version, made.remote_cipher, made.remote_mac, "ok" if ok else "different")
    made.close()
    return ok


def wrong_password():
    made, tries = transport(), 0
    for tries in range(1, 10):
        try:
            made.auth_password(user, "wrong %d" % tries, fallback=False)
        except paramiko.AuthenticationException:
            if not made.is_active():
                break
        except Exception:
            break
        time.sleep(0.05)
        if not made.is_active():
            break
    print(tries, "active" if made.is_active() else "cut")
    return not made.is_active()


def tiny_packets():
    made = transport()
    made.auth_password(user, password)
    # paramiko raises sizes below its own floor, so the message is made by hand.
    paramiko.Transport._sanitize_packet_size = lambda self, size: size
    try:
        made.open_session(window_size=1 << 20, max_packet_size=int(arguments[0]), timeout=10)
        print("accepted")
    except paramiko.ChannelException as error:
        print("refused", error.code)
    return True


def channels():
    made = transport()
    made.auth_password(user, password)
    opened, ok = [], True
    try:
        for _ in range(20):
            opened.append(netconf(made))
    except paramiko.ChannelException:
        pass
    for channel in opened:
        ok = ok and echo(channel, os.urandom(20000))
    for channel in opened:
        channel.close()
    again = echo(netconf(made), b"after")
    print(len(opened), ok, again)
    made.close()
    return ok and again


def terminal():
    made = transport()
    made.auth_password(user, password)
    channel = made.open_session()
    channel.get_pty()
    channel.set_environment_variable("LANG", "C")
    channel.invoke_subsystem("netconf")
    made.global_request("keepalive@lag.net", wait=True)
    made.send_ignore()
    ok = echo(channel, b"line\nline\r\n\x03\x04")
    refused = 0
    for ask in (lambda c: c.exec_command("id"), lambda c: c.invoke_shell(), lambda c: c.invoke_subsystem("sftp")):
        other = made.open_session()
        try:
            ask(other)
        except paramiko.SSHException:
            refused += 1
        other.close()
    try:
        made.open_channel("direct-tcpip", ("127.0.0.1", 22), ("127.0.0.1", 1))
    except paramiko.ChannelException:
        refused += 1
    print("ok" if ok else "different", refused)
    made.close()
    return ok and refused == 4


def churn():
    for _ in range(int(arguments[0])):
        made = transport()
        made.auth_publickey(user, paramiko.Ed25519Key.from_private_key_file(keyfile))
        if not echo(netconf(made), b"hello"):
            return False
        made.close()
    print("done")
    return True


def slow_reader():
    """Opens with a huge window and reads nothing until told on stdin, then reads everything."""
    made = transport(default_window_size=1 << 30)
    made.auth_password(user, password)
    channel = netconf(made)
    made.packetizer.read_message_real = made.packetizer.read_message
    gate = threading.Event()

    def held():
        gate.wait()
        return made.packetizer.read_message_real()

    made.packetizer.read_message = held
    print("ready", flush=True)
    sys.stdin.readline()
    gate.set()
    count = 0
    while True:
        piece = channel.recv(65536)
        if not piece:
            break
        count += len(piece)
    print(count, flush=True)
    made.close()
    return True


def hold():
    """Opens one session and waits to be killed."""
    made = transport()
    made.auth_password(user, password)
    netconf(made)
    print("ready", flush=True)
    time.sleep(60)


def idle():
    """Logs in, opens nothing, waits to be cut."""
    made = transport()
    made.auth_password(user, password)
    start = time.monotonic()
    while made.is_active() and time.monotonic() - start < 10:
        time.sleep(0.01)
    print("active" if made.is_active() else "cut")
    return not made.is_active()


def keepalive():
    """Asks what paramiko and OpenSSH ask to see whether the server lives, and for nothing in between; each must be answered, then data flow."""
    made = transport()
    made.auth_password(user, password)
    channel = netconf(made)
    answered = 0
    for name in ("keepalive@lag.net", "keepalive@openssh.com", "keepalive@lag.net"):
        answers = threading.Thread(target=made.global_request, args=(name, None, True), daemon=True)
        answers.start()
        made.send_ignore(40)
        answers.join(10)
        answered += 0 if answers.is_alive() else 1
    ok = made.is_active() and echo(channel, b"still here")
    print(answered, "ok" if ok else "lost")
    return answered == 3 and ok


def two_steps():
    """First the key, then the password; prints what was still wanted after the key."""
    made = transport()
    more = made.auth_publickey(user, paramiko.Ed25519Key.from_private_key_file(keyfile))
    left = made.auth_password(user, password)
    print(more, left, made.is_authenticated())
    made.close()
    return True


def bad_signature():
    """Offers a good key with a signature of another one; waits to be cut."""
    made = transport()
    key = paramiko.Ed25519Key.from_private_key_file(keyfile)
    real = key.sign_ssh_data

    def forged(data, algorithm=None):
        return real(data + b"x")

    key.sign_ssh_data = forged
    try:
        made.auth_publickey(user, key)
        print("in")
    except Exception:
        print("cut" if not made.is_active() else "refused")
    return not made.is_authenticated()


def setup():
    """Median milliseconds from connect to the first echo, and of an echo of a small message on an open session."""
    key, setups = paramiko.Ed25519Key.from_private_key_file(keyfile), []
    for _ in range(40):
        start = time.perf_counter()
        made = transport()
        made.auth_publickey(user, key)
        channel = netconf(made)
        channel.sendall(b"x")
        channel.recv(10)
        setups.append(time.perf_counter() - start)
        made.close()
    made = transport()
    made.auth_publickey(user, key)
    channel, trips = netconf(made), []
    for _ in range(2000):
        start = time.perf_counter()
        channel.sendall(b"y" * 200)
        count = 0
        while count < 200:
            count += len(channel.recv(1000))
        trips.append(time.perf_counter() - start)
    made.close()
    print("%.2f %.3f" % (1000 * sorted(setups)[20], 1000 * sorted(trips)[1000]))
    return True


def crowd():
    """Opens many sessions at once, says so, and holds them until stdin ends."""
    key, held = paramiko.Ed25519Key.from_private_key_file(keyfile), []
    for _ in range(int(arguments[0])):
        made = transport()
        made.auth_publickey(user, key)
        channel = netconf(made)
        channel.sendall(b"x" * 2000)
        channel.recv(10)
        held.append((made, channel))
    print("ready", flush=True)
    sys.stdin.readline()
    for made, _ in held:
        made.close()
    return True


sys.exit(0 if globals()[command]() else 1)
