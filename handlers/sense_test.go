package handlers

import (
	"context"
	"errors"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pabellon/bot"
	"pabellon/knowledge"
)

// lettersDims is how long those vectors are: with fewer the letters are not to be trusted.
const lettersDims = 512

// lettersVector embeds a text by its groups of letters: near texts are near.
func lettersVector(text string) []float32 {
	v := make([]float32, lettersDims)
	folded := " " + strings.Join(knowledge.Words(text), " ") + " "
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(folded); i++ {
			h := fnv.New32a()
			_, _ = h.Write([]byte(folded[i : i+n]))
			sum := h.Sum32()
			v[sum%lettersDims] += 1 - 2*float32(sum>>31)
		}
	}
	return v
}

// embedder makes vectors in a test.
type embedder func(text string) ([]float32, error)

func (e embedder) Embed(_ context.Context, texts []string) ([][]float32, error) {
	var out [][]float32
	for _, t := range texts {
		v, err := e(t)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// fewArticles are some of those of the program, for vectors of all of them take long.
var fewArticles = sync.OnceValues(func() (*knowledge.Library, error) {
	some := fstest.MapFS{}
	err := fs.WalkDir(knowledge.Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (path.Ext(name) != ".md" || name[len(name)-4] < 'b') { // by their last letter
			data, _ := fs.ReadFile(knowledge.Embedded(), name)
			some[name] = &fstest.MapFile{Data: data}
		}
		return err
	})
	lib, _ := knowledge.Load(some)
	return lib, err
})

// fewVectors are theirs.
var fewVectors = sync.OnceValues(func() (*knowledge.Meaning, error) {
	lib, err := fewArticles()
	if err != nil {
		return nil, err
	}
	vectors := map[string][]float32{}
	for _, text := range lib.Texts() {
		vectors[text.Hash] = lettersVector(text.Text)
	}
	return knowledge.NewMeaning(lib, lettersDims, vectors)
})

// sensing is a clerk with vectors of some articles.
func sensing(t *testing.T) *Clerk {
	t.Helper()
	m, err := fewVectors()
	if err != nil {
		t.Fatal(err)
	}
	if m.Trust() < 0.2 {
		t.Errorf("the vectors are trusted to %.2f", m.Trust())
	}
	return testClerk(t).Sensing(func() *knowledge.Meaning { return m })
}

func TestAQuestionIsFoundByItsVectorWhenItsWordsAreNot(t *testing.T) {
	clerk := sensing(t)
	turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: "que onda con la lana que me van a sacar por estar ahi"}
	cmds, _ := clerk.Understand(bot.Conversation{Greeted: true, Lang: "es"}, turn)
	questions := clerk.Sense(bot.Conversation{Greeted: true, Lang: "es"}, turn, cmds)
	if len(questions) != 1 {
		t.Fatalf("%d questions of %+v", len(questions), cmds)
	}
	a, _ := clerk.Library().Article("costo-membresia", "es")
	out := clerk.Sensed(bot.Conversation{Greeted: true, Lang: "es"}, turn, cmds, [][]float32{lettersVector(a.Title)})
	has := func(cmd bot.Command) bool {
		return slices.ContainsFunc(cmd.(bot.Ask).Found.Passages, func(p bot.Passage) bool { return p.Article == a.ID })
	}
	if has(cmds[0]) || !has(out[0]) {
		t.Errorf("by words %+v, by meaning %+v", cmds, out)
	}
}

// What is private is no part of a question's vector, and a question that the words answer
// needs none.
func TestOnlyAnUncertainQuestionIsEmbedded(t *testing.T) {
	clerk := sensing(t)
	for text, want := range map[string]bool{"cuanto cuesta la membresia": false, "quiero aplicar": false, "¿y lo de la lana que sacan, le escribo a ana@cafesol.mx?": true, "/costos": false} {
		turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: text}
		c := bot.Conversation{Greeted: true, Lang: "es"}
		cmds, _ := clerk.Understand(c, turn)
		questions := clerk.Sense(c, turn, cmds)
		if (len(questions) > 0) != want || strings.Contains(strings.Join(questions, " "), "@") {
			t.Errorf("%q asks for %q", text, questions)
		}
	}
}

// TestTranscriptsGoAsWithoutVectors plays every transcript with an embedder that is down,
// and with some that give nothing to go by.
func TestTranscriptsGoAsWithoutVectors(t *testing.T) {
	clerk := sensing(t)
	for name, e := range map[string]embedder{
		"down":    func(string) ([]float32, error) { return nil, errors.New("down") },
		"empty":   func(string) ([]float32, error) { return nil, nil },
		"another": func(string) ([]float32, error) { return make([]float32, 7), nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			playAll(t, clerk, func(s *stage) { s.readBy(&bot.Advised{Rules: s.clerk, Embedder: e}) })
		})
	}
}
