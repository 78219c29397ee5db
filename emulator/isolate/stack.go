package isolate

import (
	"regexp"
	"strings"

	"github.com/dop251/goja"
)

// frameLine is one line of goja's stack format: "\tat name (file:line:column(pc))".
var frameLine = regexp.MustCompile(`^\s*at (?:(.*) \()?(.*?):(\d+):(\d+)\(\d+\)\)?$`)

// FormatStack turns goja's form of an error's stack into V8's and leaves out devdo's own
// frames. Stacks that are in V8's form already stay as they are.
func FormatStack(stack string) string {
	var out []string
	for _, line := range strings.Split(strings.TrimRight(stack, "\n"), "\n") {
		trimmed := strings.TrimLeft(line, "\t ")
		if !strings.HasPrefix(trimmed, "at ") {
			out = append(out, line)
			continue
		}
		if strings.Contains(trimmed, "devdo:") || strings.HasSuffix(trimmed, "(native)") {
			continue
		}
		m := frameLine.FindStringSubmatch(line)
		switch {
		case m == nil:
			out = append(out, "    "+trimmed)
		case m[1] == "":
			out = append(out, "    at "+m[2]+":"+m[3]+":"+m[4])
		default:
			out = append(out, "    at "+m[1]+" ("+m[2]+":"+m[3]+":"+m[4]+")")
		}
	}
	return strings.Join(out, "\n")
}

// AsyncFrames are the lines of a stack for code that awaits what failed, without devdo's own.
func AsyncFrames(list []goja.StackFrame) string {
	var out strings.Builder
	for _, frame := range list {
		at := frame.Position()
		if at.Line == 0 || strings.HasPrefix(frame.SrcName(), "devdo:") {
			continue
		}
		where := at.String()
		if name := frame.FuncName(); name != "" {
			where = name + " (" + where + ")"
		}
		out.WriteString("\n    at async " + where)
	}
	return out.String()
}

// Describe is how an uncaught value is shown: the stack of an error, otherwise the value;
// loop only. It never throws.
func (i *Isolate) Describe(v goja.Value) (text string) {
	text = "[unprintable value]"
	ex := i.rt.Try(func() {
		o, ok := v.(*goja.Object)
		if !ok {
			text = goja.Undefined().String()
			if v != nil {
				text = v.String()
			}
			return
		}
		i.Explain(o)
		if stack := o.Get("stack"); stack != nil && !goja.IsUndefined(stack) {
			text = FormatStack(stack.String())
			return
		}
		text = o.String()
	})
	if ex != nil {
		return "[unprintable value]"
	}
	return text
}
