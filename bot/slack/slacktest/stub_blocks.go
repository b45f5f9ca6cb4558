package slacktest

import "encoding/json"

type surface int

const (
	onMessage surface = iota
	onModal
	onHome
)

func checkBlocks(_ surface, raw json.RawMessage) []string {
	list, _ := tree(raw).([]any)
	for _, v := range list {
		one, _ := v.(part)
		text, ok := one["text"].(part)
		if word(one, "type") == "section" && one["fields"] == nil && (!ok || len(word(text, "text")) > 3000) {
			return []string{"[ERROR] stub [json-pointer:/blocks/0/text]"}
		}
	}
	return nil
}
func checkView(json.RawMessage) []string        { return nil }
func checkAttachments(json.RawMessage) []string { return nil }
func blocksTooLong(raw json.RawMessage) bool    { return len(raw) > 13200 }
