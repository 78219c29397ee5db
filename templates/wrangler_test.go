package templates

import (
	"cmp"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTemplates_Wrangler has the real tool check and bundle every project. It is skipped where
// wrangler is not installed; DEVDO_WRANGLER names one that is not on the PATH.
func TestTemplates_Wrangler(t *testing.T) {
	wrangler, err := exec.LookPath(cmp.Or(os.Getenv("DEVDO_WRANGLER"), "wrangler"))
	if err != nil {
		if os.Getenv("DEVDO_WRANGLER") != "" {
			t.Fatal(err)
		}
		t.Skip("wrangler is not installed")
	}
	for _, template := range Names() {
		t.Run(template.Name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := Copy(template.Name, dir, Params{Name: "my-project"}); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), wrangler, "deploy", "--dry-run", "--outdir", t.TempDir())
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "CI=1", "NO_COLOR=1", "WRANGLER_SEND_METRICS=false")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("wrangler: %v\n%s", err, out)
			}
			if got := string(out); !strings.Contains(got, "Durable Object") || strings.Contains(got, "WARNING") {
				t.Errorf("wrangler says:\n%s", got)
			}
		})
	}
}
