package telegramtest

// Entity is one dressed stretch of a text. Offset and Length count UTF-16 units.
type Entity struct {
	Type          string `json:"type"`
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	URL           string `json:"url,omitempty"`
	Language      string `json:"language,omitempty"`
	CustomEmojiID string `json:"custom_emoji_id,omitempty"`
	UserID        int64  `json:"-"`
	UnixTime      int64  `json:"unix_time,omitempty"`
	Format        string `json:"date_time_format,omitempty"`
}
