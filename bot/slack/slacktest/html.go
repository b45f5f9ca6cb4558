package slacktest

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
)

//go:embed html.css
var sheet string

// HTML is the message roughly as Slack draws it, to look at and to take pictures of: one
// page without scripts. What it cannot draw it names.
func (s *Server) HTML(m Message) string {
	p := painter{s: s}
	p.open("msg")
	p.write(`<div class="who"><span class="face">P</span><b>Pabellón</b><span class="app">APP</span></div>`)
	p.blocks(m.Blocks)
	if m.Blocks == nil {
		p.write(`<p>` + p.text(m.Text) + `</p>`)
	}
	p.close()
	return p.page()
}

// HTMLOf is a modal or an App Home, likewise.
func (s *Server) HTMLOf(v View) string {
	p := painter{s: s}
	p.open("view " + v.Type)
	if v.Title != "" {
		p.write(`<h1>` + html.EscapeString(v.Title) + `</h1>`)
	}
	p.blocks(v.Blocks)
	if v.Submit != "" {
		p.write(`<div class="foot"><span class="button">` + html.EscapeString(v.Close) + `</span><span class="button primary">` + html.EscapeString(v.Submit) + `</span></div>`)
	}
	p.close()
	return p.page()
}

type painter struct {
	s   *Server
	out strings.Builder
}

func (p *painter) write(s string)    { p.out.WriteString(s) }
func (p *painter) open(class string) { p.write(`<div class="` + class + `">`) }
func (p *painter) close()            { p.write(`</div>`) }

func (p *painter) page() string {
	return `<!doctype html><meta charset="utf-8"><style>` + sheet + `</style><body>` + p.out.String()
}

func (p *painter) blocks(raw json.RawMessage) {
	list, _ := tree(raw).([]any)
	for _, one := range list {
		if b, ok := one.(part); ok {
			p.block(b)
		}
	}
}

func (p *painter) block(b part) {
	switch kind := word(b, "type"); kind {
	case "header":
		p.write(`<h2>` + html.EscapeString(words(b["text"])) + `</h2>`)
	case "divider":
		p.write(`<hr>`)
	case "section":
		p.write(`<div class="section"><p>` + p.text(words(b["text"])) + `</p>`)
		if a, ok := b["accessory"].(part); ok {
			p.element(a)
		}
		p.close()
	case "context":
		p.open("context")
		p.each(b["elements"], p.small)
		p.close()
	case "actions", "context_actions":
		p.open("actions")
		p.each(b["elements"], p.element)
		p.close()
	case "rich_text":
		p.each(b["elements"], p.rich)
	case "image":
		p.image(b)
	case "input":
		p.write(`<div class="input"><label>` + html.EscapeString(words(b["label"])) + `</label>`)
		if e, ok := b["element"].(part); ok {
			p.element(e)
		}
		if hint := words(b["hint"]); hint != "" {
			p.write(`<small>` + html.EscapeString(hint) + `</small>`)
		}
		p.close()
	default:
		p.write(`<p class="unknown">` + html.EscapeString(kind) + `</p>`)
	}
}

func (p *painter) each(list any, draw func(part)) {
	all, _ := list.([]any)
	for _, one := range all {
		if e, ok := one.(part); ok {
			draw(e)
		}
	}
}

func (p *painter) small(e part) {
	if word(e, "type") == "image" {
		p.image(e)
		return
	}
	p.write(`<span>` + p.text(word(e, "text")) + `</span>`)
}

// element draws what can be pressed or filled in.
func (p *painter) element(e part) {
	switch word(e, "type") {
	case "button":
		p.write(`<span class="button ` + word(e, "style") + `">` + html.EscapeString(words(e["text"])) + `</span>`)
	case "feedback_buttons":
		p.write(`<span class="button">👍</span><span class="button">👎</span>`)
	case "overflow":
		p.write(`<span class="button">···</span>`)
	case "plain_text_input":
		text := word(e, "initial_value")
		class := "field"
		if e["multiline"] == true {
			class += " tall"
		}
		p.write(`<div class="` + class + `">` + p.text(html.EscapeString(text)) + `</div>`)
	case "file_input":
		p.write(`<div class="field">Agregar archivos</div>`)
	default: // a menu
		shown := words(e["placeholder"])
		if chosen, ok := e["initial_option"].(part); ok {
			shown = words(chosen["text"])
		}
		p.write(`<div class="field">` + html.EscapeString(shown) + ` ▾</div>`)
	}
}

// rich draws a part of a rich text.
func (p *painter) rich(e part) {
	switch word(e, "type") {
	case "rich_text_list":
		p.write(`<ul>`)
		p.each(e["elements"], func(item part) { p.write(`<li>`); p.each(item["elements"], p.span); p.write(`</li>`) })
		p.write(`</ul>`)
	default:
		p.write(`<p>`)
		p.each(e["elements"], p.span)
		p.write(`</p>`)
	}
}

func (p *painter) span(e part) {
	text := word(e, "text")
	switch word(e, "type") {
	case "emoji":
		text = ":" + word(e, "name") + ":"
	case "user":
		text = "@" + word(e, "user_id")
	case "link":
		if text == "" {
			text = word(e, "url")
		}
	}
	shown := strings.ReplaceAll(html.EscapeString(text), "\n", "<br>")
	style, _ := e["style"].(part)
	for _, tag := range []struct{ name, html string }{{"bold", "b"}, {"italic", "i"}, {"code", "code"}, {"strike", "s"}} {
		if style[tag.name] == true {
			shown = "<" + tag.html + ">" + shown + "</" + tag.html + ">"
		}
	}
	if word(e, "type") == "link" {
		shown = "<u>" + shown + "</u>"
	}
	p.write(shown)
}

// image draws a picture that was uploaded; of others it tells what they show.
func (p *painter) image(e part) {
	file, _ := e["slack_file"].(part)
	for _, f := range p.s.Files() {
		if f.ID == word(file, "id") {
			p.write(fmt.Sprintf(`<img alt="" src="data:image/png;base64,%s">`, base64.StdEncoding.EncodeToString(f.Content)))
			return
		}
	}
	p.write(`<p class="unknown">` + html.EscapeString(word(e, "alt_text")) + `</p>`)
}

var bolds = regexp.MustCompile(`\*([^*\n]+)\*`)

// text draws mrkdwn, which is escaped already, with its bold letters.
func (p *painter) text(s string) string {
	s = bolds.ReplaceAllString(s, "<b>$1</b>")
	return strings.ReplaceAll(s, "\n", "<br>")
}
