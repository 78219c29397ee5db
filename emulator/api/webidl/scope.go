package webidl

import "github.com/devdo/devdo/emulator/isolate"

// RequireHandler throws at module scope, where no I/O, timer or random value can be had.
func RequireHandler(iso *isolate.Isolate) {
	if iso.Current().Owner == nil {
		iso.Throw("Error", MsgGlobalScope)
	}
}
