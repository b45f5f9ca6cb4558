package slacktest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// form is a modal with two inputs.
func form() slack.ModalViewRequest {
	name := slack.NewPlainTextInputBlockElement(nil, "v")
	name.MaxLength = 10
	mail := slack.NewEmailTextInputBlockElement(nil, "v")
	optional := slack.NewInputBlock("mail", plainText("Correo"), nil, mail)
	optional.Optional = true
	return slack.ModalViewRequest{Type: slack.VTModal, Title: plainText("Empresa"), Submit: plainText("Guardar"), CallbackID: "edit",
		PrivateMetadata: "42", NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("name", plainText("Nombre"), nil, name), optional}}}
}

// buttons posts a message with a button, and has Ana click it; the trigger is hers.
func (b bench) clicked(ana *Person) (trigger string) {
	b.Helper()
	card := slack.NewActionBlock("acts", slack.NewButtonBlockElement("open", "42", plainText("Editar")))
	ts := b.said("C1", text("tarjeta"), slack.MsgOptionBlocks(card))
	b.fine(ana.Click("C1", ts, "Editar"))
	return b.trigger()
}

// trigger is the newest trigger_id.
func (b bench) trigger() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	newest, at := "", time.Time{}
	for id, t := range b.triggers {
		if t.at.After(at) {
			newest, at = id, t.at
		}
	}
	return newest
}

func TestATriggerOpensOneModalAndSoon(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	trigger := b.clicked(ana)
	answer, err := b.api.OpenView(trigger, form())
	b.fine(err)
	got := b.Modal("U1")
	if got == nil || got.ID != answer.View.ID || got.Title != "Empresa" || got.CallbackID != "edit" || got.Hash != answer.View.Hash {
		t.Fatalf("she sees %+v, the app %+v", got, answer.View)
	}
	_, err = b.api.OpenView(trigger, form())
	b.is(err, "exchanged_trigger_id")
	_, err = b.api.OpenView("1.2.3", form())
	b.is(err, "invalid_trigger_id")
	b.opts.Trigger = time.Nanosecond
	_, err = b.api.OpenView(b.clicked(ana), form())
	b.is(err, "expired_trigger_id")
}

func TestAModalIsUpdatedPushedAndRefused(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := b.api.PushView(b.clicked(ana), form())
	b.is(err, "not_found")
	first, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	b.fine(ana.Fill(map[string]any{"Nombre": "Café"}))
	changed := form()
	changed.Title, changed.ExternalID = plainText("Otra"), "ext-1"
	_, err = b.api.UpdateView(changed, "", "old", first.View.ID)
	b.is(err, "hash_conflict")
	second, err := b.api.UpdateView(changed, "", first.View.Hash, first.View.ID)
	b.fine(err)
	if got := b.Modal("U1"); got.Title != "Otra" || got.Hash == first.View.Hash || !strings.Contains(string(payload(got.Values)), "Café") {
		t.Errorf("what was typed stays: %+v, %s", got, second.View.Hash)
	}
	_, err = b.api.UpdateView(form(), "ext-1", "", "")
	b.fine(err)
	_, err = b.api.UpdateView(form(), "", "", "V404")
	b.is(err, "not_found")
	for range 2 {
		_, err = b.api.PushView(b.clicked(ana), form())
		b.fine(err)
	}
	if got := b.Modal("U1"); got.Depth != 2 {
		t.Errorf("the depth is %d", got.Depth)
	}
	_, err = b.api.PushView(b.clicked(ana), form())
	b.is(err, "push_limit_reached")
	wrong := form()
	wrong.Type = slack.VTHomeTab
	_, err = b.api.OpenView(b.clicked(ana), wrong)
	b.is(err, "invalid_arguments")
	large := form()
	large.PrivateMetadata = strings.Repeat("x", maxView)
	_, err = b.api.OpenView(b.clicked(ana), large)
	b.is(err, "view_too_large")
}

func TestTwoViewsMayNotHaveTheSameExternalID(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	named := form()
	named.ExternalID = "one"
	_, err := b.api.OpenView(b.clicked(ana), named)
	b.fine(err)
	_, err = b.api.PushView(b.clicked(ana), named)
	b.is(err, "duplicate_external_id")
}

