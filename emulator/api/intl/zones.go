package intl

import (
	"strings"
	"time"
	_ "time/tzdata" // the machine may have none

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// utcNames all mean the zone UTC.
var utcNames = map[string]bool{
	"utc": true, "gmt": true, "etc/utc": true, "etc/gmt": true, "etc/uct": true, "uct": true, "zulu": true,
	"etc/zulu": true, "universal": true, "etc/universal": true, "etc/greenwich": true, "greenwich": true,
}

func zones(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	locations := map[string]*time.Location{}
	at := func(call goja.FunctionCall) (*zone, time.Time) {
		name := call.Argument(0).String()
		location := locations[name]
		if location == nil {
			location, _ = time.LoadLocation(name) // a name that zone has given
			locations[name] = location
		}
		return zoneTable()[strings.ToLower(name)], time.UnixMilli(call.Argument(1).ToInteger()).In(location)
	}
	return iso.Object(map[string]function{
		// zone gives the name of a time zone its normal form, or undefined.
		"zone": func(call goja.FunctionCall) goja.Value {
			name := strings.ToLower(call.Argument(0).String())
			if utcNames[name] {
				return rt.ToValue("UTC")
			}
			z := zoneTable()[name]
			if z == nil {
				return goja.Undefined()
			}
			if _, err := time.LoadLocation(z.name); err != nil {
				return goja.Undefined()
			}
			return rt.ToValue(z.name)
		},
		// offset is how many seconds a zone is ahead of UTC at a time in milliseconds.
		"offset": func(call goja.FunctionCall) goja.Value {
			_, t := at(call)
			_, seconds := t.Zone()
			return rt.ToValue(seconds)
		},
		// name is what a zone is called at a time, in a style; it may be empty.
		"name": func(call goja.FunctionCall) goja.Value {
			z, t := at(call)
			// In Ireland it is winter time that Go, like the zone's own data, takes for a deviation.
			daylight := t.IsDST() != (t.Location().String() == "Europe/Dublin")
			return rt.ToValue(z.called(call.Argument(2).String(), daylight))
		},
	})
}

func (z *zone) called(style string, daylight bool) string {
	switch style {
	case "long":
		if daylight && z.daylight != "" {
			return z.daylight
		}
		return z.standard
	case "short":
		if daylight && z.daylight != "" {
			return z.shortDaylight
		}
		return z.shortStandard
	case "longGeneric":
		return z.generic
	case "shortGeneric":
		return z.shortOfAll
	}
	return ""
}
