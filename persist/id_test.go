package persist

import (
	"errors"
	"strings"
	"testing"
)

// TestDeriveID holds the ids of DO-ID-6, DO-ID-8 and DO-DISK-30 to 34. DO-ID-2, DO-ID-3.
func TestDeriveID(t *testing.T) {
	tests := []struct{ key, name, want string }{
		{"my-worker-SqlDO", "foo", "b7d8cc45721b64815f67d39e5813922e0f9f1e16b7e8fbbc2b565d21d22bd9c8"},
		{"my-worker-SqlDO", "", "706785549248d966f1d1e8d1a0aa3b5c2a950ed93f256a6bf4fdc7ea737bfa9e"},
		{"my-worker-SqlDO", "héllo/日本", "7208f3beb0404c8253367746ba16b422b93dcf31305be2161c09a25c45950f6e"},
		{"my-worker-KvDO", "foo", "0cb60cdf9ee0afce16db76c6859325fe225303a904f457244a7079fd99aadd74"},
		{"w-A", "x", "8fec93d27476e4db53399c5ad6673cc9a31fa9f6085e6396d752dc1d44e05740"},
		{"w-dev-A", "x", "393d1590d3993577351c9878e4c13cd08e42b03c1bdd4d792d8a7b2e2556cccb"},
		{"w-B", "x", "01d023729148be1905ce419110468fe838361a8cb920b9a838433043ea1f6726"},
		{"w2-A", "x", "5943650873eea5de942bc2c1ac48178ad38386f4cbf3053a2885a33dcf2584aa"},
		{"miniflare-KVNamespaceObject", "kvid123", "804bb205…20de"},
		{"miniflare-R2BucketObject", "bkt", "40911b90…1e7c"},
		{"miniflare-CacheObject", "default", "9f458c07…4ded"},
		{"miniflare-CacheObject", "named:mine", "497a36b3…ab62"},
		{"miniflare-D1DatabaseObject", "11111111-2222-3333-4444-555555555555", "f023adf8…"},
	}
	for _, tt := range tests {
		got := DeriveID(tt.key, tt.name)
		begin, end, _ := strings.Cut(tt.want, "…")
		if !strings.HasPrefix(got, begin) || !strings.HasSuffix(got, end) {
			t.Errorf("DeriveID(%q, %q): got %s, want %s", tt.key, tt.name, got, tt.want)
		}
	}
}

// TestParseID is DO-ID-4, 5, 11 and 12.
func TestParseID(t *testing.T) {
	id := NewUniqueID("w-A")
	tests := []struct {
		key, in, want string
		err           error
	}{
		{"w-A", id, id, nil},
		{"w-A", strings.ToUpper(id), id, nil},
		{"w-B", id, "", ErrIDForeign},
		{"w-A", strings.Repeat("0", 64), "", ErrIDForeign},
		{"w-A", id[:63], "", ErrIDFormat},
		{"w-A", id + "0", "", ErrIDFormat},
		{"w-A", id[:63] + "g", "", ErrIDFormat},
		{"w-A", "", "", ErrIDFormat},
	}
	for _, tt := range tests {
		got, err := ParseID(tt.key, tt.in)
		if got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("ParseID(%q, %q): got %q, %v; want %q, %v", tt.key, tt.in, got, err, tt.want, tt.err)
		}
	}
	if NewUniqueID("w-A") == id {
		t.Error("two unique ids are equal")
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("w-A", DeriveID("w-A", "x"))
	f.Add("", "")
	f.Fuzz(func(t *testing.T, key, s string) {
		id, err := ParseID(key, s)
		if err == nil && (!isID(id) || !strings.EqualFold(id, s)) {
			t.Errorf("ParseID(%q, %q) = %q", key, s, id)
		}
	})
}
