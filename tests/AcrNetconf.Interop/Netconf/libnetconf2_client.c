/* Every operation a libnetconf2 2.0 client offers, on one session and a second one that is killed.
 * usage: libnetconf2_client PORT USER PUBLIC-KEY PRIVATE-KEY; prints "ok NAME" per step, exits 1 at the first that goes wrong. */
#include <libyang/libyang.h>
#include <nc_client.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BENCH "urn:acr-netconf:bench"

static int accept_host_key(const char *host, ssh_session session, void *priv)
{
    (void)host; (void)session; (void)priv;
    return 0;
}

static void fail(const char *step, const char *what)
{
    printf("FAILED %s: %s\n", step, what);
    exit(1);
}

/* Sends an rpc and returns the reply as text; the caller frees it. */
static char *call(struct nc_session *session, struct nc_rpc *rpc, const char *step)
{
    uint64_t id;
    struct lyd_node *envelope = NULL, *content = NULL;
    char *text = NULL, *data = NULL, *all;
    NC_MSG_TYPE type;
    if (!rpc) fail(step, "the rpc cannot be made");
    if (nc_send_rpc(session, rpc, 5000, &id) != NC_MSG_RPC) fail(step, "the rpc cannot be sent");
    do {
        type = nc_recv_reply(session, rpc, id, 20000, &envelope, &content);
    } while (type == NC_MSG_NOTIF);
    if (type != NC_MSG_REPLY) fail(step, type == NC_MSG_WOULDBLOCK ? "no reply" : "the reply is not understood");
    lyd_print_mem(&text, envelope, LYD_XML, LYD_PRINT_SHRINK);
    if (content) lyd_print_mem(&data, content, LYD_XML, LYD_PRINT_SHRINK | LYD_PRINT_WITHSIBLINGS);
    all = malloc((text ? strlen(text) : 0) + (data ? strlen(data) : 0) + 2);
    sprintf(all, "%s%s", text ? text : "", data ? data : "");
    free(text);
    free(data);
    lyd_free_tree(envelope);
    lyd_free_tree(content);
    nc_rpc_free(rpc);
    return all;
}

static void expect(struct nc_session *session, struct nc_rpc *rpc, const char *step, const char *wanted)
{
    char *reply = call(session, rpc, step);
    if (!strstr(reply, wanted)) fail(step, reply);
    printf("ok %s\n", step);
    free(reply);
}

static struct nc_rpc *edit(const char *settings, NC_RPC_EDIT_DFLTOP operation, NC_RPC_EDIT_TESTOPT test, NC_RPC_EDIT_ERROPT error)
{
    char text[1024];
    snprintf(text, sizeof text, "<settings xmlns=\"" BENCH "\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\">%s</settings>", settings);
    return nc_rpc_edit(NC_DATASTORE_CANDIDATE, operation, test, error, text, NC_PARAMTYPE_DUP_AND_FREE);
}

static struct nc_session *login(int port)
{
    struct nc_session *session = nc_connect_ssh("127.0.0.1", port, NULL);
    if (!session) fail("connect", "no session");
    return session;
}

