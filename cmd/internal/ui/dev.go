package ui

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/devdo/devdo/emulator/queue"
)

// Banner is the first thing that devdo dev prints.
func (p *Printer) Banner(version string) {
	title := " devdo " + version
	p.Print("\n" + title + "\n" + p.paint(dim, strings.Repeat("─", utf8.RuneCountInString(title)+1)))
}

// BindingRow is one line of the table of bindings.
type BindingRow struct{ Binding, Resource, Mode string }

// columnGap is how far the columns of the table are apart.
const columnGap = 6

// Bindings writes the table of what is on the env of a Worker, called "Your Worker" or by its name.
func (p *Printer) Bindings(worker string, rows []BindingRow) {
	if len(rows) == 0 {
		return
	}
	all := append([]BindingRow{{"Binding", "Resource", "Mode"}}, rows...)
	var first, second int
	for _, r := range all {
		first = max(first, utf8.RuneCountInString(r.Binding))
		second = max(second, utf8.RuneCountInString(r.Resource))
	}
	var b strings.Builder
	b.WriteString(worker + " has access to the following bindings:\n")
	for n, r := range all {
		mode := r.Mode
		if n == 0 {
			mode = p.paint(dim, mode)
		}
		b.WriteString(pad(r.Binding, first+columnGap) + pad(r.Resource, second+columnGap) + mode + "\n")
	}
	p.Print(b.String())
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// Ready says where the server listens; tools look for this line.
func (p *Printer) Ready(url string) { p.Info("Ready on " + url) }

// Queue writes what became of a batch of messages, as wrangler does.
func (p *Printer) Queue(r queue.Report) {
	color := red
	switch r.Acked {
	case r.Total:
		color = green
	case 0:
	default:
		color = yellow
	}
	p.Info(fmt.Sprintf("%s %s %s %s", p.paint(bold, "QUEUE"), r.Queue, p.paint(color, fmt.Sprintf("%d/%d", r.Acked, r.Total)),
		p.paint(dim, fmt.Sprintf("(%dms)", r.Duration.Milliseconds()))))
}

// buildLabel begins the lines of a custom build.
const buildLabel = "[custom build] "

// CustomBuild is a line about the custom build or of its output.
func (p *Printer) CustomBuild(line string) { p.stdout(LevelLog, p.paint(blue, buildLabel)+line) }

// CustomBuildError is a line of a custom build's errors.
func (p *Printer) CustomBuildError(line string) { p.stdout(LevelLog, p.paint(red, buildLabel)+line) }

// Request writes the line of an answered request.
func (p *Printer) Request(method, path string, status int, d time.Duration) {
	line := fmt.Sprintf("%s %s %s %s", p.paint(bold, method), path,
		p.paint(statusColor(status), fmt.Sprintf("%d %s", status, http.StatusText(status))),
		p.paint(dim, fmt.Sprintf("(%dms)", d.Milliseconds())))
	p.Info(line)
}

func statusColor(status int) string {
	switch status / 100 {
	case 2:
		return green
	case 4:
		return yellow
	case 5:
		return red
	}
	return blue
}

// Uncaught writes an exception that the user's code did not catch. about says where, such as
// "GET /path" or "Counter/global"; it may be empty.
func (p *Printer) Uncaught(about, stack string) {
	title, frames, _ := strings.Cut(stack, "\n")
	text := "Uncaught " + title
	if about != "" {
		text += " (" + about + ")"
	}
	for _, frame := range strings.Split(frames, "\n") {
		text += "\n" + strings.TrimPrefix(frame, "    ")
	}
	p.Error(text)
}

// Console writes what a Worker printed; tag names the Durable Object, or is empty.
func (p *Printer) Console(level, tag, text string) {
	if tag != "" {
		text = p.paint(dim, "["+tag+"]") + " " + text
	}
	switch level {
	case "warn":
		p.Warn(text)
	case "error":
		p.Error(text)
	default:
		p.stdout(LevelLog, text)
	}
}

// Bug writes a failure of devdo itself, with the frames of its own code; all of them for those
// who debug.
func (p *Printer) Bug(value any, stack []byte) {
	text := fmt.Sprintf("This is a bug in devdo, please report it: %v\n%s", value, ownFrames(string(stack)))
	p.Error(text)
	p.Debug(string(stack))
}

// ownFrames are the calls in a Go stack that are devdo's: a line of the function and one of the
// place for each.
func ownFrames(stack string) string {
	lines := strings.Split(stack, "\n")
	var own []string
	for n := 0; n+1 < len(lines); n++ {
		if strings.HasPrefix(lines[n], "github.com/devdo/devdo/") {
			own = append(own, lines[n], lines[n+1])
		}
	}
	return strings.Join(own, "\n")
}
