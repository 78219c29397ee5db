package htmlrewriter

import (
	"strings"
	"testing"
)

func TestSelectors(t *testing.T) {
	const document = `<div id=1 class="a b"><p id=2 lang=en-US TYPE=Text><b id=3 data-x="foo bar"></b><img id=4><b id=5></b></p>` +
		`<p id=6><b id=7></b><i id=8></i><i id=9 data-x=""></i></p></div><x:y id=é>`
	tests := map[string]string{
		"*":                         "1 2 3 4 5 6 7 8 9 é",
		"P":                         "2 6",
		"div b":                     "3 5 7",
		"div > b":                   "",
		"div>p>b":                   "3 5 7",
		"p:first-child b":           "3 5",
		"#\\32 , #\\38":             "2 8",
		".a.b":                      "1",
		".A":                        "",
		"[lang]":                    "2",
		"[lang|=en]":                "2",
		"[lang=EN-us]":              "2",
		"[lang=EN-us s]":            "",
		`[type="text"]`:             "2",
		"[data-x~=bar]":             "3",
		"[data-x~=BAR i]":           "3",
		"[data-x^='foo']":           "3",
		"[data-x$=r]":               "3",
		"[data-x*='o b']":           "3",
		"[data-x^='']":              "",
		"b:nth-child(1)":            "3 7",
		"b:nth-child(odd)":          "3 5 7",
		"b:nth-of-type(2)":          "5",
		"p > :nth-child(-n+2)":      "3 4 7 8",
		"i:nth-of-type(2n + 1)":     "8",
		"p :not(b)":                 "4 8 9",
		"p :not(b, [data-x])":       "4 8",
		"b:not(:first-child)":       "5",
		"x\\:y":                     "é",
		"/* c */ i /* d */":         "8 9",
		"div p:nth-of-type(2) > i":  "8 9",
		"div > p > i:first-of-type": "8",
	}
	for text, want := range tests {
		var got []string
		o := Options{Registrations: []Registration{{Selector: selector(t, text), Element: true}}}
		_, err := rewrite(t, o, document, 7, func(e *Event) error {
			id, _ := e.Unit.(*Element).Attribute("id")
			got = append(got, id)
			return nil
		})
		if joined := strings.Join(got, " "); err != nil || joined != want {
			t.Errorf("%s: got %s, want %s, %v", text, joined, want, err)
		}
	}
}

func TestBadSelectors(t *testing.T) {
	tests := map[string]string{
		"": msgEmptySelector, " ": msgEmptySelector, "a,": msgEmptySelector, "> a": msgEmptySelector, "$": msgEmptySelector,
		"a >": msgDanglingCombinator, "a $": msgDanglingCombinator, "a$": msgUnexpectedToken,
		"a + b": "Unsupported combinator `+` in selector.", "a ~ b": "Unsupported combinator `~` in selector.",
		".": msgUnexpectedEnd, ".1": msgEmptySelector, "[": msgUnexpectedEnd, "[]": msgUnexpectedEnd, "[=a]": msgMissingAttribute,
		"[a=]": msgUnexpectedEnd, "[a b]": msgUnexpectedInAttr, "[a=1]": msgUnexpectedInAttr, "[a=b x]": msgUnexpectedToken,
		"[a=b i j]": msgUnexpectedToken, "[n|a]": msgNamespaced, "n|a": msgNamespaced,
		":": msgUnexpectedEnd, ":not(::x)": msgUnsupportedSyntax, "a(": msgEmptySelector, "a:hover": msgUnsupportedPseudo, "a::before": msgUnsupportedPseudo, ":is(a)": msgUnsupportedPseudo,
		":nth-last-child(1)": msgUnsupportedPseudo, ":nth-child(x)": msgUnexpectedToken, ":nth-child()": msgUnexpectedEnd,
		":not(a b)": msgUnsupportedPseudo, ":not()": msgEmptySelector, "a + b :hover": msgUnsupportedPseudo,
	}
	for text, want := range tests {
		if _, err := ParseSelector(text); err == nil || err.Error() != "Parser error: "+want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
