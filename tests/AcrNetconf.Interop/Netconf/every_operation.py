"""Every operation ncclient offers, each with an outcome that is checked, and the fields of its RPCError.

usage: every_operation.py PORT USER PASSWORD DEVICE-HANDLER [KEY-FILE]
"""
import sys
from ncclient import manager
from ncclient.operations import RPCError
from ncclient.xml_ import new_ele, sub_ele, to_ele

port, user, password, handler = sys.argv[1:5]
key = sys.argv[5] if len(sys.argv) > 5 else None
BENCH = "urn:acr-netconf:bench"
BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
PARTIAL_LOCK = "urn:ietf:params:xml:ns:netconf:partial-lock:1.0"
COMPARE = "urn:ietf:params:xml:ns:yang:ietf-nmda-compare"
DATASTORES = "urn:ietf:params:xml:ns:yang:ietf-datastores"
MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"


def connect(device=handler):
    return manager.connect(host="127.0.0.1", port=int(port), username=user, password=None if key else password, key_filename=key, hostkey_verify=False,
                           look_for_keys=False, allow_agent=False, device_params={"name": device})


def settings(inner):
    return f'<config><settings xmlns="{BENCH}" xmlns:nc="{BASE}">{inner}</settings></config>'


def refused(tag, call, path=None, kind=None):
    """The call must raise an RPCError with this tag and all the fields a caller relies on."""
    try:
        call()
    except RPCError as error:
        assert error.tag == tag, f"expected {tag}, got {error.tag}: {error.message}"
        assert error.severity == "error" and error.type in ("transport", "rpc", "protocol", "application"), error.to_dict()
        assert error.message and "\n" not in error.message and error.message == error.message.strip(), error.message
        assert kind is None or error.type == kind, error.type
        assert path is None or path in (error.path or ""), error.path
        return error
    raise AssertionError(f"expected {tag}, got no error")


def commit(m, **options):
    """The junos handler's commit() is an operation only that vendor has."""
    if handler != "junos":
        return m.commit(**options)
    node = new_ele("commit")
    if options.get("confirmed"):
        sub_ele(node, "confirmed")
    for name in ("timeout", "persist", "persist_id"):
        if name in options:
            sub_ele(node, {"timeout": "confirm-timeout"}.get(name, name.replace("_", "-"))).text = options[name]
    return m.dispatch(node)


def text(reply):
    return str(reply)


def reading(m):
    whole = text(m.get_config(source="running"))
    assert "<name>one</name>" in whole
    by_subtree = text(m.get_config(source="running", filter=("subtree", f'<settings xmlns="{BENCH}"><name/></settings>')))
    assert "<name>one</name>" in by_subtree and "<level>" not in by_subtree
    by_xpath = text(m.get_config(source="candidate", filter=("xpath", ({"b": BENCH}, "/b:settings/b:level"))))
    assert "<level>7</level>" in by_xpath and "<name>" not in by_xpath
    unprefixed = text(m.get_config(source="running", filter=("xpath", "/settings/name")))
    assert "<name>one</name>" in unprefixed and "<level>" not in unprefixed
    nothing = text(m.get_config(source="running", filter=("subtree", '<absent xmlns="urn:nowhere"/>')))
    assert "rpc-error" not in nothing and "<name>" not in nothing
    state = text(m.get(filter=("subtree", f'<netconf-state xmlns="{MONITORING}"><sessions/></netconf-state>')))
    assert f"<username>{user}</username>" in state
    state = text(m.get(filter=("xpath", ({"m": MONITORING}, "/m:netconf-state/m:capabilities"))))
    assert "urn:ietf:params:netconf:base:1.1" in state
    if handler == "default":
        defaults = text(m.get_config(source="running", with_defaults="report-all"))
        assert "<name>one</name>" in defaults
    refused("invalid-value", lambda: m.get_config(source="running", filter=("xpath", "/settings[")))


