package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"pabellon/bot/llm"
	"pabellon/knowledge"
	"pabellon/store"
)

// How the vectors of the articles are made, and how long a question waits for its own.
const (
	embedWithin  = time.Minute     // a batch of the articles' texts
	senseWithin  = 2 * time.Second // a question
	senseAgain   = time.Minute     // between two tries to make those of the articles
	senseLook    = 2 * time.Second // between two looks whether the articles have changed
	shortVectors = 256             // numbers of a vector, where the model can be asked for few
)

// senses keep the vectors of the articles in step with them, and make those of questions.
// While they cannot, words alone find what is asked.
type senses struct {
	model   *llm.Model
	name    string // of the embedding model
	store   *store.Store
	library func() *knowledge.Library
	log     *slog.Logger

	live atomic.Pointer[knowledge.Meaning]

	mu   sync.Mutex
	last struct {
		text   string
		vector []float32
	}
}

// meaning is that of the articles; nil when there is none.
func (s *senses) meaning() *knowledge.Meaning { return s.live.Load() }

// run keeps them until ctx ends.
func (s *senses) run(ctx context.Context) {
	version, failed := "", ""
	for ctx.Err() == nil {
		library, wait := s.library(), senseLook
		if library.Version() != version {
			m, err := s.make(ctx, library)
			if err == nil {
				s.live.Store(m)
				version, failed = library.Version(), ""
				s.log.Info("the articles are found by meaning too", "texts", m.Len(), "dimensions", m.Dims(), "trust", fmt.Sprintf("%.2f", m.Trust()))
				giveMemoryBack()
			} else if wait = senseAgain; ctx.Err() == nil && failed != err.Error() {
				failed = err.Error()
				s.log.Warn("the articles are found by words alone; trying on", "error", err)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// make gives the vectors of all texts: those that are kept, and new ones of what changed.
func (s *senses) make(ctx context.Context, library *knowledge.Library) (*knowledge.Meaning, error) {
	texts := map[string]string{} // by hash
	var hashes []string
	for _, t := range library.Texts() {
		if _, had := texts[t.Hash]; !had {
			texts[t.Hash] = t.Text
			hashes = append(hashes, t.Hash)
		}
	}
	have, err := s.store.Vectors(ctx, s.name, hashes)
	if err != nil {
		return nil, err
	}
	missing := slices.DeleteFunc(slices.Clone(hashes), func(h string) bool { return have[h] != nil })
	for some := range slices.Chunk(missing, llm.MostTexts) {
		fresh, err := s.embed(ctx, some, texts)
		if err != nil {
			return nil, err
		}
		if err := s.store.KeepVectors(ctx, s.name, fresh); err != nil {
			return nil, err
		}
	}
	if len(missing) > 0 { // some may have been of another length, and are gone
		if have, err = s.store.Vectors(ctx, s.name, hashes); err != nil {
			return nil, err
		}
	}
	if _, err := s.store.DropVectors(ctx, s.name, hashes); err != nil {
		return nil, err
	}
	return knowledge.NewMeaning(library, dimsOf(have), have)
}

func dimsOf(vectors map[string][]float32) int {
	for _, v := range vectors {
		return len(v)
	}
	return 0
}

// embed makes the vectors of some texts, by their hashes.
func (s *senses) embed(ctx context.Context, hashes []string, texts map[string]string) (map[string][]float32, error) {
	var batch []string
	for _, h := range hashes {
		batch = append(batch, texts[h])
	}
	vectors, err := s.model.Embed(ctx, batch, embedWithin)
	if err != nil {
		return nil, err
	}
	out := map[string][]float32{}
	for i, h := range hashes {
		out[h] = vectors[i]
	}
	return out, nil
}

// errStuck tells a server that gives every question the same vector.
var errStuck = errors.New("two questions got the same vector")

// Embed makes the vectors of questions.
func (s *senses) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	vectors, err := s.model.Embed(ctx, texts, senseWithin)
	if err != nil || len(vectors) == 0 {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, v := range vectors {
		if s.last.text != "" && s.last.text != texts[i] && slices.Equal(s.last.vector, v) {
			s.log.Warn("the embedding model is out of order", "error", errStuck)
			return nil, errStuck
		}
		s.last.text, s.last.vector = texts[i], v
	}
	return vectors, nil
}
