package slack

import (
	"context"
	"errors"
	"slices"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// hopeless are the errors that no second try changes (PLATFORMS.md §2.2).
var hopeless = []string{
	"channel_not_found", "not_in_channel", "is_archived", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long",
	"no_text", "invalid_arguments", "cannot_dm_bot", "user_not_found", "user_disabled", "restricted_action", "message_not_found", "messages_tab_disabled",
	"cant_update_message", "edit_window_closed", "is_inactive", "cant_delete_file",
}

// verdict tells the courier what became of a message that did not go out.
func verdict(ctx context.Context, err error) error {
	var limited *slack.RateLimitedError
	var said slack.SlackErrorResponse
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errPicture):
		return err // no outage: each try counts, and after some it is said without
	case errors.As(err, &limited):
		return &bot.RetryAfterError{After: limited.RetryAfter}
	case errors.As(err, &said) && slices.Contains(hopeless, said.Err):
		return &bot.PermanentError{Reason: "slack: " + said.Err, Usual: said.Err == "user_disabled" || said.Err == "user_not_found"}
	case errors.As(err, &said):
		return err // a scope that is missing, a token that was taken back: an operator can mend it
	}
	return &bot.OutageError{Err: err}
}

// refusedFor tells whether Slack refused the blocks of a message, and no text would be.
func refusedFor(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && slices.Contains([]string{"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}, said.Err)
}

// unchangeable tells whether a message cannot be changed any more: it is gone, or too old.
func unchangeable(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && slices.Contains([]string{"message_not_found", "cant_update_message", "edit_window_closed", "cant_delete_message", "file_not_found", "file_deleted", "cant_delete_file"}, said.Err)
}
