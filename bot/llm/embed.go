package llm

import (
	"context"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// MostTexts is how many texts are embedded with one call
// (https://platform.openai.com/docs/api-reference/embeddings/create takes 2,048 of them).
const MostTexts = 256

// Embed gives the vectors of texts, in their order: all of one length. An empty list gives
// none; more than MostTexts go in several calls. Within is the deadline of each.
func (m *Model) Embed(ctx context.Context, texts []string, within time.Duration) ([][]float32, error) {
	if m.o.Embedding == "" {
		return nil, &Error{Outcome: Absent}
	}
	out := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := min(len(texts), MostTexts)
		some, err := m.embed(ctx, texts[:n], within)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && len(some[0]) != len(out[0]) {
			return nil, &Error{Outcome: Useless}
		}
		out, texts = append(out, some...), texts[n:]
	}
	return out, nil
}

func (m *Model) embed(ctx context.Context, texts []string, within time.Duration) (out [][]float32, err error) {
	err = m.call(ctx, embedding, "", within, func(ctx context.Context) (int64, error) {
		res, err := m.client.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{Input: texts, Model: openai.EmbeddingModel(m.o.Embedding),
			Dimensions: m.o.Dimensions, EncodingFormat: openai.EmbeddingEncodingFormatFloat})
		if err != nil {
			e := failure(ctx, err)
			e.After = after(res.Header(), time.Now())
			return 0, e
		}
		tokens := int64(res.Usage.TotalTokens)
		if tokens == 0 {
			for _, t := range texts {
				tokens += int64(len(t)/4 + 1)
			}
		}
		out, err = inOrder(res.Data, len(texts))
		return tokens, err
	})
	return out, err
}

// inOrder puts vectors where their index says. One that is missing, stands twice or has
// another length spoils all: a vector of the wrong text is worse than none.
func inOrder(data []openai.Embedding, n int) ([][]float32, error) {
	out := make([][]float32, n)
	if len(data) != n {
		return nil, &Error{Outcome: Useless}
	}
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || out[d.Index] != nil || len(d.Embedding) == 0 || len(d.Embedding) != len(data[0].Embedding) {
			return nil, &Error{Outcome: Useless}
		}
		out[d.Index] = d.Embedding
	}
	return out, nil
}
