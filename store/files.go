package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"pabellon/bot"
)

const (
	// Tells whether a conversation is still as it was when its turn was taken.
	sqlAtVersion = `SELECT 1 FROM conversations WHERE id = ? AND version = ?`
	// What a person has, but for one file.
	sqlRoom = `SELECT COUNT(*), COALESCE(SUM(size), 0) FROM files WHERE conversation = ? AND hash <> ?`

	sqlKeepFile = `
INSERT INTO files (conversation, hash, size, created_at, content) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (conversation, hash) DO NOTHING`
	sqlDropFiles = `DELETE FROM files WHERE conversation = ?`
	sqlFile      = `SELECT content FROM files WHERE conversation = ? AND hash = ?`
)

// KeepFile keeps the bytes of a document, see bot.Files. It is done before the turn is
// committed, so it may be done again.
func (s *Store) KeepFile(_ context.Context, conv bot.Conversation, d bot.Document, content []byte) error {
	var refused error
	sealed := s.o.Keys.seal(named("files.content", conv.ID, d.Hash), base64.StdEncoding.EncodeToString(content))
	err := s.write(conv.ID, turnLane, func(c *conn) (err error) {
		refused, err = keepFile(c, conv, d, int64(len(content)), sealed)
		return err
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return fmt.Errorf("keep a file of %d bytes: %w", len(content), err)
	}
	return nil
}

// keepFile locks the lane first, as everybody does: an erasure comes before or after.
func keepFile(c *conn, conv bot.Conversation, d bot.Document, length int64, sealed string) (refused, err error) {
	if _, err := c.exec(sqlLock, conv.ID); err != nil {
		return nil, err
	}
	var one int
	if ok, err := c.row(sqlAtVersion, []any{conv.ID, conv.Version}, &one); err != nil || !ok {
		return bot.ErrLost, err
	}
	var files, size int64
	if _, err := c.row(sqlRoom, []any{conv.ID, d.Hash}, &files, &size); err != nil {
		return nil, err
	}
	if files >= bot.MaxFiles || size+length > bot.MaxFilesSize {
		return bot.ErrFull, nil
	}
	_, err = c.exec(sqlKeepFile, conv.ID, d.Hash, length, millis(time.Now()), sealed)
	return nil, err
}

// File is the bytes of a document; ErrNotFound if there are none.
func (s *Store) File(ctx context.Context, conversation, hash string) ([]byte, error) {
	var found []string
	if err := s.selects(ctx, &found, sqlFile, conversation, hash); err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("read a file: %w", ErrNotFound)
	}
	plain, err := s.o.Keys.open(named("files.content", conversation, hash), found[0])
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	content, err := base64.StdEncoding.DecodeString(plain)
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	return content, nil
}

// dropsFiles tells whether an event ends the keeping of a conversation's files.
func dropsFiles(k bot.EventKind) bool {
	return k == bot.DocumentsDropped || k == bot.Cancelled || k == bot.Revoked
}
