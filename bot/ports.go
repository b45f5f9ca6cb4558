package bot

import "context"

// Understander turns what somebody did into commands. It is the only stop that
// reads the world (knowledge, models, files), and what it found travels in the
// commands, so that everything after it is a function of values. Version names
// the knowledge that was read; it is kept with the turn.
type Understander interface {
	Understand(ctx context.Context, c Conversation, t Turn) (cmds []Command, version string, err error)
}

// Rules is an Understander without a world: no model, no error, nothing to wait for.
type Rules func(c Conversation, t Turn) (cmds []Command, version string)

// Understand calls f.
func (f Rules) Understand(_ context.Context, c Conversation, t Turn) ([]Command, string, error) {
	cmds, version := f(c, t)
	return cmds, version, nil
}
