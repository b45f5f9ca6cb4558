package knowledge

import "sync"

// A message is put to the articles more than once while it is read: as it stands, as a
// line that an admin wrote, about what was answered before. What was just ranked is
// therefore kept for a moment: the last few questions, whoever asked them.
const keptRanks = 16

// rankKey is what a ranking depends on.
type rankKey struct{ query, topic, lang string }

// ranking is what was found for a question.
type ranking struct {
	list    []ranked // best first; read only
	known   float64
	content int
	gap     func() Gap // the nearest question that no article answers
}

// recent are the last rankings, for many goroutines at once.
type recent struct {
	mu   sync.Mutex
	keys [keptRanks]rankKey
	list [keptRanks]*ranking
	next int
}

// get is the ranking of a question; made when it is not there.
func (r *recent) get(key rankKey, rank func() *ranking) *ranking {
	if found := r.find(key); found != nil {
		return found
	}
	made := rank()
	if len(key.query) > maxQueryBytes {
		return made // a pasted text is not worth its room
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys[r.next], r.list[r.next] = key, made
	r.next = (r.next + 1) % keptRanks
	return made
}

func (r *recent) find(key rankKey) *ranking {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, k := range r.keys {
		if k == key {
			return r.list[i]
		}
	}
	return nil
}
