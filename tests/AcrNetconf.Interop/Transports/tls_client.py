"""NETCONF over TLS (RFC 7589) by Python's ssl: hello, get-config in chunks of :base:1.1, close-session, an orderly end.

usage: tls_client.py HOST PORT VERSION CERT KEY CA
"""
import socket
import ssl
import sys

host, port, version, certificate, key, authority = sys.argv[1:]
BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
HELLO = f'<hello xmlns="{BASE}"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>]]>]]>'


def read_until(connection, end):
    data = b""
    while not data.endswith(end):
        piece = connection.recv(65536)
        if not piece:
            raise EOFError(data)
        data += piece
    return data.decode()


def ask(connection, number, operation):
    message = f'<rpc xmlns="{BASE}" message-id="{number}">{operation}</rpc>'.encode()
    connection.sendall(b"\n#%d\n%s\n##\n" % (len(message), message))
    return read_until(connection, b"\n##\n")


context = ssl.create_default_context(cafile=authority)
context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
context.load_cert_chain(certificate, key)
with context.wrap_socket(socket.create_connection((host, int(port)), timeout=20), server_hostname=host, suppress_ragged_eofs=False) as secure:
    assert "urn:ietf:params:netconf:base:1.1" in read_until(secure, b"]]>]]>")
    secure.sendall(HELLO.encode())
    assert "<data" in ask(secure, 1, "<get-config><source><running/></source></get-config>")
    assert "<ok/>" in ask(secure, 2, "<close-session/>")
    assert secure.recv(1) == b""  # close_notify: without one this is an error
    print(secure.version(), "ended in order")
