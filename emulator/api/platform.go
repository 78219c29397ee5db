package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/emulator/clone/wire"
)

// platform serialises the objects of the Workers API that can be cloned (DO-STORAGE-53) and
// tells the others, which cannot, from plain objects.
type platform struct{ w *Worker }

// WriteHost writes the platform objects that have a form of their own.
func (p platform) WriteHost(o *goja.Object, out *clone.Writer) (bool, error) {
	name, ok := webidl.ClassName(p.w.iso, o)
	if !ok || name != "DOMException" {
		return false, nil
	}
	out.Host(wire.HostDOMException)
	for _, property := range []string{"name", "message", "stack"} {
		text := ""
		if v := o.Get(property); v != nil && !goja.IsUndefined(v) {
			text = v.String()
		}
		out.Text(text)
	}
	return true, nil
}

// ReadHost reads them.
func (p platform) ReadHost(tag uint32, r *clone.Reader) (goja.Value, error) {
	if tag != wire.HostDOMException {
		return nil, nil
	}
	name, message, stack := r.Text(), r.Text(), r.Text()
	if r.Err() != nil {
		return nil, r.Err()
	}
	o := p.w.iso.NewDOMException(name, message)
	if stack != "" {
		_ = o.Set("stack", stack)
	}
	return o, nil
}

// IsPlatform names the class of a platform object.
func (p platform) IsPlatform(o *goja.Object) (string, bool) { return webidl.ClassName(p.w.iso, o) }
