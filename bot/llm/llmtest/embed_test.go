package llmtest

import (
	"context"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	openai "github.com/sashabaranov/go-openai"
)

// embed asks for the vectors of texts.
func (b bench) vectors(r openai.EmbeddingRequestStrings) []openai.Embedding {
	b.Helper()
	r.Model = embedder
	a, err := b.api.CreateEmbeddings(b.Context(), r)
	if err != nil || len(a.Data) != len(r.Input) || a.Usage.TotalTokens == 0 {
		b.Fatalf("%v %+v", err, a.Usage)
	}
	return a.Data
}

// near is how near two vectors are.
func near(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestTextsThatAreAlikeAreNear(t *testing.T) {
	b := strictly(t)
	v := b.vectors(openai.EmbeddingRequestStrings{Input: []string{
		"¿cuánto cuesta la membresía?", "precio de la membresia", "tiempo de envío por barco", "CUANTO CUESTA LA MEMBRESIA", "?"}})
	for i, one := range v {
		if one.Index != i || len(one.Embedding) != 256 || math.Abs(near(one.Embedding, one.Embedding)-1) > 1e-5 {
			t.Errorf("%d: %d dimensions, length %f", one.Index, len(one.Embedding), near(one.Embedding, one.Embedding))
		}
	}
	alike, apart := near(v[0].Embedding, v[1].Embedding), near(v[0].Embedding, v[2].Embedding)
	if alike < apart+0.15 {
		t.Errorf("alike %f, apart %f", alike, apart)
	}
	if !slices.Equal(v[0].Embedding, v[3].Embedding) {
		t.Error("case, accents and marks count")
	}
	again := b.vectors(openai.EmbeddingRequestStrings{Input: []string{"¿cuánto cuesta la membresía?"}})
	if !slices.Equal(again[0].Embedding, v[0].Embedding) {
		t.Error("the same text has two vectors")
	}
}

func TestVectorsComeInTheSizeAndWritingThatWereAskedFor(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Dimensions = 32 })
	float := b.vectors(openai.EmbeddingRequestStrings{Input: []string{"membresía"}, EncodingFormat: openai.EmbeddingEncodingFormatFloat})
	packed := b.vectors(openai.EmbeddingRequestStrings{Input: []string{"membresía"}, EncodingFormat: openai.EmbeddingEncodingFormatBase64})
	if len(float[0].Embedding) != 32 || !slices.Equal(float[0].Embedding, packed[0].Embedding) {
		t.Errorf("%v, %v", float, packed)
	}
	if v := b.vectors(openai.EmbeddingRequestStrings{Input: []string{"membresía"}, Dimensions: 64}); len(v[0].Embedding) != 64 {
		t.Error(len(v[0].Embedding))
	}
	c := b.Called("embeddings")
	if r := c[1].Request; len(c) != 3 || r.Inputs[0] != "membresía" || r.Encoding != "base64" || c[2].Request.Dimensions != 64 {
		t.Errorf("%+v", r)
	}
	a := b.do(http.MethodPost, "/v1/embeddings", `{"model":"`+embedder+`","input":[[1,2],[3]]}`)
	if a.status != 200 || strings.Count(a.body, `"index"`) != 2 {
		t.Error(a)
	}
	if a := b.do(http.MethodPost, "/v1/embeddings", `{"model":"`+embedder+`","input":[1,2]}`); a.status != 200 || strings.Count(a.body, `"index"`) != 1 {
		t.Error(a)
	}
}

func TestWhatCannotBeEmbeddedIsRefused(t *testing.T) {
	many := func(n, size int) []string { return slices.Repeat([]string{strings.Repeat("a", size)}, n) }
	for name, c := range map[string]struct {
		request openai.EmbeddingRequestStrings
		code    string
		says    string
	}{
		"too many texts": {openai.EmbeddingRequestStrings{Input: many(2049, 1)}, "array_above_max_length", "2048"},
		"an empty text":  {openai.EmbeddingRequestStrings{Input: []string{"a", ""}}, "", "input[1]"},
		"a long text":    {openai.EmbeddingRequestStrings{Input: many(1, 8192*4+1)}, "context_length_exceeded", "8192 tokens"},
		"long together":  {openai.EmbeddingRequestStrings{Input: many(40, 8000*4)}, "max_tokens_per_request", "max 300000 tokens"},
		"dimensions":     {openai.EmbeddingRequestStrings{Input: many(1, 1), Dimensions: 3073}, "invalid_value", "3072"},
		"fewer than one": {openai.EmbeddingRequestStrings{Input: many(1, 1), Dimensions: -1}, "invalid_value", "Must be between"},
		"a writing":      {openai.EmbeddingRequestStrings{Input: many(1, 1), EncodingFormat: "hex"}, "invalid_value", "hex"},
		"nothing":        {openai.EmbeddingRequestStrings{Input: []string{}}, "", "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			b := begin(t)
			c.request.Model = embedder
			_, err := b.api.CreateEmbeddings(context.Background(), c.request)
			b.is(err, 400, c.code, c.says)
		})
	}
	b := begin(t)
	for _, body := range []string{`{"model":"` + embedder + `"}`, `{"model":"` + embedder + `","input":{}}`, `{"model":"` + embedder + `","input":null}`, `7`} {
		if a := b.do(http.MethodPost, "/v1/embeddings", body); a.status != 400 {
			t.Errorf("%s: %+v", body, a)
		}
	}
}
