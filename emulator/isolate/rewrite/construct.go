package rewrite

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// maxTranslations is how many dynamic patterns are remembered.
const maxTranslations = 256

// Constructor makes regular expressions for the code that RegExps makes. It belongs to one
// runtime.
type Constructor struct {
	rt     *goja.Runtime
	regexp *goja.Object
	exec   goja.Callable
	copier *goja.Object
	known  map[[2]string][2]string
}

// NewConstructor makes a Constructor; loop only.
func NewConstructor(rt *goja.Runtime) *Constructor {
	c := &Constructor{rt: rt, regexp: rt.Get("RegExp").ToObject(rt), known: map[[2]string][2]string{}}
	c.exec, _ = goja.AssertFunction(c.regexp.Get("prototype").ToObject(rt).Get("exec"))
	return c
}

// Construct is `new call.Arguments[0](pattern, flags)`.
func (c *Constructor) Construct(call goja.FunctionCall) goja.Value {
	class, pattern, flags := call.Argument(0), call.Argument(1), call.Argument(2)
	if !c.regexp.SameAs(class) || goja.IsUndefined(flags) {
		return c.make(class, pattern, flags)
	}
	source := pattern
	if o, ok := pattern.(*goja.Object); ok && o.ClassName() == "RegExp" {
		source = o.Get("source")
	} else if goja.IsUndefined(pattern) {
		source = c.rt.ToValue("")
	}
	p, f := source.String(), flags.String()
	if !strings.ContainsAny(f, "uvd") && !hasModifiers(p) {
		return c.make(class, pattern, flags)
	}
	translated, engineFlags := c.translate(p, f)
	indices := strings.Contains(engineFlags, "d")
	if indices {
		engineFlags = strings.ReplaceAll(engineFlags, "d", "")
	}
	re := c.make(class, c.rt.ToValue(translated), c.rt.ToValue(engineFlags))
	if indices {
		c.addIndices(re.(*goja.Object), translated, engineFlags)
	}
	return re
}

func (c *Constructor) make(class goja.Value, args ...goja.Value) goja.Value {
	o, err := c.rt.New(class, args...)
	if err != nil {
		panic(err)
	}
	return o
}

func (c *Constructor) translate(pattern, flags string) (string, string) {
	key := [2]string{pattern, flags}
	if known, ok := c.known[key]; ok {
		return known[0], known[1]
	}
	p, f, err := Translate(pattern, flags)
	if err != nil {
		class := c.rt.Get("SyntaxError")
		panic(c.make(class, c.rt.ToValue("Invalid regular expression: /"+pattern+"/"+flags+": "+err.Error())))
	}
	if len(c.known) >= maxTranslations {
		clear(c.known)
	}
	remember(p, pattern, flags)
	c.known[key] = [2]string{p, f}
	return p, f
}

// addIndices gives re an exec that says where groups matched: the engine knows but does not
// tell, so the same pattern is matched again at the same place.
func (c *Constructor) addIndices(re *goja.Object, pattern, flags string) {
	matcher, err := regexp2.Compile(pattern, engineOptions(flags))
	if err != nil {
		panic(c.rt.NewGoError(err))
	}
	wide := strings.Contains(flags, "u")
	exec := func(call goja.FunctionCall) goja.Value {
		v, err := c.exec(call.This, call.Arguments...)
		if err != nil {
			panic(err)
		}
		result, ok := v.(*goja.Object)
		if !ok {
			return v
		}
		input := result.Get("input").ToString().(goja.String)
		_ = result.Set("indices", c.indices(matcher, input, int(result.Get("index").ToInteger()), wide))
		return v
	}
	hidden := func(name string, v any) {
		_ = re.DefineDataProperty(name, c.rt.ToValue(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	hidden("exec", exec)
	hidden("hasIndices", true)
	hidden("flags", "d"+flags)
	hidden("constructor", c.species())
}

// species makes what matchAll and split copy the regular expression with: RegExp itself does
// not take the d flag.
func (c *Constructor) species() *goja.Object {
	if c.copier != nil {
		return c.copier
	}
	class := c.rt.ToValue(func(call goja.ConstructorCall) *goja.Object {
		return c.Construct(goja.FunctionCall{Arguments: []goja.Value{c.regexp, call.Argument(0), call.Argument(1)}}).(*goja.Object)
	}).(*goja.Object)
	_ = class.DefineDataProperty("name", c.rt.ToValue("RegExp"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	_ = class.Set("prototype", c.regexp.Get("prototype"))
	_ = class.DefineDataPropertySymbol(goja.SymSpecies, class, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	c.copier = class
	return class
}

// engineOptions are those that goja gives regexp2.
func engineOptions(flags string) regexp2.RegexOptions {
	var options regexp2.RegexOptions = regexp2.ECMAScript
	for flag, option := range map[string]regexp2.RegexOptions{
		"m": regexp2.Multiline, "s": regexp2.Singleline, "i": regexp2.IgnoreCase, "u": regexp2.Unicode,
	} {
		if strings.Contains(flags, flag) {
			options |= option
		}
	}
	return options
}

// indices is the array of [start, end] of the groups of the match at start.
func (c *Constructor) indices(matcher *regexp2.Regexp, input goja.String, start int, wide bool) goja.Value {
	characters, places := runes(input, wide)
	at := 0
	for places[at] < start {
		at++
	}
	match, err := matcher.FindRunesMatchStartingAt(characters, at)
	if err != nil || match == nil {
		return goja.Undefined()
	}
	list := c.rt.NewArray()
	var groups *goja.Object
	for i, g := range match.Groups() {
		pair := goja.Undefined()
		if len(g.Captures) > 0 {
			pair = c.rt.NewArray(places[g.RuneIndex], places[g.RuneIndex+g.RuneLength])
		}
		_ = list.Set(strconv.Itoa(i), pair)
		if g.Name != "" && g.Name != strconv.Itoa(i) {
			if groups == nil {
				groups = c.rt.CreateObject(nil)
			}
			_ = groups.Set(g.Name, pair)
		}
	}
	_ = list.Set("groups", groups)
	if groups == nil {
		_ = list.Set("groups", goja.Undefined())
	}
	return list
}

// runes are the characters that a pattern sees, and the place of each and of the end in UTF-16.
func runes(s goja.String, wide bool) (characters []rune, places []int) {
	for i := 0; i < s.Length(); i++ {
		r := rune(s.CharAt(i))
		places = append(places, i)
		if wide && utf16.IsSurrogate(r) && i+1 < s.Length() {
			if pair := utf16.DecodeRune(r, rune(s.CharAt(i+1))); pair != '\ufffd' {
				r = pair
				i++
			}
		}
		characters = append(characters, r)
	}
	return characters, append(places, s.Length())
}
