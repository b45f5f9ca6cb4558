package bot

import "context"

// Asker is a language model. An error means that there is no answer; why is no matter of
// who asks.
type Asker interface {
	Ask(ctx context.Context, p Prompt) (string, error)
}

// Advisable are rules that can be helped by a model. They make the prompts and decide what
// of an answer holds: a model proposes, and commands nothing.
type Advisable interface {
	Understand(c Conversation, t Turn) (cmds []Command, version string)
	// Sense gives the questions that no article answers by its words.
	Sense(c Conversation, t Turn, cmds []Command) []string
	// Sensed gives the commands with these questions looked for by their vectors too.
	Sensed(c Conversation, t Turn, cmds []Command, vectors [][]float32) []Command
	// Propose gives the prompt for a turn that the rules do not read with certainty.
	Propose(c Conversation, t Turn, cmds []Command) (Prompt, bool)
	// Dispose gives the commands after the model's answer to it: cmds when nothing of it holds.
	Dispose(c Conversation, t Turn, cmds []Command, answer string) []Command
	// Wording gives the prompt by which an answer may be put into the person's words.
	Wording(c Conversation, t Turn, cmds []Command) (Prompt, bool)
	// Worded gives the commands with these words: cmds when not all of them hold.
	Worded(c Conversation, t Turn, cmds []Command, answer string) []Command
	// Summary gives the prompt by which a candidate may be summed up for staff.
	Summary(c Conversation, t Turn, cmds []Command) (Prompt, bool)
	// Summed gives the commands with the summary: cmds when it does not hold.
	Summed(c Conversation, t Turn, cmds []Command, answer string) []Command
}

// Embedder makes vectors of texts, in their order. An error means that there are none.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Advised is an Understander by rules, with the advice of models. When one fails in
// whatever way, what the rules read stands.
type Advised struct {
	Rules    Advisable
	Model    Asker    // nil is none
	Embedder Embedder // nil is none
}

// Understand has the turn read, and asks the model about what is not certain.
func (a *Advised) Understand(ctx context.Context, c Conversation, t Turn) ([]Command, string, error) {
	cmds, version := a.Rules.Understand(c, t)
	if a.Embedder != nil {
		cmds = a.sense(ctx, c, t, cmds)
	}
	if a.Model == nil {
		return cmds, version, ctx.Err()
	}
	if p, ok := a.Rules.Propose(c, t, cmds); ok {
		if answer, err := a.Model.Ask(ctx, p); err == nil {
			cmds = a.Rules.Dispose(c, t, cmds, answer)
		}
	}
	if p, ok := a.Rules.Wording(c, t, cmds); ok {
		if answer, err := a.Model.Ask(ctx, p); err == nil {
			cmds = a.Rules.Worded(c, t, cmds, answer)
		}
	}
	if p, ok := a.Rules.Summary(c, t, cmds); ok {
		if answer, err := a.Model.Ask(ctx, p); err == nil {
			cmds = a.Rules.Summed(c, t, cmds, answer)
		}
	}
	return cmds, version, ctx.Err() // who was told to stop has not understood
}

func (a *Advised) sense(ctx context.Context, c Conversation, t Turn, cmds []Command) []Command {
	questions := a.Rules.Sense(c, t, cmds)
	if len(questions) == 0 {
		return cmds
	}
	vectors, err := a.Embedder.Embed(ctx, questions)
	if err != nil || len(vectors) != len(questions) {
		return cmds
	}
	return a.Rules.Sensed(c, t, cmds, vectors)
}
