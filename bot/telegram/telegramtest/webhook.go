package telegramtest

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"time"
)

// hook is where updates are posted to, and how that went.
type hook struct {
	url, secret string
	max         int
	under       int // posts under way
	setAt       time.Time
	failed      int64 // when the last post failed
	failure     string
}

// described is a result with words beside it.
type described struct {
	result any
	text   string
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// setWebhook lets updates be posted to an address; an empty one is deleteWebhook.
func setWebhook(s *Server, r *request) (any, error) {
	if r.Params["url"] == "" {
		return deleteWebhook(s, r)
	}
	if time.Since(s.hook.setAt) < time.Second {
		return nil, &refusal{status: 429, text: "Too Many Requests: retry after 1", retry: 1}
	}
	if err := checkHook(r.Params["url"]); err != nil {
		return nil, err
	}
	secret := r.Params["secret_token"]
	switch {
	case len(secret) > 256:
		return nil, bad("secret token is too long")
	case !secretToken.MatchString(secret):
		return nil, bad("secret token contains unallowed characters")
	}
	if err := s.queue.allow(r.Call); err != nil {
		return nil, err
	}
	s.end(endedByHook)
	if r.yes("drop_pending_updates") {
		s.queue.list = nil
	}
	for _, u := range s.queue.list {
		u.due, u.wait = time.Time{}, 0
	}
	s.hook = hook{url: r.Params["url"], secret: secret, max: int(r.number("max_connections", 40, 1, 100)),
		under: s.hook.under, setAt: time.Now()}
	return described{true, "Webhook was set"}, nil
}

// checkHook takes HTTPS at the ports that Telegram takes, and anything on this machine.
func checkHook(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return bad("bad webhook: invalid URL")
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	if u.Scheme != "https" {
		return bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	if !slices.Contains([]string{"", "80", "88", "443", "8443"}, u.Port()) {
		return bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	}
	return nil
}

func deleteWebhook(s *Server, r *request) (any, error) {
	if r.yes("drop_pending_updates") {
		s.queue.list = nil
	}
	if s.hook.url == "" {
		return described{true, "Webhook is already deleted"}, nil
	}
	s.hook = hook{under: s.hook.under, setAt: s.hook.setAt}
	return described{true, "Webhook was deleted"}, nil
}

func getWebhookInfo(s *Server, _ *request) (any, error) {
	info := map[string]any{"url": s.hook.url, "has_custom_certificate": false, "pending_update_count": len(s.queue.list)}
	if s.hook.url != "" {
		info["max_connections"], info["ip_address"] = s.hook.max, "127.0.0.1"
	}
	if s.hook.failed != 0 {
		info["last_error_date"], info["last_error_message"] = s.hook.failed, s.hook.failure
	}
	if list := s.queue.listed(); list != nil {
		info["allowed_updates"] = list
	}
	return info, nil
}
