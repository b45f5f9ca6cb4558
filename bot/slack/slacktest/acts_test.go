package slacktest

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// card is a message with a button and a menu.
func card() slack.MsgOption {
	option := func(name string) *slack.OptionBlockObject {
		return slack.NewOptionBlockObject("v-"+name, plainText(name), nil)
	}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plainText("Motivo"), "why", option("Falta RFC"), option("Otro"))
	return slack.MsgOptionBlocks(slack.NewSectionBlock(plainText("Café Ñandú"), nil, nil),
		slack.NewActionBlock("acts", slack.NewButtonBlockElement("ok", "42", plainText("Aprobar")), menu))
}

func TestAButtonIsClickedAndAnsweredOnItsURL(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	ts := b.said("C1", text("tarjeta"), card())
	if err := ana.Click("C1", ts, "Rechazar"); err == nil || !strings.Contains(err.Error(), "Aprobar (ok)") {
		t.Errorf("there is no such button: %v", err)
	}
	b.fine(ana.Click("C1", ts, "Aprobar"))
	cb := a.callback(1)
	if cb.Type != slack.InteractionTypeBlockActions || cb.User.ID != "U1" || cb.Channel.ID != "C1" || cb.Message.Timestamp != ts || cb.TriggerID == "" {
		t.Errorf("the callback is %+v", cb)
	}
	if act := cb.ActionCallback.BlockActions[0]; act.ActionID != "ok" || act.BlockID != "acts" || act.Value != "42" || act.Text.Text != "Aprobar" {
		t.Errorf("the action is %+v", act)
	}
	b.fine(ana.Click("C1", ts, "why", "Falta RFC"))
	if act := a.callback(2).ActionCallback.BlockActions[0]; act.SelectedOption.Value != "v-Falta RFC" {
		t.Errorf("the choice is %+v", act)
	}
	_, _, err := b.api.PostMessage("C1", text("aprobado"), slack.MsgOptionReplaceOriginal(cb.ResponseURL))
	b.fine(err)
	if m := b.Channel("C1").Message(ts); m.Words() != "aprobado" || len(m.Labels()) != 0 {
		t.Errorf("it is %+v", m)
	}
	post := func() error {
		return slack.PostWebhook(cb.ResponseURL, &slack.WebhookMessage{Text: "solo tú", ResponseType: slack.ResponseTypeEphemeral})
	}
	for range 4 {
		b.fine(post())
	}
	if err := post(); err == nil || len(b.Ephemeral("U1")) != 4 {
		t.Errorf("five answers and no more: %v, %d", err, len(b.Ephemeral("U1")))
	}
	b.fine(b.Settled(soon(t)))
}

func TestAResponseURLDeletesAndExpires(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := b.api.PostEphemeral("C1", "U1", text("tarjeta"), card())
	b.fine(err)
	ts := b.Ephemeral("U1")[0].TS
	if err := b.Person(Profile{ID: "U2"}).Click("C1", ts, "ok"); err == nil {
		t.Error("Luis sees what only Ana sees")
	}
	b.fine(ana.Click("C1", ts, "ok"))
	cb := a.callback(1)
	if !cb.Container.IsEphemeral || cb.Message.Timestamp != "" {
		t.Errorf("the callback is %+v", cb)
	}
	_, _, err = b.api.PostMessage("C1", slack.MsgOptionDeleteOriginal(cb.ResponseURL))
	b.fine(err)
	if list := b.Ephemeral("U1"); len(list) != 0 {
		t.Errorf("it is there still: %+v", list)
	}
	b.AgeReplies(31 * time.Minute)
	if err := slack.PostWebhook(cb.ResponseURL, &slack.WebhookMessage{Text: "tarde"}); err == nil {
		t.Error("it is good after half an hour")
	}
	if err := slack.PostWebhook(b.root()+"/response/none", &slack.WebhookMessage{Text: "x"}); err == nil {
		t.Error("any address is good")
	}
}

func TestACommandIsAnsweredAtOnceOrItFails(t *testing.T) {
	b := strictly(t, quick)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	b.fine(ana.Slash("/promexico", "", "C1"))
	if got := b.Errors("U1"); len(got) != 1 || !strings.Contains(got[0], "dispatch_failed") {
		t.Errorf("nobody is connected, and she reads %q", got)
	}
	a := b.listening()
	a.on(func(ev socketmode.Event) {
		cmd, ok := ev.Data.(slack.SlashCommand)
		switch {
		case !ok:
		case strings.HasPrefix(cmd.Text, "buscar"):
			_ = a.sm.Ack(*ev.Request, slack.Msg{Text: cmd.Command + ": " + cmd.Text})
		case cmd.Text == "a todos":
			_ = a.sm.Ack(*ev.Request, slack.Msg{ResponseType: slack.ResponseTypeInChannel, Text: "hola"})
		}
	})
	b.fine(ana.Slash("/promexico", "buscar café", "C1"))
	b.fine(ana.Slash("/promexico", "a todos", "C1"))
	b.fine(ana.Slash("/promexico", "nada", "C1"))
	b.fine(b.Settled(soon(t)))
	if got := b.Ephemeral("U1"); len(got) != 1 || got[0].Text != "/promexico: buscar café" {
		t.Errorf("she alone reads %+v", got)
	}
	if got := b.Channel("C1").Messages(); len(got) != 1 || got[0].Text != "hola" {
		t.Errorf("all read %+v", got)
	}
	if got := b.Errors("U1"); len(got) != 2 || !strings.Contains(got[1], "operation_timeout") {
		t.Errorf("she reads %q", got)
	}
	if n := len(a.events(socketmode.EventTypeSlashCommand)); n != 3 {
		t.Errorf("a command is not sent again, it came %d times", n)
	}
}

