package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/persist"
)

// devOptions are the flags of devdo dev, named as wrangler's.
type devOptions struct {
	projectFlags
	overrides overrides
	ip        string
	port      int
	portSet   bool
	persistTo string
	logLevel  string
	fsync     bool
	cpuLimit  time.Duration

	strictLimits bool
	// testScheduled adds /__scheduled.
	testScheduled bool
	// cron runs the scheduled handlers by the clock.
	cron bool
}

// projectFlags choose a project and override its configuration.
type projectFlags struct {
	target             string
	cwd                string
	configs            []string
	environment        string
	environmentSet     bool
	vars               []string
	envFiles           []string
	name               string
	assets             string
	compatibilityDate  string
	compatibilityFlags []string
}

func (f *projectFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringArrayVarP(&f.configs, "config", "c", nil, "path of the wrangler configuration file; devdo dev takes several, runs all their Workers and gives HTTP to the first")
	flags.StringVar(&f.cwd, "cwd", "", "run as if started in this directory")
	flags.StringVarP(&f.environment, "env", "e", "", "environment of the configuration to use")
	flags.StringArrayVar(&f.vars, "var", nil, "variable for the Worker, as NAME:VALUE (may be repeated)")
	flags.StringArrayVar(&f.envFiles, "env-file", nil, "file of secrets to read instead of .dev.vars and .env (may be repeated)")
	flags.StringVar(&f.name, "name", "", "name of the Worker")
	flags.StringVar(&f.compatibilityDate, "compatibility-date", "", "compatibility date, as YYYY-MM-DD")
	flags.StringSliceVar(&f.compatibilityFlags, "compatibility-flags", nil, "compatibility flags")
	flags.StringSliceVar(&f.compatibilityFlags, "compatibility-flag", nil, "as --compatibility-flags")
	_ = flags.MarkHidden("compatibility-flag")
}

// options are the flags for project.Load. The target may be a directory or a script.
func (f *projectFlags) options(e env) project.Options {
	o := project.Options{
		Dir: e.dir, Env: f.environment, EnvSet: f.environmentSet, Vars: f.vars, EnvFiles: f.envFiles,
		Name: f.name, CompatibilityDate: f.compatibilityDate, CompatibilityFlags: f.compatibilityFlags,
		Getenv: e.getenv, Environ: e.environ, Now: e.now(),
	}
	if f.cwd != "" {
		o.Dir = e.path(f.cwd)
	}
	if f.assets != "" {
		o.Assets = resolve(o.Dir, f.assets)
	}
	if len(f.configs) > 0 {
		o.ConfigPath = resolve(o.Dir, f.configs[0])
	}
	if f.target == "" {
		return o
	}
	target := resolve(o.Dir, f.target)
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		o.Dir = target
	} else {
		o.Script = target
	}
	return o
}

func resolve(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

func newDev(e env) *cobra.Command {
	var o devOptions
	c := &cobra.Command{
		Use:   "dev [script|directory]",
		Short: "Run a Worker and its Durable Objects, and reload on every save",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.target = args[0]
			}
			o.portSet = c.Flags().Changed("port")
			o.environmentSet = c.Flags().Changed("env")
			return runDev(c.Context(), e, o)
		},
	}
	o.register(c)
	o.overrides.register(c)
	flags := c.Flags()
	flags.StringVar(&o.ip, "ip", "", "address to listen on (default localhost)")
	flags.IntVar(&o.port, "port", 0, "port to listen on (default 8787, or the next free one)")
	flags.StringVar(&o.assets, "assets", "", "directory of static files")
	flags.StringVar(&o.persistTo, "persist-to", "", "directory for state (default .wrangler/state beside the configuration)")
	flags.StringVar(&o.logLevel, "log-level", "log", "how much to print: debug, info, log, warn, error or none")
	flags.BoolVar(&o.fsync, "fsync", false, "wait for every commit to reach the disk, as the real runtime does")
	flags.DurationVar(&o.cpuLimit, "cpu-limit", 0, "longest time that code may run without returning to the event loop (default limits.cpu_ms of the configuration, or 30s)")
	flags.BoolVar(&o.strictLimits, "strict-limits", false, strictLimitsUsage)
	flags.BoolVar(&o.cron, "cron", false, "run scheduled handlers by the clock, as the configuration says")
	flags.BoolVar(&o.testScheduled, "test-scheduled", false, "run the scheduled handler at /__scheduled")
	acceptIgnored(c)
	return c
}

