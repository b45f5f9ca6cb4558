package bot

import (
	"encoding/json"
	"fmt"
)

// KindOf names a command as it is kept and shown by replay.
func KindOf(c Command) string { return c.kind() }

// Commands is a list of commands that goes to JSON and back:
// [{"do":"fill","with":{"field":"email","value":"…"}}].
type Commands []Command

type commandJSON struct {
	Do   string          `json:"do"`
	With json.RawMessage `json:"with,omitempty"`
}

// MarshalJSON writes each command with its kind.
func (cs Commands) MarshalJSON() ([]byte, error) {
	out := make([]commandJSON, len(cs))
	for i, c := range cs {
		with, err := json.Marshal(c)
		if err != nil {
			return nil, fmt.Errorf("encode command %s: %w", c.kind(), err)
		}
		if string(with) == "{}" {
			with = nil
		}
		out[i] = commandJSON{Do: c.kind(), With: with}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote. A kind that this version does not know is an error.
func (cs *Commands) UnmarshalJSON(b []byte) error {
	var in []commandJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*cs = make(Commands, len(in))
	for i, c := range in {
		decode, ok := decoders[c.Do]
		if !ok {
			return fmt.Errorf("unknown command %q", c.Do)
		}
		command, err := decode(c.With)
		if err != nil {
			return fmt.Errorf("decode command %s: %w", c.Do, err)
		}
		(*cs)[i] = command
	}
	return nil
}

var decoders = decodersOf(
	decoder[Start], decoder[Ask], decoder[More], decoder[Reckon], decoder[Vote], decoder[AskTeam], decoder[NewApplication],
	decoder[ConsentAnswer], decoder[Notice], decoder[Fill], decoder[Reopen], decoder[Clear], decoder[Skip],
	decoder[Explain], decoder[Yes], decoder[No], decoder[Snooze], decoder[News], decoder[Review], decoder[ChooseField], decoder[Submit],
	decoder[Cancel], decoder[AskStatus], decoder[Help], decoder[SetLanguage], decoder[Human], decoder[Resume],
	decoder[Privacy], decoder[MyData], decoder[Erase], decoder[Greet], decoder[Thank], decoder[Upset],
	decoder[Sent], decoder[Give], decoder[Unclear], decoder[TooLong], decoder[Act], decoder[Overheard], decoder[Remind],
	decoder[Apologise], decoder[Revoke], decoder[Compare], decoder[Reach], decoder[Tally], decoder[Aloud], decoder[Again], decoder[Sum],
)

func decoder[C Command](b json.RawMessage) (Command, error) {
	var c C
	if b == nil {
		return c, nil
	}
	err := json.Unmarshal(b, &c)
	return c, err
}

type decode = func(json.RawMessage) (Command, error)

func decodersOf(list ...decode) map[string]decode {
	out := make(map[string]decode, len(list))
	for _, d := range list {
		c, _ := d(nil)
		out[c.kind()] = d
	}
	return out
}
