package intl

import (
	_ "embed"
	"encoding/json"
	"testing"

	"github.com/devdo/devdo/emulator/isolate"
)

// answers.json has expressions with what they give on V8.
//
//go:embed testdata/answers.json
var answers []byte

func TestIntl(t *testing.T) {
	var all []struct{ Code, Want string }
	if err := json.Unmarshal(answers, &all); err != nil {
		t.Fatal(err)
	}
	iso := isolate.New(isolate.Options{})
	defer iso.Close()
	iso.Do(func() {
		if err := iso.Install(Modules()...); err != nil {
			t.Error(err)
			return
		}
		for _, c := range all {
			v, err := iso.Runtime().RunString("(() => { try { return JSON.stringify(" + c.Code + ") ?? 'undefined' } catch (e) { return e.name + ': ' + e.message } })()")
			if err != nil {
				t.Errorf("%s: %v", c.Code, err)
				continue
			}
			if got := v.String(); got != c.Want {
				t.Errorf("%s\n got %s\nwant %s", c.Code, got, c.Want)
			}
		}
	})
}