int main(int argc, char **argv)
{
    struct nc_session *session, *second;
    struct lyd_node *envelope, *event;
    if (argc != 5) return 2;
    nc_client_init();
    nc_client_set_schema_searchpath("/nonexistent");
    nc_client_ssh_set_auth_hostkey_check_clb(accept_host_key, NULL);
    nc_client_ssh_set_username(argv[2]);
    nc_client_ssh_add_keypair(argv[3], argv[4]);
    nc_client_ssh_set_auth_pref(NC_SSH_AUTH_PUBLICKEY, 3);
    nc_client_ssh_set_auth_pref(NC_SSH_AUTH_PASSWORD, -1);
    nc_client_ssh_set_auth_pref(NC_SSH_AUTH_INTERACTIVE, -1);
    session = login(atoi(argv[1]));
    printf("ok connect\n");
    if (!ly_ctx_get_module_implemented(nc_session_get_ctx(session), "acr-bench")) fail("schemas", "acr-bench was not learned from the server");
    printf("ok schemas\n");
    if (!nc_session_cpblt(session, "urn:ietf:params:netconf:capability:candidate:1.0")) fail("capabilities", "no candidate");

    expect(session, nc_rpc_discard(), "discard-changes", "<ok");
    expect(session, nc_rpc_lock(NC_DATASTORE_CANDIDATE), "lock", "<ok");
    expect(session, edit("<name>from libnetconf2</name><level>3</level>", NC_RPC_EDIT_DFLTOP_MERGE, NC_RPC_EDIT_TESTOPT_TESTSET, NC_RPC_EDIT_ERROPT_ROLLBACK), "edit-config", "<ok");
    expect(session, edit("<name nc:operation=\"create\">x</name>", NC_RPC_EDIT_DFLTOP_NONE, NC_RPC_EDIT_TESTOPT_SET, NC_RPC_EDIT_ERROPT_STOP), "edit-config refused", "data-exists");
    expect(session, nc_rpc_validate(NC_DATASTORE_CANDIDATE, NULL, NC_PARAMTYPE_CONST), "validate", "<ok");
    expect(session, nc_rpc_commit(0, 0, NULL, NULL, NC_PARAMTYPE_CONST), "commit", "<ok");
    expect(session, nc_rpc_getconfig(NC_DATASTORE_RUNNING, "<settings xmlns=\"" BENCH "\"/>", NC_WD_ALL, NC_PARAMTYPE_CONST), "get-config subtree", "from libnetconf2");
    expect(session, nc_rpc_getconfig(NC_DATASTORE_RUNNING, "/acr-bench:settings/level", NC_WD_EXPLICIT, NC_PARAMTYPE_CONST), "get-config xpath", "<level");
    expect(session, nc_rpc_get("/ietf-netconf-monitoring:netconf-state/sessions", NC_WD_UNKNOWN, NC_PARAMTYPE_CONST), "get xpath", "netconf-ssh");
    expect(session, edit("<level>4</level>", NC_RPC_EDIT_DFLTOP_UNKNOWN, NC_RPC_EDIT_TESTOPT_UNKNOWN, NC_RPC_EDIT_ERROPT_UNKNOWN), "edit-config plain", "<ok");
    expect(session, nc_rpc_commit(1, 60, "ticket", NULL, NC_PARAMTYPE_CONST), "commit confirmed", "<ok");
    expect(session, nc_rpc_cancel("ticket", NC_PARAMTYPE_CONST), "cancel-commit", "<ok");
    expect(session, nc_rpc_copy(NC_DATASTORE_CANDIDATE, NULL, NC_DATASTORE_RUNNING, NULL, NC_WD_UNKNOWN, NC_PARAMTYPE_CONST), "copy-config", "<ok");
    expect(session, nc_rpc_unlock(NC_DATASTORE_CANDIDATE), "unlock", "<ok");
    /* delete-config: the library itself refuses to send it to a server without :startup and :url. */
    expect(session, nc_rpc_getschema("acr-bench", NULL, "yang", NC_PARAMTYPE_CONST), "get-schema", "module acr-bench");

    /* RFC 8526 */
    expect(session, nc_rpc_getdata("ietf-datastores:running", "/acr-bench:settings", "true", NULL, 0, 0, 0, 0, NC_WD_UNKNOWN, NC_PARAMTYPE_CONST), "get-data running", "from libnetconf2");

    second = login(atoi(argv[1]));
    expect(session, nc_rpc_kill(nc_session_get_id(second)), "kill-session", "<ok");
    nc_session_free(second, NULL);

    expect(session, nc_rpc_subscribe("NETCONF", NULL, NULL, NULL, NC_PARAMTYPE_CONST), "create-subscription", "<ok");
    second = login(atoi(argv[1]));
    if (nc_recv_notif(session, 10000, &envelope, &event) != NC_MSG_NOTIF) fail("notification", "none came");
    printf("ok notification %s\n", event->schema->name);
    lyd_free_tree(envelope);
    lyd_free_tree(event);
    nc_session_free(second, NULL);
    nc_session_free(session, NULL);
    nc_client_destroy();
    printf("ok all\n");
    return 0;
}
