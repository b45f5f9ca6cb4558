package slacktest

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAMessageIsDrawnAsItStands(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := Message{Blocks: json.RawMessage(`[
		{"type":"header","text":{"type":"plain_text","text":"Café <b>Sol</b>"}},
		{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"RFC","style":{"bold":true}},{"type":"text","text":" <script>\nx"},{"type":"link","url":"https://a.mx"}]}]},
		{"type":"context","elements":[{"type":"plain_text","text":"Lo lleva Laura"}]},
		{"type":"actions","elements":[{"type":"button","style":"primary","text":{"type":"plain_text","text":"Tomar"}},{"type":"static_select","placeholder":{"type":"plain_text","text":"Elige"}}]},
		{"type":"image","alt_text":"27 de 100","slack_file":{"id":"F1"}},
		{"type":"table"}]`)}
	page := s.HTML(m)
	for _, want := range []string{"<h2>Café &lt;b&gt;Sol&lt;/b&gt;</h2>", "<b>RFC</b> &lt;script&gt;<br>x<u>https://a.mx</u>", "Lo lleva Laura",
		`<span class="button primary">Tomar</span>`, "Elige ▾", "27 de 100", `<p class="unknown">table</p>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if strings.Contains(page, "<script>") {
		t.Error("a text is drawn as HTML")
	}
	if page := s.HTML(Message{Text: "a &lt;b&gt; *c*"}); !strings.Contains(page, "<p>a &lt;b&gt; <b>c</b></p>") {
		t.Errorf("a bare text: %s", page)
	}
}

func TestAModalIsDrawnWithItsFields(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v := View{Type: "modal", Title: "Pedir información", Submit: "Ver antes", Close: "Cancelar", Blocks: json.RawMessage(`[
		{"type":"input","label":{"type":"plain_text","text":"¿Qué falta?"},"hint":{"type":"plain_text","text":"Le llega"},"element":{"type":"plain_text_input","multiline":true,"initial_value":"<i>"}}]`)}
	page := s.HTMLOf(v)
	for _, want := range []string{"<h1>Pedir información</h1>", "<label>¿Qué falta?</label>", `<div class="field tall">&lt;i&gt;</div>`, "<small>Le llega</small>", "Ver antes", "Cancelar"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
}
