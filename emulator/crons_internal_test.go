package emulator

import (
	"testing"
	"time"
)

func TestDue(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	// 2026-11-27 is a Friday.
	for _, c := range []struct {
		expression, at string
		want           bool
	}{
		{"* * * * *", "2026-11-27 10:01", true},
		{"*/30 * * * *", "2026-11-27 10:30", true},
		{"*/30 * * * *", "2026-11-27 10:31", false},
		{"45 17 * * *", "2026-11-27 17:45", true},
		{"0 17 * * sun", "2026-11-29 17:00", true},
		{"0 17 * * 1", "2026-11-29 17:00", true},
		{"0 17 * * 6", "2026-11-27 17:00", true},
		{"0 17 * * 5", "2026-11-27 17:00", false},
		{"10 7 * * mon-fri", "2026-11-27 07:10", true},
		{"10 7 * * 2-6", "2026-11-27 07:10", true},
		{"10 7 * * 2-6", "2026-11-28 07:10", false},
		{"0 15 1 * *", "2026-11-01 15:00", true},
		{"0 18 * * 6L", "2026-11-27 18:00", true},
		{"0 18 * * 6L", "2026-11-20 18:00", false},
		{"59 23 L * *", "2026-11-30 23:59", true},
		{"0 9 * nov 6#4", "2026-11-27 09:00", true},
		{"nonsense", "2026-11-27 09:00", false},
	} {
		if got := due(c.expression, at(c.at)); got != c.want {
			t.Errorf("%s at %s: got %v", c.expression, c.at, got)
		}
	}
}
