// An app on Bolt that uses what apps use, and leaves with 1 at the first surprise. It
// shows that the fake Slack of bot/slack/slacktest serves an app that was not written
// for it; bolt_test.go there runs it and plays the person.
//
//   PABELLON_BOLT          the folder node_modules in which Bolt is
//   SLACK_API_URL          the server
//   SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const modules = createRequire(process.env.PABELLON_BOLT + "/");
const { App, HTTPReceiver, LogLevel } = modules("@slack/bolt");
const { SocketModeClient } = modules("@slack/socket-mode");
const clientOptions = { slackApiUrl: process.env.SLACK_API_URL, retryConfig: { retries: 0 } };
const token = process.env.SLACK_BOT_TOKEN;

function surprise(error) {
  console.error(error);
  process.exit(1);
}
process.on("unhandledRejection", surprise);

// The word with which a call is refused, which must come from Slack and not from the connection.
async function refused(call) {
  try {
    await call;
  } catch (error) {
    assert.equal(error.code, "slack_webapi_platform_error", `not refused by Slack: ${error}`);
    return error.data;
  }
  assert.fail("it was not refused");
}

const plain = (text) => ({ type: "plain_text", text });
const button = { type: "actions", block_id: "acts", elements: [{ type: "button", action_id: "open", value: "42", text: plain("Editar") }] };

// --- Socket Mode; the test plays the other side of each line

const app = new App({ token, appToken: process.env.SLACK_APP_TOKEN, socketMode: true, clientOptions, logLevel: LogLevel.WARN });
app.error(surprise);

app.message("hola", async ({ message, say, client, context }) => {
  assert.equal(message.channel_type, "im");
  assert.equal(context.botUserId, (await client.auth.test()).user_id);
  const said = await say({ text: "¿qué empresa?", blocks: [button] });
  assert.equal(said.message.blocks[0].block_id, "acts");
  const nobody = await refused(client.chat.postMessage({ channel: "C404", text: "hola" }));
  assert.equal(nobody.error, "channel_not_found");
  const wrong = await refused(client.chat.postMessage({ channel: message.channel, text: "x", blocks: [{ type: "section" }] }));
  assert.equal(wrong.error, "invalid_blocks");
  assert.ok(wrong.response_metadata.messages.length > 0);
});

app.action("open", async ({ ack, body, action, client, respond }) => {
  await ack();
  assert.equal(action.value, "42");
  const element = { type: "plain_text_input", action_id: "v" };
  const view = { type: "modal", callback_id: "edit", private_metadata: "42", title: plain("Empresa"), submit: plain("Guardar"), blocks: [{ type: "input", block_id: "name", label: plain("Nombre"), element }] };
  const opened = await client.views.open({ trigger_id: body.trigger_id, view });
  assert.equal(opened.view.callback_id, "edit");
  const twice = await refused(client.views.open({ trigger_id: body.trigger_id, view }));
  assert.equal(twice.error, "exchanged_trigger_id");
  await respond({ text: "se edita", replace_original: true });
});

app.view("edit", async ({ ack, view, body, client }) => {
  const name = view.state.values.name.v.value;
  assert.equal(view.private_metadata, "42");
  if (name === "repetida") {
    await ack({ response_action: "errors", errors: { name: "ya existe" } });
    return;
  }
  await ack();
  await client.chat.postEphemeral({ channel: "C1", user: body.user.id, text: `guardada: ${name}` });
});

app.command("/promexico", async ({ ack, command, respond }) => {
  await ack({ text: `busco ${command.text}` });
  await respond({ response_type: "in_channel", text: "nada todavía" });
});

app.event("app_home_opened", async ({ event, client }) => {
  assert.equal(event.tab, "home");
  const published = await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "section", text: plain("Bandeja") }] } });
  assert.equal(published.view.type, "home");
});

const file = Buffer.from("%PDF-1.7");
app.event("app_mention", async ({ event, client }) => {
  await client.files.uploadV2({ channel_id: event.channel, thread_ts: event.ts, file, filename: "ficha.pdf", initial_comment: "la ficha" });
  const { members, response_metadata } = await client.conversations.members({ channel: event.channel, limit: 1 });
  assert.equal(members.length, 1);
  assert.ok(response_metadata.next_cursor);
  const server = await site.start(0);
  await client.chat.postMessage({ channel: event.channel, text: `http://127.0.0.1:${server.address().port}` });
});

// --- signed requests, once the test has read the address

const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET, logLevel: LogLevel.WARN });
const site = new App({ token, receiver, clientOptions, logLevel: LogLevel.WARN });
site.error(surprise);
site.command("/adios", async ({ ack, command }) => {
  await ack(`adiós, ${command.user_name}`);
  setTimeout(() => process.exit(0), 200);
});

// A socket of its own shows what @slack/socket-mode makes of the envelopes.
const bare = new SocketModeClient({ appToken: process.env.SLACK_APP_TOKEN, clientOptions });
await bare.start();
await bare.disconnect();

await app.start();