func TestAShortcutOnAMessageBringsIt(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	ts := b.said("C1", text("respuesta"))
	b.fine(ana.Shortcut("kb_add", "C1", ts))
	cb := a.callback(1)
	if cb.Type != slack.InteractionTypeMessageAction || cb.CallbackID != "kb_add" || cb.Message.Text != "respuesta" || cb.MessageTs != ts {
		t.Errorf("the callback is %+v", cb)
	}
	b.fine(ana.Shortcut("anywhere", "", ""))
	if cb := a.callback(2); cb.Type != slack.InteractionTypeShortcut {
		t.Errorf("the callback is %+v", cb)
	}
}

// answering opens a modal for Ana with an app that answers each submission by the name in it, and gives what submits it.
func (b bench) answering(ana *Person, answers map[string]any) (a *app, submit func(name string) *View) {
	b.Helper()
	a = b.listening()
	a.on(func(ev socketmode.Event) {
		cb, ok := ev.Data.(slack.InteractionCallback)
		switch {
		case ok && cb.Type == slack.InteractionTypeViewSubmission:
			if answer, known := answers[cb.View.State.Values["name"]["v"].Value]; known {
				_ = a.sm.Ack(*ev.Request, answer)
			}
		case ok || ev.Type == socketmode.EventTypeEventsAPI:
			_ = a.sm.Ack(*ev.Request)
		}
	})
	_, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	return a, func(name string) *View {
		b.Helper()
		b.fine(ana.Submit(map[string]any{"name": name}))
		b.fine(b.Settled(soon(b.T)))
		return b.Modal(ana.ID())
	}
}

func TestASubmissionIsAnsweredWithErrors(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Ack = 500 * time.Millisecond })
	_, submit := b.answering(b.Person(Profile{ID: "U1", Name: "ana"}), map[string]any{
		"errores": slack.NewErrorsViewSubmissionResponse(map[string]string{"name": "ya existe"}),
		"nadie":   slack.NewErrorsViewSubmissionResponse(map[string]string{"otro": "no hay tal"}),
	})
	if v := submit("errores"); v == nil || v.Errors["name"] != "ya existe" {
		t.Errorf("she sees %+v", v)
	}
	if v := submit("nadie"); v == nil || v.Errors != nil || len(b.Errors("U1")) != 1 {
		t.Errorf("an error by no input is trouble: %+v %q", v, b.Errors("U1"))
	}
	if v := submit("callado"); v == nil || len(b.Errors("U1")) != 2 {
		t.Errorf("no answer is trouble: %+v %q", v, b.Errors("U1"))
	}
}

func TestASubmissionIsAnsweredWithAnotherViewOrNothing(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	next := form()
	next.Title = plainText("Segunda")
	a, submit := b.answering(ana, map[string]any{"bien": nil, "todo": slack.NewClearViewSubmissionResponse(),
		"cambia": slack.NewUpdateViewSubmissionResponse(&next), "encima": slack.NewPushViewSubmissionResponse(&next)})
	if v := submit("encima"); v == nil || v.Title != "Segunda" || v.Depth != 1 {
		t.Errorf("a second lies on the first: %+v", v)
	}
	b.fine(ana.CloseModal())
	b.fine(b.Settled(soon(t)))
	if v := b.Modal("U1"); v == nil || v.Depth != 0 || v.Title != "Empresa" {
		t.Errorf("the first is seen again: %+v", v)
	}
	if cb := a.callback(3); cb.Type != slack.InteractionTypeViewClosed || cb.IsCleared {
		t.Errorf("the app heard %+v", cb)
	}
	if v := submit("cambia"); v == nil || v.Title != "Segunda" || v.Depth != 0 {
		t.Errorf("it is another: %+v", v)
	}
	if v := submit("bien"); v != nil {
		t.Errorf("it is closed: %+v", v)
	}
	_, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	if v := submit("todo"); v != nil {
		t.Errorf("all are closed: %+v", v)
	}
}

func TestButtonsInTheHomeAndInModalsAreClicked(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	button := slack.NewActionBlock("acts", slack.NewButtonBlockElement("more", "7", plainText("Más")))
	blocks := slack.Blocks{BlockSet: []slack.Block{button}}
	if err := ana.ClickHome("Más"); err == nil {
		t.Error("there is no home")
	}
	_, err := b.api.PublishView("U1", slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: blocks}, "")
	b.fine(err)
	b.fine(ana.ClickHome("Más"))
	cb := a.callback(1)
	if cb.View.Type != slack.VTHomeTab || cb.Container.ViewID != cb.View.ID || cb.ActionCallback.BlockActions[0].Value != "7" {
		t.Errorf("the callback is %+v", cb)
	}
	_, err = b.api.OpenView(cb.TriggerID, slack.ModalViewRequest{Type: slack.VTModal, Title: plainText("Ficha"), Blocks: blocks})
	b.fine(err)
	b.fine(ana.ClickModal("more"))
	if cb := a.callback(2); cb.View.Type != slack.VTModal {
		t.Errorf("the callback is %+v", cb)
	}
	if err := ana.Submit(nil); err == nil {
		t.Error("it has no button to submit it")
	}
}
