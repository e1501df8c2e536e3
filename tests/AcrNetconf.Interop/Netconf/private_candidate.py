"""Two sessions of ncclient with candidates of their own, and one without (draft-ietf-netconf-privcand).

usage: private_candidate.py PORT USER PASSWORD
"""
import sys
from ncclient import manager
from ncclient.operations import RPCError
from ncclient.xml_ import new_ele_ns, sub_ele

port, user, password = sys.argv[1:4]
BENCH = "urn:acr-netconf:bench"
PRIVATE = "urn:ietf:params:xml:ns:yang:ietf-netconf-private-candidate"
CAPABILITY = "urn:ietf:params:netconf:capability:private-candidate:1.0"


def connect(*capabilities):
    return manager.connect(host="127.0.0.1", port=int(port), username=user, password=password, hostkey_verify=False, look_for_keys=False,
                           allow_agent=False, nc_params={"capabilities": list(capabilities)})


def edit(m, inner):
    m.edit_config(target="candidate", config=f'<config><settings xmlns="{BENCH}">{inner}</settings></config>')


def settings(m, store="candidate"):
    return str(m.get_config(source=store, filter=("subtree", f'<settings xmlns="{BENCH}"/>')))


def update(m, mode=None):
    node = new_ele_ns("update", PRIVATE)
    if mode:
        sub_ele(node, "resolution-mode").text = mode
    return m.dispatch(node)


def refused(call, tag, path):
    try:
        call()
    except RPCError as error:
        assert error.tag == tag and path in (error.path or ""), error.to_dict()
        return
    raise AssertionError(f"expected {tag}, got no error")


with connect(CAPABILITY) as a, connect(CAPABILITY) as b, connect() as shared:
    for m in (a, b, shared):
        assert CAPABILITY in list(m.server_capabilities), "the capability is not offered"
    refused(lambda: update(shared), "operation-not-supported", "")

    # Nobody sees what another one prepares.
    edit(a, "<name>of a</name><slot><id>1</id><value>1</value></slot>")
    edit(b, "<name>of b</name><slot><id>2</id><value>2</value></slot>")
    assert "of a" in settings(a) and "<id>2</id>" not in settings(a)
    assert "of b" in settings(b) and "<id>1</id>" not in settings(b)
    assert "of a" not in settings(shared) and "of b" not in settings(shared)

    # The first commit wins; the second one is told which node and changes nothing.
    a.commit()
    refused(b.commit, "operation-failed", "name")
    assert "of a" in settings(b, "running") and "<id>2</id>" not in settings(b, "running")
    refused(lambda: update(b, "revert-on-conflict"), "operation-failed", "name")

    # The draft's ways out: what is not in conflict is taken over either way.
    update(b, "prefer-candidate")
    assert "of b" in settings(b) and "<id>1</id>" in settings(b) and "<id>2</id>" in settings(b)
    b.commit()
    running = settings(shared, "running")
    assert "of b" in running and "<id>1</id>" in running and "<id>2</id>" in running

    edit(a, "<name>again of a</name>")
    refused(a.commit, "operation-failed", "name")
    update(a, "prefer-running")
    assert "of b" in settings(a) and "again" not in settings(a)
    a.commit()

    # A lock of one's own candidate disturbs nobody; one of running keeps others from committing.
    with a.locked("candidate"), b.locked("candidate"):
        edit(b, "<name>under locks</name>")
    with a.locked("running"):
        refused(b.commit, "in-use", "")
    b.commit()
    assert "under locks" in settings(shared, "running")

# A session that ends takes its candidate with it.
with connect(CAPABILITY) as c:
    edit(c, "<name>never committed</name>")
with connect(CAPABILITY) as c:
    assert "never committed" not in settings(c)
print("ok private candidates")
