package telegramtest

import "strings"

// names are the methods that the server has.
var names = []string{"getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendMessage", "sendDocument",
	"sendPhoto", "sendChatAction", "sendMessageDraft", "editMessageText", "editMessageReplyMarkup", "deleteMessage",
	"answerCallbackQuery", "setMessageReaction", "getFile", "getChat", "leaveChat", "setMyCommands", "getMyCommands",
	"deleteMyCommands", "setMyName", "getMyName", "setMyDescription", "getMyDescription", "setMyShortDescription",
	"getMyShortDescription"}

// methods are the verbs of the server by their name in small letters.
func methods() map[string]method {
	table := map[string]method{
		"getMe": getMe, "getUpdates": getUpdates,
		"setWebhook": setWebhook, "deleteWebhook": deleteWebhook, "getWebhookInfo": getWebhookInfo,
		"sendMessage": sendMessage, "sendDocument": sendFile("document"), "sendPhoto": sendFile("photo"),
		"sendChatAction": sendChatAction, "sendMessageDraft": sendMessageDraft,
		"editMessageText": editMessageText, "editMessageReplyMarkup": editMessageReplyMarkup,
		"deleteMessage": deleteMessage, "answerCallbackQuery": answerCallbackQuery,
		"setMessageReaction": setMessageReaction, "getFile": getFile, "getChat": getChat, "leaveChat": leaveChat,
		"setMyCommands": setMyCommands, "getMyCommands": getMyCommands, "deleteMyCommands": deleteMyCommands,
		"setMyName": setOwn("name", 64), "getMyName": getOwn("name"),
		"setMyDescription": setOwn("description", 512), "getMyDescription": getOwn("description"),
		"setMyShortDescription": setOwn("short_description", 120), "getMyShortDescription": getOwn("short_description"),
	}
	lower := make(map[string]method, len(table))
	for name, do := range table {
		lower[strings.ToLower(name)] = do
	}
	return lower
}

func getMe(s *Server, _ *request) (any, error) {
	return struct {
		User
		CanJoinGroups    bool `json:"can_join_groups"`
		ReadsGroups      bool `json:"can_read_all_group_messages"`
		Inline           bool `json:"supports_inline_queries"`
		BusinessAccounts bool `json:"can_connect_to_business"`
		MainWebApp       bool `json:"has_main_web_app"`
		Topics           bool `json:"has_topics_enabled"`
	}{User: s.me, CanJoinGroups: true, ReadsGroups: s.opts.ReadsGroups}, nil
}
