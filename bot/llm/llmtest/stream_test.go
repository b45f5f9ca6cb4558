package llmtest

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// heard is what came through a stream.
type heard struct {
	text, refusal, reason, arguments string
	usage                            *openai.Usage
	frames                           int
}

// listen reads a stream to its end.
func (b bench) listen(ctx context.Context, r openai.ChatCompletionRequest) (h heard, err error) {
	b.Helper()
	st, err := b.api.CreateChatCompletionStream(ctx, r)
	if err != nil {
		return h, err
	}
	defer func() { _ = st.Close() }()
	for {
		got, err := st.Recv()
		if errors.Is(err, io.EOF) {
			return h, nil
		}
		if err != nil {
			return h, err
		}
		h.frames++
		if got.Usage != nil {
			h.usage = got.Usage
		}
		for _, c := range got.Choices {
			h.text, h.refusal, h.reason = h.text+c.Delta.Content, h.refusal+c.Delta.Refusal, h.reason+string(c.FinishReason)
			for _, t := range c.Delta.ToolCalls {
				h.arguments += t.Function.Name + t.Function.Arguments
			}
		}
	}
}

// told asks for the usage of a stream.
func told(r *openai.ChatCompletionRequest) {
	r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
}

func TestAStreamComesInPiecesWithItsUsageLast(t *testing.T) {
	b := strictly(t)
	b.When(Says("hola"), Reply{Text: "buenas tardes"})
	h, err := b.listen(t.Context(), asks("hola", told))
	if err != nil || h.text != "buenas tardes" || h.reason != "stop" || h.frames != 1+4+1+1 || h.usage == nil || h.usage.TotalTokens != 5 {
		t.Errorf("%+v %v", h, err)
	}
	if h, err = b.listen(t.Context(), asks("hola")); err != nil || h.usage != nil || h.text != "buenas tardes" {
		t.Errorf("%+v %v", h, err)
	}
	if got := b.Usage().Total(); got != 5 {
		t.Errorf("%d tokens are told of", got)
	}
	answer := string(b.Calls()[0].Answer)
	if !strings.HasSuffix(answer, "data: [DONE]\n\n") || !strings.Contains(answer, `"choices":[],`) || !b.Calls()[0].Request.StreamUsage {
		t.Error(answer)
	}
}

func TestRefusalsToolsAndSchemasAreStreamedToo(t *testing.T) {
	b := strictly(t)
	b.When(Says("malo"), Reply{Refusal: "Eso no lo hago."})
	b.When(Says("aduana"), Reply{ToolCalls: []ToolCall{{Name: "buscar", Arguments: `{"q":"aduana"}`}}})
	if h, err := b.listen(t.Context(), asks("malo")); err != nil || h.refusal != "Eso no lo hago." || h.text != "" {
		t.Errorf("%+v %v", h, err)
	}
	h, err := b.listen(t.Context(), asks("aduana", func(r *openai.ChatCompletionRequest) { r.Tools = []openai.Tool{tool("buscar")} }))
	if err != nil || h.arguments != `buscar{"q":"aduana"}` || h.reason != "tool_calls" {
		t.Errorf("%+v %v", h, err)
	}
	if h, err := b.listen(t.Context(), asks("x", schema("relleno", fillSchema))); err != nil || !strings.HasPrefix(h.text, `{"at":null,`) {
		t.Errorf("%+v %v", h, err)
	}
	_, err = b.listen(t.Context(), asks("x", func(r *openai.ChatCompletionRequest) { r.Model = "otro" }))
	b.is(err, 404, "model_not_found", "`otro` does not exist")
}

func TestAStreamThatIsCutStallsOrNeverSaysWhyItEnds(t *testing.T) {
	b := strictly(t)
	b.When(nil, Reply{Text: "una respuesta que es larga"})
	b.Fail(Named("no_finish"))
	if h, err := b.listen(t.Context(), asks("a")); err != nil || h.reason != "" || h.text != "una respuesta que es larga" {
		t.Errorf("%+v %v", h, err)
	}
	b.Fail(Fault{Cut: 700})
	if h, err := b.listen(t.Context(), asks("a", told)); err == nil || h.reason != "" || h.text == "" {
		t.Errorf("%+v %v", h, err)
	}
	if got := len(b.Calls()[1].Answer); got != 700 || b.Usage().Total() != 0 {
		t.Errorf("%d bytes were sent, %+v", got, b.Usage())
	}
	b.Fail(Fault{Stall: 700})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if h, err := b.listen(ctx, asks("a")); !errors.Is(err, context.DeadlineExceeded) || h.text == "" {
		t.Errorf("%+v %v", h, err)
	}
	b.until("it is seen that the client left", func() bool { return b.Calls()[2].Left })
	b.Fail(Named("sse_cut"))
	if h, err := b.listen(t.Context(), asks("a")); err != nil || h.text != "Hola" || h.reason != "" {
		t.Errorf("%+v %v", h, err)
	}
	b.Fail(Named("sse_error"))
	if _, err := b.listen(t.Context(), asks("a")); err == nil || !strings.Contains(err.Error(), "had an error") {
		t.Error(err)
	}
	b.Fail(Named("sse_error_late"))
	if h, err := b.listen(t.Context(), asks("a")); h.text != "Hola" || h.reason != "" {
		t.Errorf("%+v %v", h, err)
	}
}

func TestWhoLeavesAStreamIsSeenToLeave(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Pace = 20 * time.Millisecond })
	b.When(nil, Reply{Text: strings.Repeat("largo ", 2000)})
	ctx, cancel := context.WithCancel(t.Context())
	st, err := b.api.CreateChatCompletionStream(ctx, asks("a"))
	b.fine(err)
	_, err = st.Recv()
	b.fine(err)
	cancel()
	_ = st.Close()
	b.until("it is seen that the client left", func() bool { return b.Calls()[0].Left })
	b.until("nothing is open", func() bool { return b.Open() == 0 })
}
