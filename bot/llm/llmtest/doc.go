// Package llmtest is a language model server that refuses what a real one refuses, for tests. It speaks the parts of
// OpenAI's API that other servers speak too: chat, embeddings, transcriptions and the list of models; and Azure's paths.
//
//	s, err := llmtest.New(llmtest.Options{Schema: schema})  // listens on 127.0.0.1; s.URL(), s.Key()
//	s.When(llmtest.Says("envío"), llmtest.Reply{Text: "…"}) // what the model says, by rules
//	s.Fail(llmtest.Named("429_rate"))                       // what goes wrong, by script
//	s.Called("chat/completions")                            // and s.Refused() says what the client did wrong
//
// There is no model in it. What no rule answers is answered with the smallest value that the schema of the request allows,
// and with nothing where there is none. A scripted answer that breaks a strict schema is never sent: a server that keeps
// the schema could not have said it, so the test is wrong; [Server.Misfits] are those. [Reply.Loose] is for a server that
// does not keep it.
//
// A token is four characters, everywhere. Words in errors are OpenAI's where they are known; what this server cannot do is
// refused with "llmtest: …".
package llmtest
