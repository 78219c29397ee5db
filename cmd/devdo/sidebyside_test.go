package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"
)

// What a side-by-side measurement consists of.
const (
	sideRounds      = 3
	sideConnections = 16
	sideTime        = 2 * time.Second
	// alarmChains are objects whose alarm sets itself again and again.
	alarmChains = 16
)

// sideFigures are the rates that are measured: requests for a path, each of which stands for
// per operations.
var sideFigures = []struct {
	name, path string
	per        float64
}{
	{"hello", "/hello", 1},
	{"RPC call", "/ping", 1},
	{"RPC calls in one request", "/calls", 100},
	{"increment", "/increment", 1},
	{"get", "/get", 1},
	{"put", "/put", 1},
	{"list(1,000)", "/list", 1},
	{"sql insert", "/insert", 1},
	{"sql select", "/select", 1},
	{"KV get", "/kvGet", 1},
	{"KV put", "/kvPut", 1},
	{"D1 select", "/d1Select", 1},
	{"D1 insert", "/d1Insert", 1},
	{"R2 get", "/r2Get", 1},
	{"R2 put", "/r2Put", 1},
}

// BenchmarkSideBySide prints rates of devdo beside those of the real wrangler, which
// DEVDO_WRANGLER names: both run testdata/bench, in turn. Only the ratios travel.
func BenchmarkSideBySide(b *testing.B) {
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		b.Skip("DEVDO_WRANGLER does not name a wrangler")
	}
	devdo := buildDevdo(b)
	sides := []side{
		{"devdo", []string{devdo, "dev", "--port", "0"}},
		{"devdo --fsync", []string{devdo, "dev", "--port", "0", "--fsync"}},
		{"wrangler", []string{wrangler, "dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false"}},
	}
	rates := map[string][]float64{}
	for range sideRounds {
		for _, s := range sides {
			s.measure(b, rates)
		}
	}
	report(sides, rates)
}

// side is one of the servers that are compared.
type side struct {
	name    string
	command []string
}

func (s side) key(figure string) string { return s.name + " " + figure }

// measure runs the server on new state and adds its rates.
func (s side) measure(b *testing.B, rates map[string][]float64) {
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "testdata", "bench"))); err != nil {
		b.Fatal(err)
	}
	server := startServer(b, dir, s.command...)
	defer server.stop()
	server.ask("GET", "/fill")
	for _, f := range sideFigures {
		server.load(f.path, sideTime/4) // the peer compiles what is hot
		key := s.key(f.name)
		rates[key] = append(rates[key], f.per*server.load(f.path, sideTime))
	}
	key := s.key("alarm")
	rates[key] = append(rates[key], server.alarmRate())
}

// load asks for path on several connections at once, and returns the answers per second.
func (s *server) load(path string, during time.Duration) float64 {
	var answered [sideConnections]int
	var all sync.WaitGroup
	start := time.Now()
	for n := range answered {
		all.Go(func() {
			for time.Since(start) < during {
				status, body, err := s.try("GET", path)
				if err != nil || status != 200 {
					s.t.Errorf("GET %s: %v, %d %s", path, err, status, body)
					return
				}
				answered[n]++
			}
		})
	}
	all.Wait()
	total := 0
	for _, n := range answered {
		total += n
	}
	return float64(total) / time.Since(start).Seconds()
}

// alarmRate is how many alarms run per second in objects that set the next one in each.
func (s *server) alarmRate() float64 {
	count := func() float64 {
		n, err := strconv.ParseFloat(strings.TrimSpace(s.ask("GET", "/alarms")), 64)
		if err != nil {
			s.t.Fatal(err)
		}
		return n
	}
	for n := range alarmChains {
		s.ask("GET", fmt.Sprint("/chain?name=chain", n))
	}
	start, before := time.Now(), count()
	for time.Since(start) < sideTime {
		time.Sleep(sideTime / 4)
	}
	return (count() - before) / time.Since(start).Seconds()
}

func report(sides []side, rates map[string][]float64) {
	names := make([]string, 0, len(sideFigures)+1)
	for _, f := range sideFigures {
		names = append(names, f.name)
	}
	peer := sides[len(sides)-1]
	var text strings.Builder
	out := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(out, "per second (median)\t")
	for _, s := range sides {
		fmt.Fprintf(out, "%s\t", s.name)
	}
	for _, s := range sides[:len(sides)-1] {
		fmt.Fprintf(out, "%s/%s\t", s.name, peer.name)
	}
	fmt.Fprintln(out)
	for _, name := range append(names, "alarm") {
		fmt.Fprintf(out, "%s\t", name)
		for _, s := range sides {
			fmt.Fprintf(out, "%.0f\t", median(rates[s.key(name)]))
		}
		for _, s := range sides[:len(sides)-1] {
			fmt.Fprintf(out, "%.1f\t", median(rates[s.key(name)])/median(rates[peer.key(name)]))
		}
		fmt.Fprintln(out)
	}
	_ = out.Flush()
	fmt.Print("\n", text.String()) // a benchmark's log is cut after ten lines
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[len(sorted)/2]
}
