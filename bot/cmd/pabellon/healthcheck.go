package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// healthcheckCommand asks the program that runs here; a container needs no curl for it.
type healthcheckCommand struct {
	HTTPAddr string `name:"http-addr" var:"HTTP_ADDR" placeholder:"ADDR" default:"127.0.0.1:8080" help:"Where the program listens."`
}

func (*healthcheckCommand) Example() string { return "pabellon healthcheck" }

// Run asks /readyz.
func (c *healthcheckCommand) Run(ctx context.Context, p *program) error {
	p.found.listen("HTTP_ADDR", c.HTTPAddr)
	if err := p.found.err(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	url := "http://" + reachable(c.HTTPAddr) + "/readyz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("ask %s: %w", url, err)
	}
	client := &http.Client{Transport: &http.Transport{Proxy: nil}} // it is this machine
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("ask %s: nobody answers there; is the program running? (%w)", url, err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", strings.TrimSpace(string(body)))
	}
	fmt.Fprintln(p.out, "ready")
	return nil
}

// reachable is an address under which this machine finds who listens on addr.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