def editing(m):
    m.edit_config(target="candidate", config=settings("<name>two</name>"), default_operation="merge", test_option="test-then-set", error_option="rollback-on-error")
    m.edit_config(target="candidate", config=settings('<level nc:operation="replace">8</level>'), default_operation="none", test_option="set", error_option="stop-on-error")
    refused("data-exists", lambda: m.edit_config(target="candidate", config=settings('<name nc:operation="create">x</name>')), "settings/", "application")
    refused("data-missing", lambda: m.edit_config(target="candidate", config=settings('<slot nc:operation="delete"><id>9</id></slot>')), "slot")
    refused("data-missing", lambda: m.edit_config(target="candidate", config=settings("<slot><id>9</id><value>1</value></slot>"), default_operation="none"))
    refused("invalid-value", lambda: m.edit_config(target="candidate", config=settings("<level>minus one</level>")), "level")
    refused("unknown-element", lambda: m.edit_config(target="candidate", config=settings("<levle>1</levle>")))
    refused("unknown-namespace", lambda: m.edit_config(target="candidate", config='<config><x xmlns="urn:nowhere"/></config>'))
    refused("missing-element", lambda: m.edit_config(target="candidate", config=settings("<slot><value>1</value></slot>")))
    m.edit_config(target="candidate", config=settings('<slot nc:operation="remove"><id>9</id></slot>'))
    before = text(m.get_config(source="candidate"))
    m.edit_config(target="candidate", config=settings("<level>9</level>"), test_option="test-only")
    after = text(m.get_config(source="candidate"))
    assert body(before) == body(after), "test-only left a trace"
    try:
        m.edit_config(target="candidate", config=settings('<name nc:operation="create">x</name><slot><id>1</id><value>1</value></slot>'), error_option="continue-on-error")
    except RPCError as error:
        assert error.tag == "data-exists"
    assert "<id>1</id>" in text(m.get_config(source="candidate")), "continue-on-error did not continue"
    m.discard_changes()
    m.edit_config(target="candidate", config=settings("<level>1</level>"), default_operation="replace")
    replaced = text(m.get_config(source="candidate"))
    assert "<name>one</name>" not in replaced and "<level>1</level>" in replaced
    m.discard_changes()
    assert "<name>one</name>" in text(m.get_config(source="candidate"))
    refused("unknown-element", lambda: m.edit_config(target="running", config=settings("<level>1</level>")))


def body(reply):
    return reply[reply.index("<data"):]


def copying(m):
    m.edit_config(target="candidate", config=settings("<name>changed</name>"))
    m.copy_config(source="running", target="candidate")
    assert "<name>one</name>" in text(m.get_config(source="candidate"))
    m.copy_config(source=f'<source xmlns="{BASE}">{settings("<name>copied</name>")}</source>', target="candidate")
    assert "<name>copied</name>" in text(m.get_config(source="candidate"))
    m.discard_changes()
    refused("invalid-value", lambda: m.copy_config(source="candidate", target="candidate"))
    for target in ("running", "startup"):
        try:
            m.delete_config(target=target)
            raise AssertionError(f"delete-config of {target} succeeded")
        except RPCError as error:
            assert error.tag in ("unknown-element", "invalid-value"), error.tag


def committing(m):
    m.validate(source="candidate")
    m.validate(source=to_ele(settings("<name>fine</name>"))) if handler == "default" else None
    m.edit_config(target="candidate", config=settings("<level>20</level>"))
    commit(m)
    assert "<level>20</level>" in text(m.get_config(source="running"))
    m.edit_config(target="candidate", config=settings("<level>21</level>"))
    commit(m, confirmed=True, timeout="60")
    assert "<level>21</level>" in text(m.get_config(source="running"))
    if handler == "junos":
        m.dispatch(new_ele("cancel-commit"))
    else:
        m.cancel_commit()
    assert "<level>20</level>" in text(m.get_config(source="running")), "cancel-commit did not restore"
    m.edit_config(target="candidate", config=settings("<level>22</level>"))
    commit(m, confirmed=True, timeout="60", persist="ticket")
    refused("invalid-value", lambda: commit(m))
    refused("invalid-value", lambda: commit(m, persist_id="another"))
    with connect() as other:
        commit(other, persist_id="ticket")
    assert "<level>22</level>" in text(m.get_config(source="running"))
    m.edit_config(target="candidate", config=settings("<level>23</level>"))
    commit(m, confirmed=True, timeout="60")
    commit(m, confirmed=True, timeout="120")
    commit(m)
    m.edit_config(target="candidate", config=settings("<level>7</level>"))
    commit(m)
    refused("operation-failed", lambda: m.dispatch(new_ele("cancel-commit")))


def bound_to_its_session(m):
    with connect() as other:
        other.edit_config(target="candidate", config=settings("<level>30</level>"))
        commit(other, confirmed=True, timeout="60")
        refused("in-use", lambda: commit(m))
    assert "<level>7</level>" in text(m.get_config(source="running")), "the end of the session did not roll back"


def locking(m):
    with connect() as other:
        with m.locked("candidate"):
            error = refused("lock-denied", lambda: other.lock("candidate"), kind="protocol")
            assert str(m.session_id) in (error.info or ""), error.info
            refused("in-use", lambda: other.edit_config(target="candidate", config=settings("<level>1</level>")))
            m.edit_config(target="candidate", config=settings("<level>99</level>"))
        assert "<level>7</level>" in text(m.get_config(source="candidate")), "unlock kept uncommitted changes"
        m.lock("running")
        refused("lock-denied", lambda: other.lock("running"))
        refused("in-use", lambda: commit(other))
        m.unlock("running")
        other.edit_config(target="candidate", config=settings("<level>5</level>"))
        assert "uncommitted" in refused("lock-denied", lambda: m.lock("candidate")).message
        other.discard_changes()
    refused("operation-failed", lambda: m.unlock("candidate"))


