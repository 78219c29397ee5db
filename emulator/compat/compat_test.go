package compat

import (
	"slices"
	"testing"
)

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Flags() {
		for _, name := range []string{f.Enable, f.Disable} {
			if name != "" && seen[name] {
				t.Errorf("%s is listed twice", name)
			}
			seen[name] = true
		}
		if (len(f.ImpliedBy) > 0) != (f.ImpliedFrom != "") {
			t.Errorf("%s: ImpliedBy and ImpliedFrom go together", f.Enable)
		}
		for _, date := range []string{f.Date, f.ImpliedFrom} {
			if date != "" && !validDate(date) {
				t.Errorf("%s: got date %q", f.Enable, date)
			}
		}
	}
	for _, f := range Flags() {
		for _, name := range f.ImpliedBy {
			if _, ok := index()[name]; !ok {
				t.Errorf("%s is implied by unknown %s", f.Enable, name)
			}
		}
	}
}

// DO-COMPAT-1: a flag is on when listed, or by date unless its opposite is listed.
func TestEvaluate_Has(t *testing.T) {
	tests := []struct {
		date  string
		flags []string
		name  string
		want  bool
	}{
		{"2026-04-06", nil, "web_socket_auto_reply_to_close", false},
		{"2026-04-07", nil, "web_socket_auto_reply_to_close", true},
		{"2026-04-07", nil, "web_socket_manual_reply_to_close", false},
		{"2026-04-06", []string{"web_socket_auto_reply_to_close"}, "web_socket_auto_reply_to_close", true},
		{"2026-04-07", []string{"web_socket_manual_reply_to_close"}, "web_socket_auto_reply_to_close", false},
		{"2026-04-07", []string{"web_socket_manual_reply_to_close"}, "web_socket_manual_reply_to_close", true},
		{"2024-04-02", nil, "rpc", false},
		{"2024-04-03", nil, "rpc", true},
		{"2025-12-02", nil, "enable_fast_jsg_struct", false},
		{"2025-12-03", nil, "enable_fast_jsg_struct", true},
		{"2026-01-20", nil, "rpc_params_dup_stubs", true},
		{"2026-02-23", nil, "delete_all_deletes_alarm", false},
		{"2026-02-24", nil, "delete_all_deletes_alarm", true},
		{"2026-04-21", nil, "enhanced_error_serialization", true},
		{"", nil, "enhanced_error_serialization", true},
		{"2021-01-01", nil, "r2_public_beta_bindings", true},
		{"2026-11-17", nil, "allow_irrevocable_stub_storage", false},
		{"2026-11-17", nil, "experimental", false},
		{"2026-11-17", []string{"experimental"}, "experimental", true},
		{"2024-09-22", []string{"nodejs_compat"}, "nodejs_compat_v2", false},
		{"2024-09-23", []string{"nodejs_compat"}, "nodejs_compat_v2", true},
		{"2024-09-23", []string{"nodejs_compat", "no_nodejs_compat_v2"}, "nodejs_compat_v2", false},
		{"2024-10-01", []string{"nodejs_compat_v2", "no_nodejs_compat"}, "nodejs_zlib", true},
		{"2024-10-01", []string{"nodejs_compat_v2", "no_nodejs_compat", "no_nodejs_zlib"}, "nodejs_zlib", false},
		{"2025-09-01", []string{"nodejs_compat"}, "enable_nodejs_http_server_modules", true},
		{"2026-08-03", nil, "nodejs_compat", false},
		{"2026-08-04", nil, "nodejs_compat", true},
		{"2026-08-04", nil, "enable_nodejs_fs_module", true},
		{"2026-08-04", []string{"no_nodejs_compat", "no_nodejs_compat_v2"}, "enable_nodejs_fs_module", false},
	}
	for _, tt := range tests {
		set, findings := Evaluate(tt.date, tt.flags)
		if len(findings) > 0 {
			t.Errorf("%s %v: got findings %v", tt.date, tt.flags, findings)
		}
		if got := set.Has(tt.name); got != tt.want {
			t.Errorf("%s %v: %s: got %v, want %v", tt.date, tt.flags, tt.name, got, tt.want)
		}
	}
}

// DO-COMPAT-1, DO-MIG-42: the texts are the runtime's.
func TestEvaluate_Findings(t *testing.T) {
	tests := []struct {
		date  string
		flags []string
		want  []Finding
	}{
		{"2024-10-01", []string{"rpc"}, []Finding{
			{"The compatibility flag rpc became the default as of 2024-04-03 so does not need to be specified anymore.", "rpc", false}}},
		{"2024-04-02", []string{"rpc", "no_rpc"}, []Finding{
			{"Compatibility flags are mutually contradictory: rpc vs no_rpc", "no_rpc", true}}},
		{"2024-10-01", []string{"nodejs_als", "nodejs_als"}, []Finding{
			{"Compatibility flag specified multiple times: nodejs_als", "nodejs_als", true}}},
		{"2024-10-01", []string{"nope_flag"}, []Finding{
			{"No such compatibility flag: nope_flag", "nope_flag", true}}},
		{"2024-10-01", []string{"r2_public_beta_bindings"}, []Finding{
			{"The compatibility flag r2_public_beta_bindings is the default, so does not need to be specified anymore.", "r2_public_beta_bindings", false}}},
		{"2026-11-01", []string{"nodejs_compat"}, nil},
		{"2026-11-01", []string{"nodejs_compat_v2"}, nil},
		{"2024-10-01", []string{"durable_object_rename"}, nil},
		{"2024-02-30", nil, nil},
		{"2026-11-20", nil, nil},
		{"2024-1-5", nil, []Finding{{"Invalid compatibility date: 2024-1-5", "", true}}},
		{"1999-10-01", nil, []Finding{{"Invalid compatibility date: 1999-10-01", "", true}}},
		{"2024-10-01T00:00:00Z", nil, []Finding{{"Invalid compatibility date: 2024-10-01T00:00:00Z", "", true}}},
	}
	for _, tt := range tests {
		if _, got := Evaluate(tt.date, tt.flags); !slices.Equal(got, tt.want) {
			t.Errorf("%s %v: got %v, want %v", tt.date, tt.flags, got, tt.want)
		}
	}
}

func TestSet_HasUnknown(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got no panic for a name that does not exist")
		}
	}()
	Set{}.Has("web_socket_auto_replay")
}

func TestSet_Enabled(t *testing.T) {
	set, _ := Evaluate("2021-01-01", []string{"rpc"})
	if got, want := set.Enabled(), []string{"r2_public_beta_bindings", "rpc"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
