package intl

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/dop251/goja"
	"github.com/rivo/uniseg"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"github.com/devdo/devdo/emulator/isolate"
)

func text(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	collators := map[string]*collate.Collator{}
	return iso.Object(map[string]function{
		// compare orders two texts; the third argument is the sensitivity and "numeric".
		"compare": func(call goja.FunctionCall) goja.Value {
			how := call.Argument(2).String()
			c := collators[how]
			if c == nil {
				c = collator(how)
				collators[how] = c
			}
			a, b := call.Argument(0).String(), call.Argument(1).String()
			if strings.HasPrefix(how, "case") { // x/text has no level of cases alone
				a, b = withoutMarks(a), withoutMarks(b)
			}
			return rt.ToValue(c.CompareString(a, b))
		},
		// segments are the texts between boundaries, each followed by whether it is like a word.
		"segments": func(call goja.FunctionCall) goja.Value {
			return rt.NewArray(segments(call.Argument(0).String(), call.Argument(1).String())...)
		},
		// called is the English name of a region, language or script, or undefined.
		"called": func(call goja.FunctionCall) goja.Value {
			name := called(call.Argument(0).String(), call.Argument(1).String())
			if name == "" {
				return goja.Undefined()
			}
			return rt.ToValue(name)
		},
		// likely fills in the script and the region that a language tag most likely means.
		"likely": func(call goja.FunctionCall) goja.Value {
			tag := language.Raw.Make(call.Argument(0).String())
			base, _ := tag.Base()
			script, _ := tag.Script()
			region, _ := tag.Region()
			return list(rt, []string{base.String(), script.String(), region.String()})
		},
	})
}

func collator(how string) *collate.Collator {
	var options []collate.Option
	switch sensitivity, _, _ := strings.Cut(how, "-"); sensitivity {
	case "base":
		options = append(options, collate.Loose)
	case "accent":
		options = append(options, collate.IgnoreCase, collate.IgnoreWidth)
	}
	if strings.HasSuffix(how, "-numeric") {
		options = append(options, collate.Numeric)
	}
	return collate.New(language.English, options...)
}

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// segments goes by Unicode 15.0. Unlike workerd, which has 16.0, it ends a grapheme within
// conjuncts of Indic scripts.
func segments(s, granularity string) []any {
	var all []any
	state := -1
	for s != "" {
		var segment string
		switch granularity {
		case "word":
			segment, s, state = uniseg.FirstWordInString(s, state)
		case "sentence":
			segment, s, state = uniseg.FirstSentenceInString(s, state)
		default:
			segment, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		}
		all = append(all, len(utf16.Encode([]rune(segment))), strings.ContainsFunc(segment, isWord))
	}
	return all
}

func called(kind, code string) string {
	switch kind {
	case "region":
		if r, err := language.ParseRegion(code); err == nil {
			return display.English.Regions().Name(r)
		}
	case "script":
		if s, err := language.ParseScript(code); err == nil {
			return display.English.Scripts().Name(s)
		}
	case "language":
		if t, err := language.Parse(code); err == nil {
			return display.English.Languages().Name(t)
		}
	}
	return ""
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
