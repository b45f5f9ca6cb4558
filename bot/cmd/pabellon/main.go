package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // TIME_ZONE works where the system has no zones (a container from scratch)
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.LookupEnv, os.Stdin, os.Stdout, os.Stderr))
}
