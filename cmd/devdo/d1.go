package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/persist"
)

func newD1(e env) *cobra.Command {
	return group("d1", "Run SQL on local D1 databases, export them, and apply migrations",
		newD1Execute(e), newD1Export(e), newD1Migrations(e))
}

// d1Command is a command on one database of the configuration, named by its name or its binding.
type d1Command struct {
	localFlags
	env      env
	project  *project.Project
	name     string
	database project.D1Database
}

var errNoD1Config = errors.New("No configuration file found. Create a wrangler.jsonc file to define your D1 database.")

// find looks the database up in the configuration.
func (c *d1Command) find(name string) error {
	p, err := c.localFlags.project(c.env)
	if err != nil {
		return err
	}
	if p.ConfigPath == "" {
		return errNoD1Config
	}
	c.project, c.name = p, name
	for _, d := range p.D1Databases {
		if d.Binding == name || d.Name == name {
			c.database = d
			return nil
		}
	}
	return fmt.Errorf("Couldn't find a D1 DB with the name or binding '%s' in your %s file.", name, configName(p))
}

// where is the line that says what a command works on.
func (c *d1Command) where(verb string) string {
	dir := filepath.Join(stateDir(c.env, c.persistTo, c.project), "d1")
	return fmt.Sprintf("🌀 %s local database %s (%s) from %s:", verb, c.name, c.database.ID, c.env.relative(dir))
}

// run runs a script in one transaction.
func (c *d1Command) run(script string) (results []persist.D1Result, err error) {
	script, err = withoutTransaction(script)
	if err != nil {
		return nil, err
	}
	var queries []persist.D1Query
	for _, sql := range persist.SplitSQL(script) {
		queries = append(queries, persist.D1Query{SQL: sql})
	}
	err = c.withStore(c.env, c.project, func(s *persist.Store) (err error) {
		results, err = s.D1(c.database.ID).Exec(queries...)
		return err
	})
	return results, err
}

// withoutTransaction takes the transaction of SQLite's own dumps away: there is one already.
func withoutTransaction(script string) (string, error) {
	const begin = "BEGIN TRANSACTION"
	if !strings.Contains(script, begin) {
		return script, nil
	}
	script = strings.Replace(script, begin+";", "", 1)
	script = strings.Replace(script, "COMMIT;", "", 1)
	if strings.Contains(script, begin) {
		return "", errors.New("Wrangler could not process the provided SQL file, as it contains several transactions.\nD1 runs your SQL in a transaction for you.\nPlease export an SQL file from your SQLite database and try again.")
	}
	return script, nil
}

func newD1Execute(e env) *cobra.Command {
	c := d1Command{env: e}
	var command, file string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "execute <database>",
		Short: "Run SQL on a local database, of the command line or of a file",
		Example: `  devdo d1 execute my-db --command "SELECT * FROM users"
  devdo d1 execute DB --file schema.sql`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			err := c.execute(args[0], command, file, asJSON)
			if err != nil && asJSON {
				return e.failJSON(err)
			}
			return err
		},
	}
	c.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&command, "command", "", "SQL to run")
	flags.StringVar(&file, "file", "", "file of SQL to run")
	flags.BoolVar(&asJSON, "json", false, "print JSON and nothing else")
	flags.BoolP("yes", "y", false, "accepted for wrangler's sake: nothing is asked")
	_ = flags.MarkHidden("yes")
	return cmd
}

// failJSON prints an error as JSON.
func (e env) failJSON(err error) error {
	var code exitCode
	if errors.As(err, &code) {
		return err
	}
	if err := e.printJSON(map[string]any{"error": map[string]string{"text": err.Error()}}); err != nil {
		return err
	}
	return exitCode(exitError)
}

func (c *d1Command) execute(name, command, file string, asJSON bool) error {
	switch {
	case command != "" && file != "":
		return errors.New("Error: can't provide both --command and --file.")
	case command == "" && file == "":
		return errors.New(`Missing required option --command or --file. Provide a SQL command inline with --command="<SQL>", or a path to a SQL file with --file=<path>.`)
	}
	if file != "" {
		data, err := os.ReadFile(c.env.path(file))
		if err != nil {
			return fmt.Errorf("Unable to read SQL text file %q. Please check the file path and try again.", file)
		}
		if bytes.HasPrefix(data, []byte("SQLite format 3\x00")) {
			return errors.New("Provided file is a binary SQLite database file instead of an SQL text file. The execute command can only process SQL text files. Please export an SQL file from your SQLite database and try again.")
		}
		command = string(data)
	}
	if err := c.find(name); err != nil {
		return err
	}
	p := c.env.printer()
	if !asJSON {
		p.Print(c.where("Executing on"))
	}
	results, err := c.run(command)
	if err != nil {
		return err
	}
	if !asJSON {
		p.Print(fmt.Sprintf("🚣 %s executed successfully.", counted(len(results), "command")))
	}
	if c.env.terminal && !asJSON {
		printResults(p, results)
		return nil
	}
	return c.env.printResults(results)
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// printResults shows rows to people.
func printResults(p *ui.Printer, results []persist.D1Result) {
	for _, r := range results {
		if len(r.Rows) == 0 {
			continue
		}
		t := ui.Table{Header: r.Columns, Widest: 80}
		for _, row := range r.Rows {
			var cells []string
			for _, v := range row {
				cells = append(cells, strings.Trim(string(cellJSON(v)), `"`))
			}
			t.Rows = append(t.Rows, cells)
		}
		p.Table(t)
	}
}

// printResults shows results to programs, with the columns in their order.
func (e env) printResults(results []persist.D1Result) error {
	var out bytes.Buffer
	out.WriteByte('[')
	for i, r := range results {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(`{"results":[`)
		for n, row := range r.Rows {
			if n > 0 {
				out.WriteByte(',')
			}
			writeRow(&out, r.Columns, row)
		}
		fmt.Fprintf(&out, `],"success":true,"meta":{"duration":%d}}`, r.Duration.Milliseconds())
	}
	out.WriteByte(']')
	var indented bytes.Buffer
	if err := json.Indent(&indented, out.Bytes(), "", "  "); err != nil {
		return err
	}
	_, err := fmt.Fprintln(e.stdout, indented.String())
	return err
}

// writeRow writes a row as an object, in which of columns with the same name the last counts.
func writeRow(out *bytes.Buffer, columns []string, row []persist.Value) {
	last := map[string]int{}
	for i, name := range columns {
		last[name] = i
	}
	out.WriteByte('{')
	first := true
	for _, name := range columns {
		i, ok := last[name]
		if !ok {
			continue
		}
		delete(last, name)
		if !first {
			out.WriteByte(',')
		}
		first = false
		out.Write(jsonText(name))
		out.WriteByte(':')
		out.Write(cellJSON(row[i]))
	}
	out.WriteByte('}')
}

// cellJSON is a value as wrangler shows it: bytes as a text of numbers.
func cellJSON(v persist.Value) []byte {
	switch v := v.(type) {
	case []byte:
		numbers := make([]string, len(v))
		for i, b := range v {
			numbers[i] = fmt.Sprint(b)
		}
		return jsonText("[" + strings.Join(numbers, ", ") + "]")
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return []byte("null")
		}
	}
	return jsonText(v)
}

func jsonText(v any) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // texts and numbers always can be
	return bytes.TrimRight(out.Bytes(), "\n")
}
