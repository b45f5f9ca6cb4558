// Command pabellon is the assistant that fills Mexico's pavilion on Alibaba.com.
//
// It joins the rooms: knowledge and handlers decide what to say, store keeps it,
// bot runs it, and each channel carries it. This is the only place that knows all
// of them; there is nothing here that another room could do without them.
//
//	main.go     leaves with the exit code that run gives
//	run.go      from arguments and environment to one command
//	options.go  what can be set; config.go turns it into values, or into all its mistakes
//	office.go   store + handlers + loop + courier, as serve, chat and replay need them
//	serve.go    every channel, HTTP, health and metrics
//	chat*.go    the bot in a terminal and through JSON lines
package main
