package llmtest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What embeddings may be asked of at most. OpenAI's description of the input: 8192 tokens each, 300000 together; a list has
// 2048 texts. text-embedding-3-large has 3072 dimensions.
const (
	mostInputs      = 2048
	mostInputTokens = 8192
	mostAllTokens   = 300000
	mostDimensions  = 3072
)

// embed answers with the vectors of texts.
func (s *Server) embed(c *Call) (*result, error) {
	r := c.Request
	if err := mayEmbed(r); err != nil {
		return nil, err
	}
	dimensions := s.opts.Dimensions
	if r.Dimensions > 0 {
		dimensions = r.Dimensions
	}
	data := []any{}
	for i, text := range r.Inputs {
		v := vector(text, dimensions)
		var written any = v
		if r.Encoding == "base64" {
			written = encode(v)
		}
		data = append(data, map[string]any{"object": "embedding", "index": i, "embedding": written})
	}
	u := Usage{Prompt: r.tokens()}
	return &result{kind: isJSON, usage: u, body: payload(map[string]any{"object": "list", "model": r.Model, "data": data,
		"usage": map[string]any{"prompt_tokens": u.Prompt, "total_tokens": u.Total()}})}, nil
}

// mayEmbed refuses what OpenAI refuses.
func mayEmbed(r Request) error {
	switch n := len(r.Inputs); {
	case r.asked.Input == nil:
		return no("input", "missing_required_parameter", "Missing required parameter: 'input'.")
	case n == 0:
		return no("input", "", "'$.input' is invalid: it is empty.")
	case n > mostInputs:
		return no("input", "array_above_max_length", "Invalid 'input': array too long. Expected an array with maximum length %d, "+
			"but got an array with length %d instead.", mostInputs, n)
	case r.asked.Dimensions != nil && (*r.asked.Dimensions < 1 || *r.asked.Dimensions > mostDimensions):
		return no("dimensions", "invalid_value", "Invalid value for 'dimensions' = %d. Must be between 1 and %d.", *r.asked.Dimensions, mostDimensions)
	case r.Encoding != "" && r.Encoding != "float" && r.Encoding != "base64":
		return no("encoding_format", "invalid_value", "Invalid value: '%s'. Supported values are: 'float' and 'base64'.", r.Encoding)
	}
	for i, text := range r.Inputs {
		if text == "" {
			return no(fmt.Sprintf("input[%d]", i), "", "'$.input' is invalid: input[%d] is an empty string.", i)
		}
		if n := tokens(text); n > mostInputTokens {
			return no(fmt.Sprintf("input[%d]", i), "context_length_exceeded", "This model's maximum context length is %d tokens, "+
				"however you requested %d tokens (%[2]d in your prompt; 0 for the completion). Please reduce your prompt; or completion length.", mostInputTokens, n)
		}
	}
	if n := r.tokens(); n > mostAllTokens {
		return no("input", "max_tokens_per_request", "Requested %d tokens, max %d tokens per request.", n, mostAllTokens)
	}
	return nil
}

// vector puts a text in a place near to those of texts with the same pieces of words: each run of three to five letters of
// it counts in one dimension, up or down. Its length is 1.
func vector(text string, dimensions int) []float32 {
	v := make([]float64, dimensions)
	runes := []rune(" " + fold(text) + " ")
	for size := 3; size <= 5; size++ {
		for i := 0; i+size <= len(runes); i++ {
			add(v, string(runes[i:i+size]))
		}
	}
	var length float64
	for _, x := range v {
		length += x * x
	}
	if length == 0 {
		add(v, text)
		length = 1
	}
	out := make([]float32, dimensions)
	for i, x := range v {
		out[i] = float32(x / math.Sqrt(length))
	}
	return out
}

// add counts a piece of text.
func add(v []float64, piece string) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(piece))
	sum := h.Sum64()
	if i := sum % uint64(len(v)); sum>>63 == 0 {
		v[i]++
	} else {
		v[i]--
	}
}

// fold is a text in small letters and figures, without accents, with one space between words.
func fold(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsNumber(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFD.String(text))
	return strings.Join(strings.Fields(text), " ")
}

// encode is a vector as base64 of its numbers, the small end first.
func encode(v []float32) string {
	var raw bytes.Buffer
	_ = binary.Write(&raw, binary.LittleEndian, v)
	return base64.StdEncoding.EncodeToString(raw.Bytes())
}
