package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/persist"
)

func newD1Migrations(e env) *cobra.Command {
	return group("migrations", "Create, list and apply migrations of local databases",
		newMigrationsCreate(e), newMigrationsList(e), newMigrationsApply(e))
}

// migrationCommand is a command on the migrations of a database.
func migrationCommand(e env, use, short string, args int, run func(c *d1Command, args []string) error) *cobra.Command {
	c := d1Command{env: e}
	cmd := &cobra.Command{
		Use: use, Short: short, Args: cobra.ExactArgs(args),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := c.find(args[0]); err != nil {
				return err
			}
			return run(&c, args)
		},
	}
	c.register(cmd)
	return cmd
}

func newMigrationsCreate(e env) *cobra.Command {
	return migrationCommand(e, "create <database> <message>", "Make a file for a new migration", 2,
		func(c *d1Command, args []string) error { return c.createMigration(args[1]) })
}

func newMigrationsList(e env) *cobra.Command {
	return migrationCommand(e, "list <database>", "List the migrations that have not been applied", 1,
		func(c *d1Command, _ []string) error {
			pending, err := c.pending()
			if err != nil {
				return err
			}
			if len(pending) == 0 {
				c.env.printer().Print("✅ No migrations to apply!")
				return nil
			}
			c.printMigrations("Name", pending)
			return nil
		})
}

func newMigrationsApply(e env) *cobra.Command {
	return migrationCommand(e, "apply <database>", "Apply the migrations that have not been applied", 1,
		func(c *d1Command, _ []string) error { return c.applyMigrations() })
}

func (c *d1Command) printMigrations(header string, names []string) {
	t := ui.Table{Header: []string{header}}
	for _, name := range names {
		t.Rows = append(t.Rows, []string{name})
	}
	p := c.env.printer()
	p.Print("Migrations to be applied:")
	p.Table(t)
}

// migrationsDir is the directory of the migrations.
func (c *d1Command) migrationsDir() string {
	return resolve(filepath.Dir(c.project.ConfigPath), filepath.FromSlash(c.database.MigrationsDir))
}

// migrations are the names of all migrations, in the order in which they apply.
func (c *d1Command) migrations() ([]string, error) {
	pattern, err := c.pattern()
	if err != nil {
		return nil, err
	}
	names, err := doublestar.Glob(os.DirFS(c.migrationsDir()), pattern, doublestar.WithFilesOnly(), doublestar.WithNoHidden())
	if err != nil {
		return nil, fmt.Errorf("find migrations: %w", err)
	}
	slices.SortFunc(names, compareMigrations)
	return names, nil
}

// pattern is what migrations match, relative to their directory.
func (c *d1Command) pattern() (string, error) {
	if c.database.MigrationsPattern == "" {
		return "*.sql", nil
	}
	dir := path.Clean(filepath.ToSlash(c.database.MigrationsDir))
	pattern := path.Clean(filepath.ToSlash(c.database.MigrationsPattern))
	if dir == "." {
		return pattern, nil
	}
	inner, ok := strings.CutPrefix(pattern, dir+"/")
	if !ok {
		return "", fmt.Errorf("The configured `migrations_pattern: \"%s\"` in your %s file must start with `%s/` to match `\"migrations_dir\": \"%s\"`.",
			c.database.MigrationsPattern, configName(c.project), dir, dir)
	}
	return inner, nil
}

var leadingNumber = regexp.MustCompile(`^\d+`)

// migrationNumber is what a name begins with; ok is false where that is no number.
func migrationNumber(name string) (n int, ok bool) {
	n, err := strconv.Atoi(leadingNumber.FindString(name))
	return n, err == nil
}

// compareMigrations orders by the numbers that the parts of names begin with; those without go last.
func compareMigrations(a, b string) int {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	for i := range min(len(as), len(bs)) {
		an, aOK := migrationNumber(as[i])
		bn, bOK := migrationNumber(bs[i])
		switch {
		case aOK && bOK && an != bn:
			return cmp.Compare(an, bn)
		case aOK != bOK && aOK:
			return -1
		case aOK != bOK:
			return 1
		case as[i] != bs[i]:
			return cmp.Compare(as[i], bs[i])
		}
	}
	return cmp.Compare(len(as), len(bs))
}

