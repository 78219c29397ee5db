package wasm

import (
	"runtime"
	"slices"

	"github.com/tetratelabs/wazero"
	"golang.org/x/sys/cpu"
)

// compiles says whether the engine has a compiler for this machine. It is chosen here, since what
// references are depends on it.
var compiles = slices.Contains([]string{"linux", "darwin", "freebsd", "netbsd", "windows"}, runtime.GOOS) &&
	(runtime.GOARCH == "amd64" && cpu.X86.HasSSE41 || runtime.GOARCH == "arm64" && cpu.ARM64.HasATOMICS)

func newConfig() wazero.RuntimeConfig {
	if compiles {
		return wazero.NewRuntimeConfigCompiler()
	}
	return wazero.NewRuntimeConfigInterpreter()
}
