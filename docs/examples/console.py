"""What netconf-console sends for its usual options, over ncclient: --hello, --get-config -x, --edit-config, --validate, --commit, --get-schema."""
import sys

from ncclient import manager
from ncclient.xml_ import to_ele

host, port, user, password, option, *rest = sys.argv[1:]
with manager.connect(host=host, port=int(port), username=user, password=password, hostkey_verify=False,
                     allow_agent=False, look_for_keys=False) as session:
    if option == "--hello":
        print("\n".join(sorted(session.server_capabilities)))
    elif option in ("--get", "--get-config"):
        # Each invocation of the tool is a session of its own; -x is an XPath filter whose names have no prefixes.
        flt = ("xpath", ({}, rest[1])) if rest[:1] == ["-x"] else None
        reply = session.get(filter=flt) if option == "--get" else session.get_config("running", filter=flt)
        print(reply.data_xml)
    elif option == "--edit-config":
        with open(rest[0]) as file:
            print(session.edit_config(target="candidate", config=f"<config>{file.read()}</config>"))
    elif option == "--validate":
        print(session.validate(source="candidate"))
    elif option == "--commit":
        print(session.commit())
    elif option == "--get-schema":
        print(session.get_schema(rest[0]).data)
    elif option == "--rpc":
        with open(rest[0]) as file:
            print(session.dispatch(to_ele(file.read())))
