"""The NETCONF client an agent calls home to (RFC 8071): waits for the connection, then is the SSH or TLS client on it.

usage: call_home.py ncclient PORT USER PASSWORD                       a whole session by ncclient's own call_home
       call_home.py fdpass PORT                                       passes the connection to the OpenSSH client that started us
       call_home.py cut PORT COUNT USER PASSWORD                      COUNT connections, each ended by force at another moment
       call_home.py tls-cut PORT COUNT CERT KEY CA                    the same over TLS
       call_home.py watch PORT COUNT USER PASSWORD                    COUNT sessions that do nothing; prints when each began and ended
"""
import socket
import ssl
import struct
import sys
import time

command, port = sys.argv[1], int(sys.argv[2])
arguments = sys.argv[3:]

HELLO = (b'<hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability>'
         b'</capabilities></hello>]]>]]>')
LOCK = b'<rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1"><lock><target><candidate/></target></lock></rpc>]]>]]>'


def listen():
    listener = socket.create_server(("127.0.0.1", port), backlog=16)
    listener.settimeout(20)
    print("listening", flush=True)
    return listener


def reset(connection):
    """The hard way: the other side gets RST, not FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def use_ncclient():
    from ncclient import manager
    print("listening", flush=True)
    user, password = arguments
    with manager.call_home(host="127.0.0.1", port=port, username=user, password=password, hostkey_verify=False, allow_agent=False, look_for_keys=False) as m:
        with m.locked("candidate"):
            m.discard_changes()
        print(m.session_id, "netconf-ssh" in str(m.get(filter=("subtree", '<netconf-state xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"><sessions/></netconf-state>'))))


def pass_to_openssh():
    listener = socket.create_server(("127.0.0.1", port))
    listener.settimeout(20)
    connection, _ = listener.accept()
    with socket.socket(fileno=1) as parent:
        socket.send_fds(parent, [b"\0"], [connection.fileno()])


def session(connection, user, password):
    import paramiko
    transport = paramiko.Transport(connection)
    transport.start_client(timeout=20)
    transport.auth_password(user, password)
    channel = transport.open_session(timeout=20)
    channel.invoke_subsystem("netconf")
    channel.sendall(HELLO)
    return transport, channel


def read_message(read):
    data = b""
    while not data.endswith(b"]]>]]>"):
        piece = read(65536)
        if not piece:
            raise EOFError(data)
        data += piece
    return data


def cut():
    count, user, password = int(arguments[0]), arguments[1], arguments[2]
    listener, locked = listen(), 0
    for number in range(count):
        connection, _ = listener.accept()
        if number % 5 == 0:
            reset(connection)  # before the first byte
        elif number % 5 == 1:
            connection.recv(64)
            connection.close()  # after the identification
        else:
            transport, channel = session(connection, user, password)
            if number % 5 > 2:
                read_message(channel.recv)
                channel.sendall(LOCK)
                locked += b"<ok/>" in read_message(channel.recv)  # a lock that the last one did not give back would be refused
            reset(connection)
            transport.close()
    print(count, "cut", locked, "locked", flush=True)


def tls_cut():
    count, certificate, key, authority = int(arguments[0]), *arguments[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_cert_chain(certificate, key)
    context.load_verify_locations(authority)
    listener, locked = listen(), 0
    for number in range(count):
        connection, _ = listener.accept()
        if number % 5 == 0:
            reset(connection)
        elif number % 5 == 1:
            connection.sendall(b"\x16\x03\x01")  # the head of a record, and no more
            connection.close()
        else:
            secure = context.wrap_socket(connection, server_hostname="127.0.0.1")
            secure.sendall(HELLO)
            if number % 5 > 2:
                read_message(secure.recv)
                secure.sendall(LOCK)
                locked += b"<ok/>" in read_message(secure.recv)
            reset(secure)
    print(count, "cut", locked, "locked", flush=True)


def watch():
    count, user, password = int(arguments[0]), arguments[1], arguments[2]
    listener = listen()
    for _ in range(count):
        connection, _ = listener.accept()
        begun = time.time()
        transport, channel = session(connection, user, password)
        while transport.is_active():
            time.sleep(0.005)
        print("%.3f %.3f" % (begun, time.time()), flush=True)


{"ncclient": use_ncclient, "fdpass": pass_to_openssh, "cut": cut, "tls-cut": tls_cut, "watch": watch}[command]()
