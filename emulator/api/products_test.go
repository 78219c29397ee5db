package api

import (
	"testing"
	"time"
)

func TestRateLimiter(t *testing.T) {
	var r RateLimiter
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0) }
	for i, c := range []struct {
		seconds int64
		key     string
		period  int
		delta   float64
		want    bool
	}{
		{0, "a", 60, 1, true},
		{59, "a", 60, 1, true},
		{59, "a", 60, 1, false},
		{59, "b", 60, 5, true},
		{59, "b", 60, 1, false},
		{59, "a", 10, 1, true},
		{60, "a", 60, 1, true},
		{60, "b", 60, 1, true},
	} {
		if got := r.Allow(at(c.seconds), c.key, 2, c.period, c.delta); got != c.want {
			t.Errorf("call %d: got %v, want %v", i, got, c.want)
		}
	}
}

func TestMessages(t *testing.T) {
	const head, tail = "From: A <a@x.y>\r\n", "Subject: s\r\n\r\nMessage-ID: in the body\r\n"
	for raw, want := range map[string]string{
		head + "Message-ID: <1@x.y>\r\n" + tail:     head + "Message-ID: <new>\r\n" + tail,
		head + "message-id:\r\n <1@x.y>\r\n" + tail: head + "Message-ID: <new>\r\n" + tail,
		"Message-Id: <1@x.y>\nFrom: a@x.y\n\nText":  "Message-ID: <new>\nFrom: a@x.y\n\nText",
		head + tail: head + tail,
	} {
		if got := string(withMessageID([]byte(raw), "<new>")); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for raw, want := range map[string]string{
		head + "Message-ID: <1@x.y>\r\n\r\n":               "",
		head + "\r\n":                                      "invalid message-id",
		"From: b@x.y\r\nMessage-ID: <1>\r\n\r\n":           "From: header does not match mail from",
		head + "Message-ID: <1>\r\nReceived: by x\r\n\r\n": "invalid headers set",
	} {
		if got := checkMessage([]byte(raw), "a@x.y"); got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
}
