// A bot on grammY that uses what bots use, and leaves with 1 at the first surprise. It
// shows that the fake Telegram of bot/telegram/telegramtest serves a bot that was not
// written for it; grammy_test.go there runs it and plays the person.
//
//   PABELLON_GRAMMY        the folder node_modules in which grammy is
//   TELEGRAM_API_URL       the server
//   TELEGRAM_TOKEN         the bot's token
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const { Bot, GrammyError, InlineKeyboard, InputFile } = createRequire(process.env.PABELLON_GRAMMY + "/")("grammy");
const apiRoot = process.env.TELEGRAM_API_URL;
const token = process.env.TELEGRAM_TOKEN;

function surprise(error) {
  console.error(error);
  process.exit(1);
}
process.on("unhandledRejection", surprise);

// The rejection of a call, which must come from Telegram and not from the connection.
async function refused(call) {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof GrammyError, `not refused by Telegram: ${error}`);
    return error;
  }
  assert.fail("it was not refused");
}

const bot = new Bot(token, { client: { apiRoot } });
bot.catch((failure) => surprise(failure.error));

// --- calls before anybody is there

await bot.init();
assert.equal(bot.botInfo.username, "pabellon_bot");
assert.equal(bot.botInfo.is_bot, true);

const commands = [{ command: "ayuda", description: "Qué puedo hacer" }];
await bot.api.setMyCommands(commands, { language_code: "es", scope: { type: "all_private_chats" } });
assert.deepEqual(await bot.api.getMyCommands({ language_code: "es", scope: { type: "all_private_chats" } }), commands);

const nobody = await refused(bot.api.sendMessage(4040, "hola"));
assert.equal(nobody.error_code, 400);
assert.equal(nobody.description, "Bad Request: chat not found");
assert.equal(nobody.method, "sendMessage");

const flood = await refused(bot.api.getMyName());
assert.equal(flood.error_code, 429);
assert.equal(flood.description, "Too Many Requests: retry after 7");
assert.deepEqual(flood.parameters, { retry_after: 7 });

// --- a conversation; the test plays the other side of each line

bot.command("start", async (ctx) => {
  assert.equal(ctx.match, "feria");
  assert.equal(ctx.from.language_code, "es");
  const said = await ctx.reply("<b>¿Exportas</b> café?", { parse_mode: "HTML", reply_markup: new InlineKeyboard().text("Sí", "v1:yes").text("No", "v1:no") });
  assert.equal(said.text, "¿Exportas café?");
  assert.deepEqual(said.entities, [{ type: "bold", offset: 0, length: 9 }]);
});

bot.callbackQuery("v1:yes", async (ctx) => {
  await ctx.answerCallbackQuery({ text: "listo" });
  const same = { reply_markup: ctx.msg.reply_markup, entities: ctx.msg.entities };
  const unchanged = await refused(ctx.editMessageText(ctx.msg.text, same));
  assert.match(unchanged.description, /^Bad Request: message is not modified/);
  const edited = await ctx.editMessageText("Sí exportas.");
  assert.equal(edited.text, "Sí exportas.");
  assert.equal(edited.reply_markup, undefined);
});

bot.on("message:document", async (ctx) => {
  const file = await ctx.getFile();
  const response = await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`);
  assert.equal(response.status, 200);
  const content = Buffer.from(await response.arrayBuffer());
  assert.equal(content.length, ctx.message.document.file_size);
  await ctx.replyWithChatAction("upload_document");
  const sent = await ctx.replyWithDocument(new InputFile(content, "copia.pdf"), { caption: "de vuelta" });
  assert.equal(sent.document.file_name, "copia.pdf");
  assert.equal(sent.caption, "de vuelta");
});

bot.on("edited_message:text", (ctx) => ctx.react("👍"));

bot.on("message_reaction", async (ctx) => {
  assert.deepEqual(ctx.reactions().emojiAdded, ["🎉"]);
  await ctx.reply("¡Gracias!");
  await bot.stop();
});

await bot.start({ allowed_updates: ["message", "edited_message", "callback_query", "message_reaction"] });
