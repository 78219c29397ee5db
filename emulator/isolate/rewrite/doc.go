// Package rewrite closes gaps of the engine on the syntax tree, before it is compiled.
//
// Each pass is a function of a program and says which gap it closes. None changes what correct
// code means, and what a pass does not know it leaves alone.
package rewrite
