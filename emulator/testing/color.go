package testing

import "strconv"

// palette colours text for a terminal where it is true.
type palette bool

func (p palette) paint(open, shut int, text string) string {
	if !p {
		return text
	}
	return "\x1b[" + strconv.Itoa(open) + "m" + text + "\x1b[" + strconv.Itoa(shut) + "m"
}

func (p palette) bold(s string) string    { return p.paint(1, 22, s) }
func (p palette) dim(s string) string     { return p.paint(2, 22, s) }
func (p palette) inverse(s string) string { return p.paint(7, 27, s) }
func (p palette) red(s string) string     { return p.paint(31, 39, s) }
func (p palette) green(s string) string   { return p.paint(32, 39, s) }
func (p palette) yellow(s string) string  { return p.paint(33, 39, s) }
func (p palette) cyan(s string) string    { return p.paint(36, 39, s) }
func (p palette) gray(s string) string    { return p.paint(90, 39, s) }
func (p palette) onRed(s string) string   { return p.paint(41, 49, s) }
