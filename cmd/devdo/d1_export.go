package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/persist"
)

func newD1Export(e env) *cobra.Command {
	c := d1Command{env: e}
	var output string
	var dump persist.D1DumpOptions
	cmd := &cobra.Command{
		Use:   "export <database>",
		Short: "Write a local database to a file of SQL",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if dump.NoSchema && dump.NoData {
				return errors.New("Cannot use --no-schema and --no-data together. At least one of schema or data must be included in the export. Remove one of the flags.")
			}
			if output == "" {
				return errors.New("Missing required argument: output")
			}
			if err := c.find(args[0]); err != nil {
				return err
			}
			return c.export(output, dump)
		},
	}
	c.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&output, "output", "", "file to write")
	flags.StringArrayVar(&dump.Tables, "table", nil, "export only this table (may be repeated)")
	flags.BoolVar(&dump.NoSchema, "no-schema", false, "export only the rows")
	flags.BoolVar(&dump.NoData, "no-data", false, "export only the schema")
	flags.BoolP("skip-confirmation", "y", false, "accepted for wrangler's sake: nothing is asked")
	_ = flags.MarkHidden("skip-confirmation")
	return cmd
}

func (c *d1Command) export(output string, dump persist.D1DumpOptions) error {
	p := c.env.printer()
	p.Print(c.where("Exporting"))
	p.Print(fmt.Sprintf("🌀 Exporting SQL to %s...", output))
	err := c.withStore(c.env, c.project, func(s *persist.Store) error {
		f, err := os.Create(c.env.path(output))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(f)
		return errors.Join(s.D1(c.database.ID).Dump(w, dump), w.Flush(), f.Close())
	})
	if err == nil {
		p.Print("Done!")
	}
	return err
}
