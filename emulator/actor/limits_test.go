package actor

import (
	"testing"
	"time"
)

// TestObject_Admit refuses what no single object can do for long. DO-LIMIT-1.
func TestObject_Admit(t *testing.T) {
	o := &Object{}
	now := time.UnixMilli(1)
	for range maxRequests {
		if err := o.Admit(now); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		after time.Duration
		ok    bool
	}{{0, false}, {requestWindow - 1, false}, {requestWindow, true}} {
		err := o.Admit(now.Add(c.after))
		if (err == nil) != c.ok {
			t.Errorf("after %s: got %v", c.after, err)
		}
		if err != nil && (err.Message != msgManyRequests || !err.Overloaded) {
			t.Errorf("got %+v", err)
		}
	}
}
