"""Commits candidate so that the agent confirms by itself; without a time-out prints kind and outcome of the newest commit.

usage: gated.py PORT USER PASSWORD [TIMEOUT LOCKED-FOR]
"""
import sys
from ncclient import manager
from ncclient.xml_ import to_ele

port, user, password, *times = sys.argv[1:]
BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
NS = "urn:acr-netconf:yang:acr-commit"

with manager.connect(host="127.0.0.1", port=int(port), username=user, password=password, hostkey_verify=False,
                     look_for_keys=False, allow_agent=False) as m:
    if times:
        m.dispatch(to_ele(f'<commit xmlns="{BASE}"><confirmed/><confirm-timeout>{times[0]}</confirm-timeout>'
                          f'<confirm-when-locked xmlns="{NS}"><locked-for>{times[1]}</locked-for></confirm-when-locked></commit>'))
    else:
        reply = m.dispatch(to_ele(f'<list-commits xmlns="{NS}"><limit>1</limit></list-commits>'))
        commit = to_ele(reply.xml).find("{%s}commit" % NS)
        print(commit.findtext("{%s}kind" % NS), commit.findtext("{%s}outcome" % NS))
