package llm

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"pabellon/bot"
)

// Finding is what an examination found: Level is "ok", "warn" or "fail".
type Finding struct{ Level, Words, Do string }

// examineWithin is how long the server may take to answer one small question.
const examineWithin = 20 * time.Second

// Examine asks a server one small question of each kind, and tells how it answers. No voice
// note and no photo is sent: only whether the server lists the model is looked at.
func Examine(ctx context.Context, o Options) []Finding {
	o.Purse, o.Tell, o.Log = nil, nil, nil
	m := New(o)
	defer m.Close()
	var out []Finding
	add := func(level, words, do string) { out = append(out, Finding{level, words, do}) }
	if o.Chat != "" {
		m.examineChat(ctx, add)
	}
	if o.Embedding != "" {
		if v, err := m.Embed(ctx, []string{"prueba"}, examineWithin); err != nil {
			add("fail", "EMBEDDING_MODEL "+o.Embedding+": "+err.Error(), advice(OutcomeOf(err)))
		} else {
			add("ok", fmt.Sprintf("%s gives vectors of %d", o.Embedding, len(v[0])), "")
		}
	}
	for _, listed := range []struct{ setting, name, can, without, try string }{
		{"TRANSCRIBE_MODEL", o.Hearing, "hear voice notes", "voice notes are then kept for the team", "a voice note"},
		{"VISION_MODEL", o.Vision, "look at photos of documents", "photos are then kept for the team", "a photo of a document"},
	} {
		if listed.name != "" {
			m.examineListed(ctx, listed.setting, listed.name, listed.can, listed.without, listed.try, add)
		}
	}
	return out
}

// examineChat asks for a small object, as everything that is asked of the model does.
func (m *Model) examineChat(ctx context.Context, add func(level, words, do string)) {
	began := time.Now()
	_, err := m.Ask(ctx, bot.Prompt{Task: bot.Understanding, Rules: "Answer in JSON: is the number even?", Data: `{"number":2}`, Within: examineWithin,
		Schema: json.RawMessage(`{"type":"object","additionalProperties":false,"required":["even"],"properties":{"even":{"type":"boolean"}}}`)})
	took := time.Since(began).Round(10 * time.Millisecond)
	if err != nil {
		add("fail", "LLM_MODEL "+m.o.Chat+": "+err.Error(), advice(OutcomeOf(err)))
		return
	}
	how := map[format]string{bySchema: "by JSON Schema", anyJSON: "in JSON, without schemas", inWords: "in words only"}[format(m.skill.Load())]
	add("ok", fmt.Sprintf("%s answers %s, in %s", m.o.Chat, how, took), "")
	if format(m.skill.Load()) == inWords {
		add("warn", "the server knows no form of answer, so more of what the model says is of no use", "a server that takes response_format is better: OpenAI, vLLM, llama.cpp or Ollama in a version of today")
	}
	if took > slowAnswer {
		add("warn", fmt.Sprintf("%s took %s for a word; owners wait at most %s for it", m.o.Chat, took, slowAnswer), "choose a smaller model, or set LLM_EFFORT to minimal or none")
	}
}

// slowAnswer is how long a turn waits for a model to understand it.
const slowAnswer = 5 * time.Second

// examineListed looks whether the server has a model that is not tried here.
func (m *Model) examineListed(ctx context.Context, setting, name, can, without, try string, add func(level, words, do string)) {
	soon, cancel := context.WithTimeout(ctx, examineWithin)
	defer cancel()
	list, err := m.client.ListModels(soon)
	if err != nil {
		add("warn", setting+" "+name+": the server does not list its models, so it is not known whether it can "+can, "send the bot "+try)
		return
	}
	for _, one := range list.Models {
		if one.ID == name {
			add("ok", name+" is there to "+can, "")
			return
		}
	}
	add("fail", setting+" "+name+" is none of the server's models", "name one of them, or leave it out: "+without)
}

// advice is what to do about an outcome.
func advice(o Outcome) string {
	switch {
	case o == Denied:
		return "copy the key again: LLM_API_KEY, or OPENAI_API_KEY"
	case o == Unpaid:
		return "the account has no more credit: see to its billing"
	case o == Absent:
		return "see that LLM_BASE_URL ends with the version (/v1) and that the model's name is one that the server has"
	case o == Limited:
		return "the account may ask less than this: wait, or raise its limit"
	case slices.Contains([]Outcome{Down, Late, Cut}, o):
		return "see that this machine reaches LLM_BASE_URL, through its proxy if it has one (HTTPS_PROXY), and that the server runs"
	}
	return "the model does not answer in the form that it is asked for; another one may"
}
