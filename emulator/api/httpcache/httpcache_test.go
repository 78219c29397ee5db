package httpcache

import (
	"math"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func TestKeep(t *testing.T) {
	for control, want := range map[string]time.Duration{
		"max-age=60":                        time.Minute,
		"s-maxage=120, max-age=60":          2 * time.Minute,
		"max-age=60, stale-if-error=60":     2 * time.Minute,
		"max-age=60, no-cache":              0,
		"max-age=60, proxy-revalidate":      0,
		"MAX-AGE=60":                        0,
		"max-age=60, no-store":              -1,
		"private, max-age=60":               -1,
		"max-age=9999999999999999999999999": time.Duration(math.MaxInt64 / 10),
	} {
		_, ttl, ok := Keep(nil, Header{{"cache-control", control}}, 200, noon)
		if want < 0 {
			if ok {
				t.Errorf("%s is stored", control)
			}
			continue
		}
		if !ok || (ttl-want).Abs() > time.Second {
			t.Errorf("%s: got %v, %v, want %v", control, ttl, ok, want)
		}
	}
}

func TestKeep_Header(t *testing.T) {
	stored, _, ok := Keep(nil, Header{{"connection", "x-hop"}, {"date", "x"}, {"x-hop", "1"}, {"x-kept", "2"}, {"cache-control", "max-age=1"}}, 200, noon)
	if !ok || len(stored) != 4 || stored.Get("x-kept") != "2" || stored.Get("date") != "Sun, 01 Nov 2026 12:00:00 GMT" || stored.Get("age") != "0" {
		t.Errorf("got %v, %v", stored, ok)
	}
}

func TestMatch(t *testing.T) {
	body := []byte("0123456789")
	stored := Metadata{Header: Header{{"etag", `"a"`}, {"last-modified", "Sun, 01 Nov 2026 12:00:00 GMT"}}, Status: 200, Size: len(body)}
	for _, c := range []struct {
		name, value string
		status      int
		body        string
	}{
		{"x", "", 200, "0123456789"},
		{"if-none-match", `"b", W/"a"`, 304, ""},
		{"if-none-match", `"b"`, 200, "0123456789"},
		{"if-modified-since", "Sun, 01 Nov 2026 12:00:01 GMT", 304, ""},
		{"if-modified-since", "Sun, 01 Nov 2026 11:59:59 GMT", 200, "0123456789"},
		{"range", "bytes=2-4", 206, "234"},
		{"range", "bytes=-2", 206, "89"},
		{"range", "bytes=99999999999999999999-", 416, ""},
		{"range", "bytes=0-99999999999999999999", 206, "0123456789"},
	} {
		got := Match(Header{{c.name, c.value}}, stored, body)
		if got.Status != c.status || string(got.Body) != c.body {
			t.Errorf("%s: %s: got %d %q, want %d %q", c.name, c.value, got.Status, got.Body, c.status, c.body)
		}
	}
	if got := Match(nil, Metadata{Size: 10}, []byte("012")); string(got.Body) != "012" {
		t.Errorf("a body cut off: got %q", got.Body)
	}
	if got := Match(Header{{"range", "bytes=5-8"}}, Metadata{Size: 10}, []byte("012")); len(got.Body) != 0 {
		t.Errorf("a range of a body cut off: got %q", got.Body)
	}
}
