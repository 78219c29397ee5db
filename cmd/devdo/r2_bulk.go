package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/persist"
)

// r2Entry is an object of a list to put.
type r2Entry struct {
	Key  *string `json:"key"`
	File *string `json:"file"`
}

// newR2BulkPut makes devdo r2 bulk put.
func newR2BulkPut(e env) *cobra.Command {
	c := r2Command{env: e}
	var list string
	var http r2HTTP
	cmd := &cobra.Command{
		Use: "put <bucket>", Short: "Store the files of a list as objects", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			c.bucket = args[0]
			if c.project, err = c.localFlags.project(e); err != nil {
				return err
			}
			return c.bulkPut(list, http)
		},
	}
	c.register(cmd)
	cmd.Flags().StringP("jurisdiction", "J", "", "accepted for wrangler's sake")
	_ = cmd.Flags().MarkHidden("jurisdiction")
	cmd.Flags().StringVarP(&list, "filename", "f", "", "JSON file with the list: objects with key and file")
	cmd.Flags().Int("concurrency", 20, "accepted for wrangler's sake: files are put one after the other")
	_ = cmd.Flags().MarkHidden("concurrency")
	http.register(cmd.Flags())
	return cmd
}

func (c *r2Command) bulkPut(list string, h r2HTTP) error {
	if list == "" {
		return errors.New("The --filename argument is required for bulk put operations.")
	}
	entries, err := c.bulkEntries(list)
	if err != nil {
		return err
	}
	http, err := h.encode()
	if err != nil {
		return err
	}
	p := c.env.printer()
	p.Print(fmt.Sprintf("Starting bulk upload of %d objects to bucket %s", len(entries), c.bucket))
	return c.with(func(b *persist.R2) error {
		for n, entry := range entries {
			if err := c.putFile(b, entry, http); err != nil {
				return err
			}
			if n++; n%100 == 0 || n == len(entries) {
				p.Print(fmt.Sprintf("Uploaded %d%% (%d out of %d)", 100*n/len(entries), n, len(entries)))
			}
		}
		return nil
	})
}

func (c *r2Command) putFile(b *persist.R2, entry r2Entry, http string) error {
	f, err := os.Open(c.env.path(*entry.File))
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	_, _, err = b.Put(persist.R2Put{Key: *entry.Key, Size: info.Size(), HTTP: http, Custom: "{}"}, f)
	return err
}

// bulkEntries reads a list, of which all files have to be there.
func (c *r2Command) bulkEntries(list string) ([]r2Entry, error) {
	text, err := os.ReadFile(c.env.path(list))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("The file %q does not exist.", list)
	case err != nil:
		return nil, fmt.Errorf("The file %q is not readable.", list)
	case !json.Valid(text):
		return nil, fmt.Errorf("The file %q is not a valid JSON.", list)
	}
	var raw []json.RawMessage
	if json.Unmarshal(text, &raw) != nil || raw == nil {
		return nil, fmt.Errorf("The file %q must contain an array of entries.", list)
	}
	entries := make([]r2Entry, len(raw))
	for n := range raw {
		entry := &entries[n]
		if json.Unmarshal(raw[n], entry) != nil || entry.Key == nil || entry.File == nil {
			return nil, fmt.Errorf("Each entry in the file %q must be an object with \"key\" and \"file\" string properties.", list)
		}
		info, err := os.Stat(c.env.path(*entry.File))
		if err != nil {
			return nil, fmt.Errorf("The file %q does not exist.", *entry.File)
		}
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("The path %q is not a file.", *entry.File)
		}
	}
	return entries, nil
}
