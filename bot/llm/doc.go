// Package llm asks a language model, on any server that speaks OpenAI's protocol: OpenAI
// itself, Azure, Ollama, vLLM, llama.cpp.
//
// A [Model] answers a [bot.Prompt], gives vectors for texts and hears voice notes. Each
// call passes five gates, in this order:
//
//	budget → circuit breaker → a free place → deadline → tries
//
// Whatever goes wrong comes back as an error that holds nothing of what was asked or
// answered, and nobody who asks may depend on an answer: the rules and the articles' own
// words stand in for it.
//
// What a model says is text of unknown worth. Here it is only seen to be whole (not cut,
// not refused, JSON where JSON was asked for); what may be done with it is decided by who
// asked.
//
// Servers differ. One that lacks JSON Schemas is asked for any JSON with the schema in
// words, and one that lacks that too for text; what was learnt is remembered until the
// program ends.
package llm
