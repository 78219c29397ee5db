package api

import "github.com/devdo/devdo/emulator/isolate"

// emailModule is cloudflare:email. As on the real local runtime a message is a plain object, so
// that it can be passed on by RPC, and no instance of its class.
var emailModule = &isolate.Module{
	Name: "email",
	Source: `(function () {
		"use strict";
		class EmailMessage {
			constructor(from, to, raw) { return { from, to, "EmailMessage::raw": raw }; }
		}
		return { EmailMessage };
	})`,
}
