"""A configured subscription as its receiver sees it: ncclient is called home, loses the connection, and is called again.

usage: configured_subscription.py PORT HOME-PORT USER PASSWORD
"""
import socket
import struct
import sys
from ncclient import manager
from ncclient.xml_ import to_ele

port, home, user, password = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
SN = "urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications"
PUSH = "urn:ietf:params:xml:ns:yang:ietf-yang-push"
LOGIN = dict(username=user, password=password, hostkey_verify=False, look_for_keys=False, allow_agent=False)
CONFIG = f"""
<config xmlns:nc="{BASE}" xmlns:acr="urn:acr-netconf:yang:acr-subscriptions">
  <netconf-server xmlns="urn:acr-netconf:yang:acr-server"><call-home><netconf-client>
    <name>collector</name>
    <endpoints><endpoint><name>1</name><ssh><tcp-client-parameters><remote-address>127.0.0.1</remote-address><remote-port>{home}</remote-port></tcp-client-parameters></ssh></endpoint></endpoints>
    <reconnect-strategy><first-pause>1</first-pause><longest-pause>1</longest-pause></reconnect-strategy>
  </netconf-client></call-home></netconf-server>
  <subscriptions xmlns="{SN}">
    <subscription>
      <id>100</id>
      <stream-subtree-filter><netconf-config-change xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-notifications"/></stream-subtree-filter>
      <stream>NETCONF</stream><configured-replay/>
      <transport>acr:netconf-call-home</transport>
      <receivers><receiver><name>collector</name><acr:netconf-client>collector</acr:netconf-client></receiver></receivers>
    </subscription>
    <subscription>
      <id>200</id>
      <datastore xmlns="{PUSH}" xmlns:ds="urn:ietf:params:xml:ns:yang:ietf-datastores">ds:running</datastore>
      <datastore-subtree-filter xmlns="{PUSH}"><settings xmlns="urn:acr-netconf:bench"/></datastore-subtree-filter>
      <transport>acr:netconf-call-home</transport>
      <receivers><receiver><name>collector</name><acr:netconf-client>collector</acr:netconf-client></receiver></receivers>
      <on-change xmlns="{PUSH}"/>
    </subscription>
  </subscriptions>
</config>"""


def commit(m, config):
    m.edit_config(target="candidate", config=config)
    m.commit()


def name(m, text):
    commit(m, f'<config xmlns="{BASE}"><settings xmlns="urn:acr-netconf:bench"><name>{text}</name></settings></config>')


def heard(m, count):
    """What comes next, as 'kind id', in the order of the kinds: subscriptions do not wait for each other."""
    found = []
    for _ in range(count):
        notification = m.take_notification(timeout=20)
        assert notification is not None, f"only {found}"
        node = to_ele(notification.notification_xml)[1]
        kind = node.tag.split("}")[1]
        number = node.find("{*}id")
        found.append(f"{kind} {number.text if number is not None else ''}".strip())
    return sorted(found)


def same(actual, expected):
    assert actual == sorted(expected), f"{actual}, expected {sorted(expected)}"


def state(m):
    reply = str(m.get(filter=("subtree", f'<subscriptions xmlns="{SN}"><subscription><id>100</id><receivers/></subscription></subscriptions>')))
    return reply.split("<state>")[1].split("</state>")[0]


with manager.connect(host="127.0.0.1", port=port, **LOGIN) as operator:
    commit(operator, CONFIG)
    assert state(operator) == "connecting"
    receiver = manager.call_home(host="127.0.0.1", port=home, **LOGIN)
    same(heard(receiver, 5), ["subscription-started 100", "netconf-config-change", "replay-completed 100", "subscription-started 200", "push-update 200"])
    assert state(operator) == "active"
    name(operator, "one")
    same(heard(receiver, 2), ["netconf-config-change", "push-change-update 200"])

    # The cable is pulled; what happens meanwhile is not lost to who wants replay.
    plug = receiver._session._transport.sock
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    plug.close()
    while state(operator) != "connecting":
        pass
    name(operator, "two")
    name(operator, "three")
    with manager.call_home(host="127.0.0.1", port=home, **LOGIN) as again:
        same(heard(again, 6), ["subscription-started 100", "netconf-config-change", "netconf-config-change", "replay-completed 100", "subscription-started 200", "push-update 200"])
        assert again.session_id != receiver.session_id
        commit(operator, f'<config xmlns:nc="{BASE}"><subscriptions xmlns="{SN}"><subscription nc:operation="delete"><id>200</id></subscription></subscriptions></config>')
        same(heard(again, 2), ["netconf-config-change", "subscription-terminated 200"])

        # It is a session like any other all the while.
        assert "three" in str(again.get_config(source="running", filter=("subtree", '<settings xmlns="urn:acr-netconf:bench"/>')))
print("ok configured subscriptions")
