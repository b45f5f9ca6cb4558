package store

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// What is asked for or written at once. A statement has one text, however many it asks
// for, so that it is prepared once; and a turn never waits long for the writer.
const (
	vectorsRead    = 200
	vectorsWritten = 50
)

const (
	// The model, and then vectorsRead hashes.
	sqlVectors    = `SELECT hash, dims, vec FROM vectors WHERE model = ? AND hash IN (?`
	sqlKeepVector = `
INSERT INTO vectors (model, hash, dims, vec, made_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (model, hash) DO UPDATE SET dims = excluded.dims, vec = excluded.vec, made_at = excluded.made_at`
	sqlDropOtherDims   = `DELETE FROM vectors WHERE model = ? AND dims <> ?`
	sqlDropOtherModels = `DELETE FROM vectors WHERE model <> ?`
	sqlDropVector      = `DELETE FROM vectors WHERE model = ? AND hash = ?`
	sqlVectorHashes    = `SELECT hash FROM vectors WHERE model = ? ORDER BY hash`
)

// Vectors finds what a model made of texts, by their hashes (SHA-256, in hex). Those that
// are not there are missing in what it gives, and so is one that cannot be read: have it
// made again. All that it gives have one length.
func (s *Store) Vectors(ctx context.Context, model string, hashes []string) (map[string][]float32, error) {
	query := sqlVectors + strings.Repeat(", ?", vectorsRead-1) + ")"
	out, dims := make(map[string][]float32, len(hashes)), int64(0)
	for chunk := range slices.Chunk(hashes, vectorsRead) {
		args := make([]any, 0, 1+vectorsRead)
		args = append(args, model)
		for i := range vectorsRead {
			args = append(args, chunk[min(i, len(chunk)-1)]) // a short list says its last again
		}
		var rows []struct {
			Hash string `db:"hash"`
			Dims int64  `db:"dims"`
			Vec  string `db:"vec"`
		}
		if err := s.selects(ctx, &rows, query, args...); err != nil {
			return nil, fmt.Errorf("read the vectors of the articles: %w", err)
		}
		for _, r := range rows {
			if dims == 0 {
				dims = r.Dims // another process may be about to change it
			}
			if vec := readVector(r.Vec); vec != nil && r.Dims == dims && int64(len(vec)) == dims {
				out[r.Hash] = vec
			}
		}
	}
	return out, nil
}

// KeepVectors keeps what a model made of texts, by their hashes (SHA-256, in hex); a
// vector that is there already is replaced. All of a model have one length: when these
// have another than those before, those are dropped. An error for a model without a name,
// a hash that is none, and vectors that are empty, of different lengths, or hold what is
// not a number; nothing is kept then. They are written in portions, so after a crash some
// may be there and others not.
func (s *Store) KeepVectors(_ context.Context, model string, vectors map[string][]float32) error {
	dims, err := checkVectors(model, vectors)
	if err != nil {
		return fmt.Errorf("keep %d vectors of the articles: %w", len(vectors), err)
	}
	hashes := make([]string, 0, len(vectors))
	for hash := range vectors {
		hashes = append(hashes, hash)
	}
	slices.Sort(hashes)
	for chunk := range slices.Chunk(hashes, vectorsWritten) {
		texts := make([]string, len(chunk))
		for i, hash := range chunk {
			texts[i] = writeVector(vectors[hash])
		}
		err := s.write("", manyLanes, func(c *conn) error { return keepVectors(c, model, dims, chunk, texts) })
		if err != nil {
			return fmt.Errorf("keep %d vectors of the articles: %w", len(vectors), err)
		}
	}
	return nil
}

func keepVectors(c *conn, model string, dims int, hashes, texts []string) error {
	if _, err := c.exec(sqlDropOtherDims, model, dims); err != nil {
		return err
	}
	for i, hash := range hashes {
		if _, err := c.exec(sqlKeepVector, model, hash, dims, texts[i], millis(time.Now())); err != nil {
			return err
		}
	}
	return nil
}

// DropVectors drops the vectors of all other models, and those of this one whose hashes
// are not among keep. It tells how many.
func (s *Store) DropVectors(ctx context.Context, model string, keep []string) (n int, err error) {
	var gone []string
	if err := s.selects(ctx, &gone, sqlVectorHashes, model); err != nil {
		return 0, fmt.Errorf("look for vectors of texts that are gone: %w", err)
	}
	stay := make(map[string]bool, len(keep))
	for _, hash := range keep {
		stay[hash] = true
	}
	gone = slices.DeleteFunc(gone, func(hash string) bool { return stay[hash] })
	dropped, err := s.dropVectors(func(c *conn) (int64, error) { return c.exec(sqlDropOtherModels, model) })
	for chunk := range slices.Chunk(gone, vectorsWritten) {
		if err != nil {
			break
		}
		var more int64
		more, err = s.dropVectors(func(c *conn) (int64, error) { return dropThese(c, model, chunk) })
		dropped += more
	}
	if err != nil {
		return int(dropped), fmt.Errorf("drop the vectors of texts that are gone: %w", err)
	}
	return int(dropped), nil
}

// dropVectors runs one portion and tells how many it dropped.
func (s *Store) dropVectors(drop func(*conn) (int64, error)) (n int64, err error) {
	err = s.write("", manyLanes, func(c *conn) (err error) {
		n, err = drop(c)
		return err
	})
	return n, err
}

func dropThese(c *conn, model string, hashes []string) (n int64, err error) {
	for _, hash := range hashes {
		one, err := c.exec(sqlDropVector, model, hash)
		if err != nil {
			return 0, err
		}
		n += one
	}
	return n, nil
}

// checkVectors gives the length that all have; 0 when there are none.
func checkVectors(model string, vectors map[string][]float32) (dims int, err error) {
	if model == "" || clean(model) != model {
		return 0, errors.New("the model's name is empty, too long or not plain text")
	}
	for hash, vec := range vectors {
		if dims == 0 {
			dims = len(vec)
		}
		switch raw, err := hex.DecodeString(hash); {
		case err != nil || len(raw) != 32 || strings.ToLower(hash) != hash:
			return 0, errors.New("a key is not a SHA-256 in small hex digits")
		case len(vec) == 0:
			return 0, fmt.Errorf("the vector of %s is empty", hash)
		case len(vec) != dims:
			return 0, fmt.Errorf("one has %d numbers and another %d; a model makes all alike", dims, len(vec))
		case slices.ContainsFunc(vec, isNoNumber):
			return 0, fmt.Errorf("the vector of %s has something that is not a number", hash)
		}
	}
	return dims, nil
}

func isNoNumber(f float32) bool { return math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) }

// writeVector writes numbers as float32, little-endian, in base64.
func writeVector(vec []float32) string {
	raw := make([]byte, 0, 4*len(vec))
	for _, f := range vec {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(f))
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// readVector reads them back; nil when that is not what stands there.
func readVector(text string) []float32 {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw)%4 != 0 || len(raw) == 0 {
		return nil
	}
	out := make([]float32, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}