def locking_parts(m):
    """RFC 5717, which ncclient has no methods for."""
    def lock(session, select):
        return text(session.dispatch(to_ele(f'<partial-lock xmlns="{PARTIAL_LOCK}" xmlns:b="{BENCH}"><select>{select}</select></partial-lock>')))

    with connect() as other:
        granted = lock(m, "/b:settings/b:name")
        assert ":name</locked-node>" in granted, granted
        error = refused("lock-denied", lambda: lock(other, "/b:settings"), "settings", "protocol")
        assert str(m.session_id) in (error.info or ""), error.info
        refused("lock-denied", lambda: other.lock("running"))
        other.edit_config(target="candidate", config=settings("<name>theirs</name>"))
        error = refused("in-use", lambda: commit(other), "name", "protocol")
        assert str(m.session_id) in (error.info or ""), error.info
        other.discard_changes()
        for level in (8, 7):
            other.edit_config(target="candidate", config=settings(f"<level>{level}</level>"))
            commit(other)
        number = granted.split("<lock-id", 1)[1].split(">", 1)[1].split("<", 1)[0]
        unlock = f'<partial-unlock xmlns="{PARTIAL_LOCK}"><lock-id>{number}</lock-id></partial-unlock>'
        refused("invalid-value", lambda: other.dispatch(to_ele(unlock)))
        m.dispatch(to_ele(unlock))
        lock(other, "/b:settings")
    m.lock("running")
    m.unlock("running")


def comparing(m):
    """RFC 9144, which ncclient has no method for either."""
    def compare(source, target):
        reply = m.dispatch(to_ele(f'<compare xmlns="{COMPARE}" xmlns:ds="{DATASTORES}"><source>ds:{source}</source><target>ds:{target}</target></compare>'))
        return "".join(line.strip() for line in text(reply).splitlines())  # some handlers indent

    m.edit_config(target="candidate", config=settings('<level>8</level><name nc:operation="delete"/>'))
    there = compare("running", "candidate")
    assert "<operation>replace</operation><target>/acr-bench:settings/level</target>" in there, there
    assert "<operation>delete</operation><target>/acr-bench:settings/name</target>" in there, there
    assert there.index(">8</level></value>") < there.index(">7</level></source-value>"), there
    assert "<operation>create</operation><target>/acr-bench:settings/name</target>" in compare("candidate", "running")
    m.discard_changes()
    assert "<edit>" not in compare("running", "candidate")


def killing(m):
    victim = connect()
    victim.lock("candidate")
    m.kill_session(session_id=victim.session_id)
    m.lock("candidate")
    m.unlock("candidate")
    refused("invalid-value", lambda: m.kill_session(session_id=m.session_id))
    refused("invalid-value", lambda: m.kill_session(session_id="4000000000"))


def schemas(m):
    if handler == "junos":
        return  # its get_schema needs the reply class of other handlers
    module = text(m.get_schema(identifier="acr-bench"))
    assert "module acr-bench {" in module
    assert "module ietf-netconf {" in text(m.get_schema(identifier="ietf-netconf", version="2011-06-01", format="yang"))
    refused("invalid-value", lambda: m.get_schema(identifier="no-such-module"))


def notifications(m):
    if handler == "junos":
        return  # its stream parser knows rpc-reply alone: a notification ends its session (seen with 0.6.13)
    with connect() as listener:
        listener.create_subscription(stream_name="NETCONF")
        refused("operation-failed", lambda: listener.create_subscription(stream_name="NETCONF")) if handler == "default" else None
        m.edit_config(target="candidate", config=settings("<level>40</level>"))
        commit(m)
        m.edit_config(target="candidate", config=settings("<level>7</level>"))
        commit(m)
        seen = []
        while sum("netconf-config-change" in s for s in seen) < 2:
            event = listener.take_notification(timeout=10)
            assert event is not None, f"no second netconf-config-change among {len(seen)}"
            seen.append(event.notification_xml)
        change = next(s for s in seen if "netconf-config-change" in s)
        assert f"<session-id>{m.session_id}</session-id>" in change and f"<username>{user}</username>" in change, change
        listener.get_config(source="running")  # interleave
    with connect() as listener:
        listener.create_subscription(filter=("subtree", '<netconf-session-end xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-notifications"/>'))
        connect().close_session()
        event = listener.take_notification(timeout=10)
        assert event is not None and "netconf-session-end" in event.notification_xml


def anything(m):
    m.dispatch(new_ele("discard-changes"))
    if handler == "default":
        assert "<name>one</name>" in text(m.dispatch(to_ele(f"<get-config xmlns=\"{BASE}\"><source><running/></source></get-config>")))
    refused("operation-not-supported", lambda: m.dispatch(new_ele("reboot")))


with connect() as session:
    assert ":candidate" in session.server_capabilities and ":confirmed-commit" in session.server_capabilities
    assert ":writable-running" not in session.server_capabilities
    session.edit_config(target="candidate", config=settings("<name>one</name><level>7</level>"))
    commit(session)
    for step in (reading, editing, copying, committing, bound_to_its_session, locking, locking_parts, comparing, killing, schemas, notifications, anything):
        try:
            step(session)
        except Exception as fault:
            raise AssertionError(f"{step.__name__} with the handler {handler}: {fault!r}") from fault
        print("ok", step.__name__)
