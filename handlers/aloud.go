package handlers

import "pabellon/bot"

// What is said where others read along, such as the answer to a mention in a channel:
// questions are answered, and nothing personal is asked, kept or done. Phrases that would
// lead there have a twin whose key begins with "aloud.".

// outLoud takes Aloud from the head of the commands, and gives the others.
func (t *turn) outLoud(cmds []bot.Command) []bot.Command {
	if len(cmds) > 0 {
		if _, ok := cmds[0].(bot.Aloud); ok {
			t.aloud = true
			return cmds[1:]
		}
	}
	return cmds
}

// saidAloud tells what may be done while others read along: it shows and keeps nothing
// about anybody.
func saidAloud(cmd bot.Command) bool {
	switch cmd := cmd.(type) {
	case bot.Ask, bot.More, bot.Vote, bot.Start, bot.Greet, bot.Help, bot.Thank, bot.Upset, bot.SetLanguage,
		bot.TooLong, bot.Yes, bot.No, bot.Apologise:
		return true
	case bot.Unclear:
		return cmd.Why != "file"
	case bot.Sent:
		return cmd.What != "file" && cmd.What != "contact" && cmd.What != "told"
	}
	return false
}

// aloudButtons leaves those that anybody may press: whoever does gets an answer that all
// may read.
func aloudButtons(all []bot.Button) []bot.Button {
	var out []bot.Button
	for _, b := range all {
		switch cmd, _ := decodeButton(b.Payload); cmd.(type) {
		case bot.Ask, bot.More, bot.Vote:
			out = append(out, b)
		}
	}
	return out
}

// closeAloud ends the turn, and says where what was not done is done. Nothing is open, and
// nobody is reminded of anything.
func (t *turn) closeAloud() {
	if t.elsewhere {
		t.tell(bot.Message{Text: t.say("aloud.elsewhere")})
	}
	for _, words := range t.lead {
		t.tell(bot.Message{Text: words})
	}
	if t.again && len(t.out.Messages) == 0 { // never silence
		t.tell(bot.Message{Text: t.say("hello.again")})
	}
	t.showButtons()
}
