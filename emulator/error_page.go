package emulator

import (
	_ "embed"
	"html/template"
	"io"
	"net/http"
	"strings"
)

//go:embed error_page.html
var errorPageSource string

var errorPageTemplate = template.Must(template.New("error").Parse(errorPageSource))

// errorPage shows an uncaught exception with the request that met it.
func errorPage(w io.Writer, r *http.Request, stack string) error {
	title, frames, _ := strings.Cut(stack, "\n")
	return errorPageTemplate.Execute(w, map[string]any{
		"Title": title, "Frames": frames,
		"Method": r.Method, "URL": r.Host + r.URL.RequestURI(), "Headers": r.Header,
	})
}
