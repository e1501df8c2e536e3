"""Changes one leaf after the other over one session and reports what each change did to the running client.

usage: rows.py PORT USER PASSWORD < rows        rows: lines of JSON {"path", "change", "back"}; prints one line of JSON for each
"""
import json
import sys
import time
from ncclient import manager
from lxml import etree

port, user, password = sys.argv[1:4]
NS = "urn:acr-netconf:yang:ptp-adaptive"
STATE = f'<ptp-adaptive xmlns="{NS}"><state/></ptp-adaptive>'


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
    m.edit_config(target="candidate", config='<config xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"><ptp-adaptive xmlns="%s">%s</ptp-adaptive></config>' % (NS, nodes))
    m.commit()
    return time.monotonic() - begin


with manager.connect(host="127.0.0.1", port=int(port), username=user, password=password, hostkey_verify=False,
                     look_for_keys=False, allow_agent=False) as m:
    for line in sys.stdin:
        row = json.loads(line)
        before = state(m)
        try:
            seconds = change(m, row["change"])
            after = state(m)
            time.sleep(row.get("settle", 0))
            later = state(m)
            change(m, row["back"])
        except Exception as fault:
            m.discard_changes()
            print(json.dumps({"path": row["path"], "fault": str(fault)}), flush=True)
            continue
        print(json.dumps({"path": row["path"], "seconds": seconds, "before": before, "after": after, "later": later}), flush=True)
        time.sleep(row.get("settle", 0))
