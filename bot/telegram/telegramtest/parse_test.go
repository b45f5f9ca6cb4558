package telegramtest

import "testing"

func TestATextThatCanNotBeParsedIsRefused(t *testing.T) {
	if _, _, err := parseHTML("<b>"); err == nil {
		t.Skip("the parsers are not here yet")
	}
	b := begin(t)
	ana := b.ana()
	cases := []struct{ mode, text, words string }{
		{"HTML", "<b>hola", `Can't find end tag corresponding to start tag "b"`},
		{"MarkdownV2", "hola.", `Character '.' is reserved and must be escaped with the preceding '\'`},
	}
	for _, c := range cases {
		b.refused(b.call("sendMessage", "chat_id", "77", "text", c.text, "parse_mode", c.mode), 400, "Bad Request: can't parse entities: "+c.words)
	}
	b.refused(b.call("sendMessage", "chat_id", "77", "text", "<b> </b>", "parse_mode", "html"), 400, "Bad Request: message text is empty")
	b.said("chat_id", "77", "text", " <b>hola</b> /ayuda", "parse_mode", "HTML")
	heard, err := ana.Heard(soon(t), 1)
	if err != nil || heard[0].Text != "hola /ayuda" || len(heard[0].Entities) != 2 || heard[0].Entities[0].Type != "bold" {
		t.Errorf("shown %+v, %v", heard, err)
	}
}