// pending are the migrations that have not been applied. It makes the table of those that have been.
func (c *d1Command) pending() (names []string, err error) {
	dir := c.migrationsDir()
	if _, err := os.Stat(dir); err != nil {
		c.env.printer().Warn("No migrations folder found." + c.dirHint())
		return nil, fmt.Errorf("No migrations present at %s.", dir)
	}
	all, err := c.migrations()
	if err != nil {
		return nil, err
	}
	table := quoteSQL(c.database.MigrationsTable)
	results, err := c.run(fmt.Sprintf(`CREATE TABLE IF NOT EXISTS %s(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);
SELECT name FROM %[1]s`, table))
	if err != nil {
		return nil, err
	}
	applied := map[persist.Value]bool{}
	for _, row := range results[len(results)-1].Rows {
		applied[row[0]] = true
	}
	for _, name := range all {
		if !applied[name] {
			names = append(names, name)
		}
	}
	return names, nil
}

func (c *d1Command) dirHint() string {
	if c.database.MigrationsDir != "migrations" {
		return ""
	}
	return fmt.Sprintf(" Set `migrations_dir` in your %s file to choose a different path.", configName(c.project))
}

func quoteSQL(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func (c *d1Command) applyMigrations() error {
	pending, err := c.pending()
	if err != nil {
		return err
	}
	p := c.env.printer()
	if len(pending) == 0 {
		p.Print("✅ No migrations to apply!")
		return nil
	}
	c.printMigrations("name", pending)
	for i, name := range pending {
		script, err := os.ReadFile(filepath.Join(c.migrationsDir(), filepath.FromSlash(name)))
		if err != nil {
			return fmt.Errorf("read migration: %w", err)
		}
		p.Print(c.where("Executing on"))
		results, err := c.run(fmt.Sprintf("%s\nINSERT INTO %s (name)\nvalues ('%s');", script, quoteSQL(c.database.MigrationsTable), strings.ReplaceAll(name, "'", "''")))
		if err != nil {
			return fmt.Errorf("Migration %s failed: %w", name, err)
		}
		p.Print(fmt.Sprintf("🚣 %s executed successfully.", counted(len(results), "command")))
		t := ui.Table{Header: []string{"name", "status"}}
		for n, other := range pending {
			status := "✅"
			if n > i {
				status = "🕒️"
			}
			t.Rows = append(t.Rows, []string{other, status})
		}
		p.Table(t)
	}
	return nil
}

func (c *d1Command) createMigration(message string) error {
	name := strings.ReplaceAll(message, " ", "_")
	if strings.ContainsAny(name, `/\`) {
		return fmt.Errorf(`The migration name %q contains a path separator ("/" or "\"). Please remove this and try again.`, message)
	}
	all, err := c.migrations()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	next := 1
	for _, other := range all {
		if n, ok := migrationNumber(other); ok {
			next = max(next, n+1)
		}
	}
	name = fmt.Sprintf("%04d_%s.sql", next, name)
	if pattern, err := c.pattern(); err != nil {
		return err
	} else if ok, _ := doublestar.Match(pattern, name); !ok {
		return fmt.Errorf("The new migration %s would not match the configured `migrations_pattern: \"%s\"` in your %s file, so it would not be applied. If a tool makes your migrations, use its own command.",
			name, c.database.MigrationsPattern, configName(c.project))
	}
	file := filepath.Join(c.migrationsDir(), name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return fmt.Errorf("make directory: %w", err)
	}
	text := fmt.Sprintf("-- Migration number: %04d \t %s\n", next, c.env.now().UTC().Format("2006-01-02T15:04:05.000Z"))
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		return fmt.Errorf("write migration: %w", err)
	}
	c.env.printer().Print(fmt.Sprintf("✅ Successfully created Migration '%s'!\n\nThe migration is available for editing here\n%s", name, c.env.relative(file)))
	return nil
}
