package project

import "testing"

func TestNearest(t *testing.T) {
	keys := append(environmentKeys(), topLevelKeys...)
	tests := []struct{ name, want string }{
		{"durable_object", "durable_objects"},
		{"durableObjects", "durable_objects"},
		{"DURABLE_OBJECTS", "durable_objects"},
		{"compatability_date", "compatibility_date"},
		{"compat_date", ""},
		{"mian", "main"},
		{"migration", "migrations"},
		{"kv_namespace", "kv_namespaces"},
		{"compatibility", "compatibility_date"},
		{"foo", ""},
		{"x", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := nearest(tt.name, keys); got != tt.want {
			t.Errorf("nearest(%q): got %q, want %q", tt.name, got, tt.want)
		}
	}
}
