"""Configures a client of two clock servers, waits for lock, changes one value under a timer, and keeps it."""
import sys
import time

from ncclient import manager
from ncclient.operations import RPCError

PTP = "urn:acr-netconf:yang:ptp-adaptive"
host, port, user, password, local, server1, server2 = sys.argv[1:]


def config(body):
    return f'<config><ptp-adaptive xmlns="{PTP}">{body}</ptp-adaptive></config>'


CLIENT = config(f"""
  <enable>true</enable>
  <device-type>client</device-type>
  <frequency-profile>true</frequency-profile>
  <local-ip>{local}</local-ip>
  <remote-server><server-id>1</server-id><ip-address>{server1}</ip-address></remote-server>
  <remote-server><server-id>2</server-id><ip-address>{server2}</ip-address></remote-server>
  <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>""")


def state(session, name):
    reply = session.get(filter=("subtree", f'<ptp-adaptive xmlns="{PTP}"><state/></ptp-adaptive>'))
    return reply.data_ele.findtext(f".//{{{PTP}}}{name}")


with manager.connect(host=host, port=int(port), username=user, password=password, hostkey_verify=False,
                     allow_agent=False, look_for_keys=False) as session:
    with session.locked("candidate"):
        session.discard_changes()
        session.edit_config(target="candidate", config=CLIENT)
        session.validate(source="candidate")
        session.commit()
    print("committed; locked", end=" ", flush=True)
    for _ in range(120):
        if state(session, "frequency-locked") == "true":
            break
        time.sleep(1)
    print(state(session, "frequency-locked"), "to", state(session, "current-trace-source"))

    # A value outside the model: the sentence names the node, the value and the rule.
    try:
        session.edit_config(target="candidate", config=config("<domain>30</domain>"))
        session.validate(source="candidate")
    except RPCError as refusal:
        print(refusal.tag, refusal.app_tag, refusal.message, sep=": ")
        session.discard_changes()

    # A change on trial: it is taken back by itself unless a second commit follows within the time, or when this session ends.
    session.edit_config(target="candidate", config=config("<dscp>46</dscp>"))
    session.commit(confirmed=True, timeout="60")
    print("on trial; still locked", state(session, "frequency-locked"))
    session.commit()
    kept = session.get_config("running", filter=("subtree", f'<ptp-adaptive xmlns="{PTP}"><dscp/></ptp-adaptive>'))
    print("kept dscp", kept.data_ele.findtext(f".//{{{PTP}}}dscp"))
