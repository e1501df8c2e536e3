"""Changes one leaf after the other over one session and reports what each change did to the running client, by its counters and on the wire.

usage: rows.py PORT USER PASSWORD < rows

A row is a line of JSON {"path", "change", "back", "quiet", "asks", "traced"}: quiet, nothing may be said to a server, so wait only a moment; asks, wait until
something is said; traced, begin when server 1 is traced. One line of JSON is printed for each. Signalling is counted by a packet socket, not by the agent.
"""
import json
import socket
import struct
import sys
import threading
import time
from ncclient import manager
from ncclient.xml_ import to_ele

port, user, password = sys.argv[1:4]
NS = "urn:acr-netconf:yang:ptp-adaptive"
STATE = f'<ptp-adaptive xmlns="{NS}"><state/></ptp-adaptive>'
OUTGOING, IPV4, GENERAL_PORT, SIGNALING = 4, 0x0800, 320, 0xC
TLVS = {4: "request", 6: "cancel"}


class Wire(threading.Thread):
    """Every request and cancel that leaves: (time, destination, what)."""

    def __init__(self):
        super().__init__(daemon=True)
        self.said = []
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))  # all protocols: only such a socket is shown what leaves
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)

    def run(self):
        while True:
            packet, address = self.socket.recvfrom(2048)
            now = time.monotonic()
            if address[2] != OUTGOING or address[1] != IPV4 or packet[9] != 17:
                continue
            udp = packet[(packet[0] & 15) * 4:]
            if struct.unpack(">H", udp[2:4])[0] != GENERAL_PORT or udp[8] & 15 != SIGNALING:
                continue
            tlvs = udp[8 + 44:]
            while len(tlvs) >= 4:
                kind, length = struct.unpack(">HH", tlvs[:4])
                if kind in TLVS:
                    self.said.append((now, socket.inet_ntoa(packet[16:20]), TLVS[kind]))
                tlvs = tlvs[4 + length:]


def text(node, path):
    found = node.find("/".join("{%s}%s" % (NS, name) for name in path.split("/")))
    return None if found is None else found.text


def state(m):
    root = m.get(filter=("subtree", STATE)).data_ele.find("{%s}ptp-adaptive/{%s}state" % (NS, NS))
    contracts = {}
    for server in root.findall("{%s}server" % NS):
        for contract in server.findall("{%s}contract" % NS):
            contracts["%s/%s" % (text(server, "server-id"), text(contract, "message"))] = [
                int(text(contract, "requests") or 0), int(text(contract, "cancels-sent") or 0)]
    return {
        "client": text(root, "current-state"), "servo": text(root, "servo/state"), "source": text(root, "current-trace-source"),
        "restarts": int(text(root, "restarts") or -1), "resets": int(text(root, "servo/resets") or -1), "contracts": contracts,
    }


def change(m, nodes):
    begin = time.monotonic()
    m.dispatch(to_ele('<edit-config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"><target><candidate/></target>'
                      '<config><ptp-adaptive xmlns="%s">%s</ptp-adaptive></config></edit-config>' % (NS, nodes)))
    m.commit()
    return begin, time.monotonic() - begin


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)


def run(m, wire, row):
    if row["traced"]:
        until(lambda: state(m)["source"] == "server1", 15)
    if not row["quiet"]:
        # Goodbyes of the row before, repeated each second because ptp4l does not acknowledge them, are not this row's.
        until(lambda: not wire.said or time.monotonic() - wire.said[-1][0] > 1.3, 6)
    before = state(m)
    mark = len(wire.said)
    begin, seconds = change(m, row["change"])
    after = state(m)
    if row["asks"]:
        # A goodbye of the row before may come late on a busy machine: contracts, where they are to change, must have changed too.
        until(lambda: len(wire.said) > mark and (row["traced"] or state(m)["contracts"] != before["contracts"]), 5)
    else:
        time.sleep(0.06)
    said = wire.said[mark:]
    later = state(m)
    change(m, row["back"])
    if row["quiet"]:
        time.sleep(0.06)
        said = wire.said[mark:]
    return {"path": row["path"], "seconds": seconds, "before": before, "after": after, "later": later,
            "said": ["%s %s" % (what, where) for _, where, what in said], "asked": said[0][0] - begin if said else None}


wire = Wire()
wire.start()
with manager.connect(host="127.0.0.1", port=int(port), username=user, password=password, hostkey_verify=False,
                     look_for_keys=False, allow_agent=False) as m:
    for line in sys.stdin:
        row = json.loads(line)
        try:
            report = run(m, wire, row)
            if row["quiet"] and report["said"]:
                # A renewal may fall into the moment, but not twice: it comes every few minutes.
                report = run(m, wire, row)
        except Exception as fault:
            m.discard_changes()
            report = {"path": row["path"], "fault": str(fault)}
        print(json.dumps(report), flush=True)
