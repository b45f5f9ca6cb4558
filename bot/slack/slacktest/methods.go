package slacktest

// methods are the verbs of the Web API by their name.
func methods() map[string]method {
	return map[string]method{
		"auth.test": authTest, "apps.connections.open": connectionsOpen,
		"chat.postMessage": postMessage, "chat.postEphemeral": postEphemeral, "chat.update": updateMessage,
		"chat.delete": deleteMessage, "chat.getPermalink": getPermalink,
		"chat.startStream": startStream, "chat.appendStream": appendStream, "chat.stopStream": stopStream,
		"conversations.info": conversationsInfo, "conversations.members": conversationsMembers,
		"conversations.open": conversationsOpen, "conversations.list": conversationsList,
		"conversations.history": conversationsHistory, "conversations.replies": conversationsReplies,
		"users.info": usersInfo, "users.list": usersList,
		"usergroups.list": usergroupsList, "usergroups.users.list": usergroupsUsersList,
		"views.open": viewsOpen, "views.push": viewsPush, "views.update": viewsUpdate, "views.publish": viewsPublish,
		"reactions.add": reactionsAdd, "reactions.remove": reactionsRemove,
		"files.getUploadURLExternal": filesGetUploadURL, "files.completeUploadExternal": filesCompleteUpload,
		"files.info": filesInfo, "files.delete": filesDelete,
		"assistant.threads.setStatus": setStatus, "assistant.threads.setSuggestedPrompts": setSuggestedPrompts,
		"assistant.threads.setTitle": setTitle,
	}
}

func authTest(s *Server, _ *request) (reply, error) {
	me := reply{"url": "https://" + teamDomain + ".slack.com/", "team": "ProMéxico de prueba", "user": botName, "team_id": teamID,
		"user_id": botUser, "bot_id": botID, "is_enterprise_install": false}
	if s.opts.Enterprise != "" {
		me["enterprise_id"] = s.opts.Enterprise
	}
	return me, nil
}
