package store

import (
	"context"
	"fmt"
)

const (
	sqlKeepSetting = `INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`
	sqlSetting     = `SELECT value FROM settings WHERE name = ?`
)

// Setting is a value that the program makes for itself once and keeps, such as a secret:
// the one that is there, or what fresh makes. All processes of a database get the same.
func (s *Store) Setting(ctx context.Context, name string, fresh func() string) (string, error) {
	if err := s.begin(ctx); err != nil {
		return "", err
	}
	var kept string
	err := s.write("", manyLanes, func(c *conn) error {
		if _, err := c.exec(sqlKeepSetting, name, c.keys.seal(named("settings.value", name), fresh())); err != nil {
			return err
		}
		_, err := c.row(sqlSetting, []any{name}, &kept)
		return err
	})
	if err == nil {
		kept, err = s.o.Keys.open(named("settings.value", name), kept)
	}
	if err != nil {
		return "", fmt.Errorf("keep the setting %s: %w", name, err)
	}
	return kept, nil
}
