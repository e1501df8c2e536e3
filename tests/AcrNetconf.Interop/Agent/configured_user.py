"""Makes a user with a password in the clear and rules for it, then works as that user.

usage: configured_user.py PORT USER PASSWORD
"""
import sys
from ncclient import manager
from ncclient.operations import RPCError
from ncclient.transport.errors import AuthenticationError

port, user, password = sys.argv[1:4]
NS = {"sys": "urn:ietf:params:xml:ns:yang:ietf-system", "ptp": "urn:acr-netconf:yang:ptp-adaptive", "nacm": "urn:ietf:params:xml:ns:yang:ietf-netconf-acm"}
MAKE = """
<config>
  <system xmlns="urn:ietf:params:xml:ns:yang:ietf-system"><authentication>
    <user><name>carol</name><password>$0$a pass-word</password></user>
  </authentication></system>
  <nacm xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-acm">
    <groups><group><name>timing</name><user-name>carol</user-name></group></groups>
    <rule-list><name>timing</name><group>timing</group>
      <rule><name>ptp</name><module-name>ptp-adaptive</module-name><action>permit</action></rule>
    </rule-list>
  </nacm>
</config>"""
DOMAIN = '<config><ptp-adaptive xmlns="urn:acr-netconf:yang:ptp-adaptive"><domain>%d</domain></ptp-adaptive></config>'
PASSWORD = '<config><system xmlns="urn:ietf:params:xml:ns:yang:ietf-system"><authentication><user><name>carol</name><password>$0$other</password></user></authentication></system></config>'


def connect(name, secret):
    return manager.connect(host="127.0.0.1", port=int(port), username=name, password=secret, hostkey_verify=False, allow_agent=False, look_for_keys=False, timeout=30)


def denied(action):
    try:
        action()
    except RPCError as error:
        assert error.tag in ("access-denied", "data-missing"), error
        return
    raise AssertionError("not denied")


def stored(m, store):
    return m.get_config(source=store).data_ele.findtext(".//sys:user/sys:password", namespaces=NS)


with connect(user, password) as m:
    m.edit_config(target="candidate", config=MAKE)
    assert stored(m, "candidate").startswith("$6$"), stored(m, "candidate")
    m.commit()
    kept = stored(m, "running")
    assert kept.startswith("$6$"), kept
    m.edit_config(target="candidate", config=MAKE)
    assert stored(m, "candidate") == kept, "the same password written again is no change"
    m.discard_changes()
    first = m.session_id

with connect(user, password) as keeper, connect("carol", "a pass-word") as m:
    m.edit_config(target="candidate", config=DOMAIN % 7)
    m.commit()
    assert m.get_config(source="running").data_ele.findtext(".//ptp:domain", namespaces=NS) == "7"
    assert m.get_config(source="running").data_ele.find(".//nacm:nacm", namespaces=NS) is None, "nacm is denied unless a rule allows it"
    denied(lambda: m.edit_config(target="candidate", config=PASSWORD))
    denied(lambda: m.kill_session(keeper.session_id))
    m.discard_changes()

try:
    connect("carol", "other")
    raise AssertionError("let in with a wrong password")
except AuthenticationError:
    pass
print("ok")
