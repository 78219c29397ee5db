package web

import "github.com/dop251/goja"

func (s *state) takeStream(v goja.Value) *Body { return heldBody(v).Body }
