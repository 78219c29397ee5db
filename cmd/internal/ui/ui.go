// Package ui is every line that devdo's commands show a person.
//
// The rules: what the user asked for goes to standard output, what is wrong to standard error.
// Errors and warnings have wrangler's form, "✘ [ERROR] …" and "▲ [WARNING] …", with the place as
// file:line:column below and the line of code with a mark under it. Colour only on a terminal
// and never with NO_COLOR.
package ui

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// Level says how much is printed.
type Level int

// The levels, as wrangler's --log-level names them.
const (
	LevelNone Level = iota
	LevelError
	LevelWarn
	LevelLog
	LevelInfo
	LevelDebug
)

// ParseLevel reads a level's name.
func ParseLevel(name string) (Level, error) {
	levels := map[string]Level{
		"none": LevelNone, "error": LevelError, "warn": LevelWarn, "log": LevelLog, "info": LevelInfo, "debug": LevelDebug,
	}
	l, ok := levels[name]
	if !ok {
		return 0, fmt.Errorf("unknown log level %q: use debug, info, log, warn, error or none", name)
	}
	return l, nil
}

// Printer writes lines. It may be used from any goroutine.
type Printer struct {
	Level Level
	Color bool

	mu       sync.Mutex // guards the writers
	out, err io.Writer
}

// New makes a printer that prints everything up to LevelLog.
func New(out, err io.Writer) *Printer { return &Printer{Level: LevelLog, out: out, err: err} }

func (p *Printer) stdout(level Level, text string) { p.write(p.out, level, text) }
func (p *Printer) stderr(level Level, text string) { p.write(p.err, level, text) }

func (p *Printer) write(w io.Writer, level Level, text string) {
	if level > p.Level {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = io.WriteString(w, text+"\n")
}

// Print writes plain output.
func (p *Printer) Print(text string) { p.stdout(LevelLog, text) }

// Info writes a line about what devdo does.
func (p *Printer) Info(text string) {
	p.stdout(LevelLog, p.paint(dim, "[devdo:info]")+" "+text)
}

// Step writes a line about a phase of the work.
func (p *Printer) Step(text string) { p.stdout(LevelLog, p.paint(dim, "⎔ "+text)) }

// Debug writes a line for those who look for the cause of something.
func (p *Printer) Debug(text string) { p.stdout(LevelDebug, p.paint(dim, "[devdo:debug] "+text)) }

// Warn writes a warning: its first line as the title, the rest indented.
func (p *Printer) Warn(text string) { p.stderr(LevelWarn, p.labelled(warning, text)) }

// Error writes an error in the same form.
func (p *Printer) Error(text string) { p.stderr(LevelError, p.labelled(failure, text)) }

type label struct {
	mark, name string
	color      string
}

var (
	warning = label{"▲", "[WARNING]", yellow}
	failure = label{"✘", "[ERROR]", red}
)

func (p *Printer) labelled(l label, text string) string {
	title, body, _ := strings.Cut(strings.TrimRight(text, "\n"), "\n")
	out := p.paint(l.color, l.mark+" "+l.name) + " " + p.paint(bold, title) + "\n"
	if body != "" {
		out += "\n" + indent(body) + "\n"
	}
	return out
}

// indent puts four spaces before every line that is not empty.
func indent(text string) string {
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		if line != "" {
			lines[n] = "    " + line
		}
	}
	return strings.Join(lines, "\n")
}

// The escape sequences of the few colours in use.
const (
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	dim    = "2"
	bold   = "1"
)

func (p *Printer) paint(code, text string) string {
	if !p.Color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
