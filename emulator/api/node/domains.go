package node

import (
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/idna"

	"github.com/devdo/devdo/emulator/isolate"
)

// domainsHost serves js/url.js and js/internal/legacy_url.js.
func domainsHost(i *isolate.Isolate) *goja.Object {
	profile := idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false), idna.VerifyDNSLength(false), idna.BidiRule())
	return i.Object(map[string]func(goja.FunctionCall) goja.Value{
		// toASCII is "" for what is no domain.
		"toASCII": func(call goja.FunctionCall) goja.Value {
			name, err := profile.ToASCII(call.Argument(0).String())
			if err != nil || strings.ContainsAny(name, "\x00\t\n\r #%/:<>?@[\\]^|") {
				name = ""
			}
			return i.Runtime().ToValue(name)
		},
		"toUnicode": func(call goja.FunctionCall) goja.Value {
			ascii, err := profile.ToASCII(call.Argument(0).String())
			if err != nil {
				return i.Runtime().ToValue("")
			}
			name, _ := profile.ToUnicode(ascii)
			return i.Runtime().ToValue(name)
		},
	})
}
