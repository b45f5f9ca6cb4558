package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// trouble is what a person reads when the app does not answer, or answers nonsense.
const trouble = "We had some trouble connecting. Try again?"

// top is the modal that lies on top, nil for none. The lock is held.
func (p *Person) top() *view {
	stack := p.s.screen(p.id).stack
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}

// Fill types into the modal on top without submitting it. Names are block_ids, action_ids or labels.
func (p *Person) Fill(values map[string]any) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	v := p.top()
	if v == nil {
		return fmt.Errorf("fill: %s has no modal open", p.id)
	}
	return p.fill(v, values)
}

func (p *Person) fill(v *view, values map[string]any) error {
	all := elements(v.blocks)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(all, func(e element) bool { return e.called(name) && holders[word(e.part, "type")].field != "" })
		if i < 0 {
			return fmt.Errorf("fill: there is no field %q; there are %q", name, names(v.blocks))
		}
		held, err := all[i].set(p.s, values[name])
		if err != nil {
			return fmt.Errorf("fill: %w", err)
		}
		v.state[all[i].block][word(all[i].part, "action_id")] = held
	}
	return nil
}

// Submit types into the modal on top and submits it. What Slack's client would not send is an error, and the app hears
// nothing of it.
func (p *Person) Submit(values map[string]any) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	v := p.top()
	if v == nil {
		return fmt.Errorf("submit: %s has no modal open", p.id)
	}
	if v.fields["submit"] == nil {
		return fmt.Errorf("submit: the modal has no button for that")
	}
	if err := p.fill(v, values); err != nil {
		return err
	}
	for _, e := range elements(v.blocks) {
		if e.input == nil {
			continue
		}
		if words := e.complaint(v.state[e.block][word(e.part, "action_id")]); words != "" {
			return fmt.Errorf("submit: %s: %s", e.label(), words)
		}
	}
	v.errors = nil
	p.interact("view_submission", part{"view": v.render(), "response_urls": []any{}}, func(said json.RawMessage) { p.submitted(v, said) })
	return nil
}

// submitted does what the app answered to a submission: nothing closes the modal. The lock is held.
func (p *Person) submitted(v *view, said json.RawMessage) {
	on := p.s.screen(p.id)
	if !slices.Contains(on.stack, v) {
		return
	}
	var answer struct {
		Action string `json:"response_action"`
		Errors map[string]string
		View   json.RawMessage
	}
	var err error
	if len(said) > 0 {
		err = json.Unmarshal(said, &answer)
	}
	switch {
	case err != nil:
	case answer.Action == "":
		on.stack = slices.DeleteFunc(on.stack, func(other *view) bool { return other == v })
	case answer.Action == "clear":
		on.stack = nil
	case answer.Action == "errors":
		err = v.complain(answer.Errors)
	case answer.Action == "update":
		err = p.s.fill(v, answer.View, "modal")
	case answer.Action == "push" && len(on.stack) >= maxStack:
		err = no("push_limit_reached")
	case answer.Action == "push":
		var next *view
		if next, err = p.s.newView(answer.View, "modal", p.id); err == nil {
			on.push(next)
		}
	default:
		err = fmt.Errorf("response_action %q is not known", answer.Action)
	}
	if err != nil {
		p.mistake(err)
	}
}

// complain shows errors beside the inputs that they are about; there is nothing else that they could stand by.
func (v *view) complain(list map[string]string) error {
	if len(list) == 0 {
		return fmt.Errorf("errors without an error")
	}
	inputs := map[string]bool{}
	for _, e := range elements(v.blocks) {
		inputs[e.block] = inputs[e.block] || e.input != nil
	}
	for block := range list {
		if !inputs[block] {
			return fmt.Errorf("there is no input block %q to show an error by", block)
		}
	}
	v.errors = list
	return nil
}

// mistake notes an answer to a submission that cannot be carried out, and tells the person so.
func (p *Person) mistake(err error) {
	c := &Call{Method: "view_submission", Status: 200, Error: "slacktest: " + err.Error()}
	if r, ok := err.(*refusal); ok {
		c.Error, c.Messages = r.word, r.messages
	}
	p.s.calls = append(p.s.calls, c)
	on := p.s.screen(p.id)
	on.errors = append(on.errors, trouble)
}

// CloseModal closes the modal on top; the app hears of it when it asked to.
func (p *Person) CloseModal() error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	v := p.top()
	if v == nil {
		return fmt.Errorf("close: %s has no modal open", p.id)
	}
	on := p.s.screen(p.id)
	cleared := v.fields["clear_on_close"] == true
	on.stack = on.stack[:len(on.stack)-1]
	if cleared {
		on.stack = nil
	}
	if v.fields["notify_on_close"] == true {
		p.interact("view_closed", part{"view": v.render(), "is_cleared": cleared}, nil)
	}
	p.s.wake()
	return nil
}