func TestAHomeIsPublishedForOnePerson(t *testing.T) {
	b := strictly(t)
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{
		slack.NewSectionBlock(plainText("Bandeja"), nil, nil)}}}
	first, err := b.api.PublishView("U1", home, "")
	b.fine(err)
	if got := b.Home("U1"); got == nil || got.Words() != "Bandeja" || b.Home("U2") != nil {
		t.Errorf("she sees %+v", got)
	}
	_, err = b.api.PublishView("U1", home, first.View.Hash)
	b.fine(err)
	_, err = b.api.PublishView("U1", home, first.View.Hash)
	b.is(err, "hash_conflict")
	_, err = b.api.PublishView("U404", home, "")
	b.is(err, "user_not_found")
	modal := home
	modal.Type = slack.VTModal
	_, err = b.api.PublishView("U1", modal, "")
	b.is(err, "invalid_arguments")
}

func TestTheClientChecksWhatIsTyped(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	if err := ana.Submit(nil); err == nil {
		t.Error("nothing is open")
	}
	_, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	for want, values := range map[string]map[string]any{
		"required":          {},
		"no more than 10":   {"name": "Café de Oaxaca"},
		"valid email":       {"name": "Café", "Correo": "ana"},
		"there is no field": {"nombre": "Café"},
		"wants a string":    {"name": 7},
	} {
		if err := ana.Submit(values); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %s", values, err, want)
		}
		b.mu.Lock()
		b.screen("U1").stack[0].state = nil
		b.screen("U1").stack[0].begin()
		b.mu.Unlock()
	}
}

// every kind of field that a modal may have.
const fields = `[
 {"type":"input","block_id":"sel","label":{"type":"plain_text","text":"Giro"},"element":{"type":"static_select","action_id":"v","options":[
  {"text":{"type":"plain_text","text":"Café"},"value":"coffee"},{"text":{"type":"plain_text","text":"Miel"},"value":"honey"}]}},
 {"type":"input","block_id":"box","label":{"type":"plain_text","text":"Extras"},"element":{"type":"checkboxes","action_id":"v","options":[
  {"text":{"type":"plain_text","text":"Uno"},"value":"1"},{"text":{"type":"plain_text","text":"Dos"},"value":"2"}]}},
 {"type":"input","block_id":"who","label":{"type":"plain_text","text":"Quién"},"element":{"type":"users_select","action_id":"v","initial_user":"U2"}},
 {"type":"input","block_id":"day","label":{"type":"plain_text","text":"Día"},"element":{"type":"datepicker","action_id":"v"}},
 {"type":"input","block_id":"num","label":{"type":"plain_text","text":"Años"},"element":{"type":"number_input","action_id":"v","is_decimal_allowed":false,"min_value":"1"}},
 {"type":"input","block_id":"web","label":{"type":"plain_text","text":"Sitio"},"element":{"type":"url_text_input","action_id":"v"}},
 {"type":"input","block_id":"doc","label":{"type":"plain_text","text":"Constancia"},"element":{"type":"file_input","action_id":"v","max_files":1}}]`

func TestEveryKindOfFieldIsFilled(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	view := `{"type":"modal","title":{"type":"plain_text","text":"Todo"},"submit":{"type":"plain_text","text":"Ok"},"blocks":` + fields + `}`
	if a := b.call("views.open", string(payload(map[string]any{"trigger_id": b.clicked(ana), "view": json.RawMessage(view)}))); !a.OK {
		t.Fatal(a.body)
	}
	id := ana.Attach("constancia.pdf", []byte("%PDF-1.7"))
	good := map[string]any{"Giro": "Miel", "box": []string{"1", "Dos"}, "day": "2026-11-23", "Años": "3", "web": "https://example.com", "doc": []string{id}}
	for name, bad := range map[string]any{"Giro": "Té", "num": "0", "web": "example.com", "doc": []string{id, id}, "box": []string{"3"}} {
		if err := ana.Submit(map[string]any{name: bad}); err == nil {
			t.Errorf("%s takes %v", name, bad)
		}
	}
	b.fine(ana.Submit(good))
	state := string(payload(b.Modal("U1").Values))
	for _, want := range []string{`"value":"honey"`, `"value":"2"`, `"selected_user":"U2"`, `"selected_date":"2026-11-23"`, `"value":"3"`, `constancia.pdf`} {
		if !strings.Contains(state, want) {
			t.Errorf("%s is not in %s", want, state)
		}
	}
}