// acceptIgnored takes flags of wrangler that have nothing to do here, so that scripts work.
func acceptIgnored(c *cobra.Command) {
	flags := c.Flags()
	flags.BoolP("local", "l", true, "accepted for wrangler's sake: everything is local")
	flags.Int("inspector-port", 0, "accepted for wrangler's sake: there is no debugger yet")
	flags.String("inspector-ip", "", "accepted for wrangler's sake: there is no debugger yet")
	names := []string{"local", "inspector-port", "inspector-ip"}
	for _, name := range []string{
		"latest", "show-interactive-dev-session", "bundle", "no-bundle", "live-reload", "types", "enable-containers", "node-compat",
	} {
		flags.Bool(name, true, "accepted for wrangler's sake")
		names = append(names, name)
	}
	for _, name := range names {
		_ = flags.MarkHidden(name)
	}
}

// stateDir is where state is kept: as wrangler keeps it.
func stateDir(e env, persistTo string, p *project.Project) string {
	if persistTo != "" {
		return filepath.Join(e.path(persistTo), "v3")
	}
	return filepath.Join(p.Root, ".wrangler", "state", "v3")
}

func runDev(ctx context.Context, e env, o devOptions) error {
	printer := e.printer()
	level, err := ui.ParseLevel(o.logLevel)
	if err != nil {
		return err
	}
	printer.Level = level
	emulator.Tune()
	printer.Banner(version())
	s := &session{env: e, options: o, printer: printer, started: e.now()}
	if err := s.loadProject(); err != nil {
		return err
	}
	if err := s.loadBeside(); err != nil {
		return err
	}
	durability := persist.Normal
	if o.fsync {
		durability = persist.Full
	}
	s.emulator, err = emulator.Open(emulator.Config{
		StateDir: stateDir(e, o.persistTo, s.project), Durability: durability, CPULimit: cpuLimit(o.cpuLimit, s.project),
		Limits: productionLimits(o.strictLimits, s.project), Events: s.events(), Bundle: bundleDynamic,
		TestScheduled: o.testScheduled, TempDir: filepath.Join(s.project.Root, ".wrangler", "tmp"),
	})
	if err != nil {
		return err
	}
	defer s.close()
	for _, one := range s.all() {
		one.emulator = s.emulator
		for _, note := range one.project.Notes {
			printer.Print(note)
		}
		printer.Bindings(one.title(), bindingRows(one.project, s.names()))
	}
	printer.Step("Starting local server...")
	return s.run(ctx)
}

const strictLimitsUsage = "enforce the limits that production has and the local runtime has not, instead of warning"

// configuredLimits are the limits of the configuration; zero where there is none.
func configuredLimits(p *project.Project) (limits struct {
	CPUms       float64 `json:"cpu_ms"`
	Subrequests int     `json:"subrequests"`
}) {
	if raw, ok := p.Raw["limits"]; ok {
		_ = json.Unmarshal(raw, &limits) // what has the wrong type counts as absent
	}
	return limits
}

// cpuLimit is how long code may run: as the command line says, or the configuration.
func cpuLimit(flag time.Duration, p *project.Project) time.Duration {
	if flag > 0 {
		return flag
	}
	if ms := configuredLimits(p).CPUms; ms > 0 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	return emulator.DefaultCPULimit
}

// productionLimits say what becomes of the other limits.
func productionLimits(strict bool, p *project.Project) api.Limits {
	return api.Limits{Strict: strict, Subrequests: max(0, configuredLimits(p).Subrequests)}
}

// about names where something happened, for the terminal.
func about(class, object string) string {
	if class == "" {
		return ""
	}
	return strings.Join([]string{class, object}, "/")
}
