"""The ten steps of the procedure as edit-config requests on candidate, then validate and commit.

usage: ten_steps.py PORT USER PASSWORD LOCAL SERVER1 [SERVER2] [DEVICE-HANDLER]
"""
import sys
from ncclient import manager
from ncclient.xml_ import new_ele

port, user, password, local, *servers = sys.argv[1:]
handler = "default"
if len(servers) == 3:
    handler = servers.pop()

NS = "urn:acr-netconf:yang:ptp-adaptive"
steps = [
    "<enable>true</enable>",
    "<device-type>client</device-type>",
    "<frequency-profile>true</frequency-profile>",
    "<domain>4</domain>",
    f"<local-ip>{local}</local-ip>",
]
steps += [
    f"<remote-server><server-id>{n}</server-id><ip-address>{address}</ip-address></remote-server>"
    for n, address in enumerate(servers, 1)
]
steps.append("<unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>")

with manager.connect(host="127.0.0.1", port=int(port), username=user, password=password, hostkey_verify=False,
                     look_for_keys=False, allow_agent=False, device_params={"name": handler}) as m:
    with m.locked("candidate"):
        for step in steps:
            m.edit_config(target="candidate", config=f'<config><ptp-adaptive xmlns="{NS}">{step}</ptp-adaptive></config>')
        m.validate(source="candidate")
        # The junos handler's own commit() is an operation only that vendor has.
        m.dispatch(new_ele("commit")) if handler == "junos" else m.commit()
    reply = m.get_config(source="running")
    # The junos handler has a reply class of its own, without data_xml.
    print(reply.data_xml if handler == "default" else reply)
