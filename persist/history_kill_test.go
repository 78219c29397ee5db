package persist

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// killDir is the variable that makes this test binary the process to be killed.
const killDir = "DEVDO_TEST_HISTORY_KILL"

// TestHistory_Kill kills a process that writes and names what it wrote, again and again, at any
// moment. Every state that was named can be gone back to.
func TestHistory_Kill(t *testing.T) {
	if dir := os.Getenv(killDir); dir != "" {
		writeUntilKilled(t, dir)
		return
	}
	dir := t.TempDir()
	var names []string
	var values []string
	for round := range 6 {
		c := exec.Command(os.Args[0], "-test.run=^TestHistory_Kill$")
		c.Env = append(os.Environ(), killDir+"="+dir, fmt.Sprint("FIRST=", len(names)))
		out, err := c.StdoutPipe()
		check(t, err)
		check(t, c.Start())
		lines := bufio.NewScanner(out)
		for n := 0; n < 100+round*37 && lines.Scan(); {
			name, value, ok := strings.Cut(lines.Text(), " ")
			if !ok || len(name) != len(bookmark{}.String()) {
				t.Fatalf("the process says %q", lines.Text())
			}
			names, values = append(names, name), append(values, value)
			n++
		}
		check(t, c.Process.Kill())
		_ = c.Wait()
	}
	b := &historyBench{T: t, dir: dir}
	b.open()
	defer func() { check(t, b.store.Close()) }()
	for i := 0; i < len(names); i += 41 {
		b.restore(names[i])
		wantGet(t, b.a, "n", values[i])
	}
	wantQuery(t, b.a, "PRAGMA quick_check", "ok")
}

func writeUntilKilled(t *testing.T, dir string) {
	b := &historyBench{T: t, dir: dir}
	b.open()
	for n := 0; ; n++ {
		value := fmt.Sprint(os.Getenv("FIRST"), "+", n)
		b.put("n", value)
		b.put("other", strings.Repeat("x", n%5000))
		fmt.Println(b.bookmark(), value)
	}
}
