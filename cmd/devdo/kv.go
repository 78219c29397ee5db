package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/persist"
)

func newKV(e env) *cobra.Command {
	return group("kv", "Read and write local KV namespaces",
		group("key", "Get, put, list and delete keys", newKVGet(e), newKVPut(e), newKVList(e), newKVDelete(e)),
		group("bulk", "Put, get and delete many keys, which a JSON file names", newKVBulkPut(e), newKVBulkGet(e), newKVBulkDelete(e)),
		group("namespace", "Show the KV namespaces of the configuration", newKVNamespaces(e)))
}

// kvCommand is a command on one namespace.
type kvCommand struct {
	localFlags
	env         env
	project     *project.Project
	binding, id string
}

// kvOn makes a command on the namespace that --binding or --namespace-id names.
func kvOn(e env, use, short string, args cobra.PositionalArgs, flags func(*pflag.FlagSet), run func(c *kvCommand, args []string) error) *cobra.Command {
	c := kvCommand{env: e}
	cmd := &cobra.Command{
		Use: use, Short: short, Args: args,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := c.find(); err != nil {
				return err
			}
			return run(&c, args)
		},
	}
	c.register(cmd)
	cmd.Flags().StringVar(&c.binding, "binding", "", "binding of the namespace")
	cmd.Flags().StringVar(&c.id, "namespace-id", "", "id of the namespace")
	if flags != nil {
		flags(cmd.Flags())
	}
	return cmd
}

// find looks the namespace up.
func (c *kvCommand) find() (err error) {
	if (c.binding == "") == (c.id == "") {
		return errors.New("Missing required option: exactly one of --binding and --namespace-id must be provided")
	}
	if c.project, err = c.localFlags.project(c.env); err != nil || c.binding == "" {
		return err
	}
	for _, ns := range c.project.KVNamespaces {
		if ns.Binding == c.binding {
			c.id = ns.ID
			return nil
		}
	}
	return fmt.Errorf("No KV namespace with binding %q was found in the \"kv_namespaces\" section of your wrangler config. Check the binding name is correct, or use `--namespace-id` instead.", c.binding)
}

// named is how messages call the namespace.
func (c *kvCommand) named() string {
	if c.binding != "" {
		return fmt.Sprintf("namespace binding: %q (id: %q)", c.binding, c.id)
	}
	return fmt.Sprintf("namespace id: %q", c.id)
}

func (c *kvCommand) with(fn func(*persist.KV) error) error {
	return c.withStore(c.env, c.project, func(s *persist.Store) error { return fn(s.KV(c.id)) })
}

func newKVGet(e env) *cobra.Command {
	var text bool
	return kvOn(e, "get <key>", "Write a value to standard output", cobra.ExactArgs(1), func(flags *pflag.FlagSet) {
		flags.BoolVar(&text, "text", false, "end the value with a new line")
	}, func(c *kvCommand, args []string) error {
		return c.with(func(kv *persist.KV) error {
			entry, found, err := kv.Get(args[0], e.now())
			if err != nil {
				return err
			}
			if !found {
				e.printer().Print("Value not found")
				return nil
			}
			if text {
				entry.Value = append(entry.Value, '\n')
			}
			_, err = e.stdout.Write(entry.Value)
			return err
		})
	})
}

// kvPutFlags say how long values live and what belongs to them.
type kvPutFlags struct {
	path, metadata  string
	ttl, expiration int64
}

func (f *kvPutFlags) times(flags *pflag.FlagSet) {
	flags.Int64Var(&f.ttl, "ttl", 0, "seconds until values expire")
	flags.Int64Var(&f.expiration, "expiration", 0, "seconds since 1970 when values expire")
	flags.StringVar(&f.metadata, "metadata", "", "JSON that belongs to the value")
}

// expires is when a value with these flags ends.
func (f *kvPutFlags) expires(now time.Time) time.Time {
	switch {
	case f.ttl != 0:
		return now.Add(time.Duration(f.ttl) * time.Second)
	case f.expiration != 0:
		return time.Unix(f.expiration, 0)
	}
	return time.Time{}
}

func newKVPut(e env) *cobra.Command {
	var f kvPutFlags
	return kvOn(e, "put <key> [value]", "Store a value, of the command line or of a file", cobra.RangeArgs(1, 2), func(flags *pflag.FlagSet) {
		flags.StringVar(&f.path, "path", "", "file with the value")
		f.times(flags)
	}, func(c *kvCommand, args []string) error { return c.put(f, args) })
}

func (c *kvCommand) put(f kvPutFlags, args []string) error {
	if (len(args) == 2) == (f.path != "") {
		return errors.New("Missing required option: exactly one of <value> and --path must be provided")
	}
	what := "the contents of " + f.path
	var value []byte
	if f.path == "" {
		what, value = fmt.Sprintf("the value %q", args[1]), []byte(args[1])
	} else {
		var err error
		if value, err = os.ReadFile(c.env.path(f.path)); err != nil {
			return err
		}
	}
	if f.metadata != "" && !json.Valid([]byte(f.metadata)) {
		return fmt.Errorf("--metadata is no JSON: %s", f.metadata)
	}
	text := fmt.Sprintf("Writing %s to key %q on %s", what, args[0], c.named())
	if f.metadata != "" {
		text += fmt.Sprintf(" with metadata \"%s\"", f.metadata)
	}
	c.env.printer().Print(text + ".")
	now := c.env.now()
	return c.with(func(kv *persist.KV) error {
		return kv.Put(persist.KVEntry{Key: args[0], Value: value, Metadata: f.metadata, Expiration: f.expires(now)}, now)
	})
}

// kvListed is a key in the form of wrangler's list.
type kvListed struct {
	Name       string          `json:"name"`
	Expiration int64           `json:"expiration,omitempty"`
	Metadata   json.RawMessage `json:"metadata,omitempty"`
}

func newKVList(e env) *cobra.Command {
	var prefix string
	return kvOn(e, "list", "List keys as JSON", cobra.NoArgs, func(flags *pflag.FlagSet) {
		flags.StringVar(&prefix, "prefix", "", "list only keys that begin so")
	}, func(c *kvCommand, _ []string) error {
		keys := []kvListed{}
		err := c.with(func(kv *persist.KV) error {
			for cursor := ""; ; {
				page, err := kv.List(prefix, 1000, cursor, e.now())
				if err != nil {
					return err
				}
				for _, entry := range page.Entries {
					key := kvListed{Name: entry.Key, Metadata: json.RawMessage(entry.Metadata)}
					if !entry.Expiration.IsZero() {
						key.Expiration = entry.Expiration.Unix()
					}
					keys = append(keys, key)
				}
				if cursor = page.Cursor; cursor == "" {
					return nil
				}
			}
		})
		if err != nil {
			return err
		}
		return e.printJSON(keys)
	})
}

func newKVDelete(e env) *cobra.Command {
	return kvOn(e, "delete <key>", "Delete a key", cobra.ExactArgs(1), nil, func(c *kvCommand, args []string) error {
		e.printer().Print(fmt.Sprintf("Deleting the key %q on %s.", args[0], c.named()))
		return c.with(func(kv *persist.KV) error { return kv.Delete(args[0]) })
	})
}

func newKVNamespaces(e env) *cobra.Command {
	var f localFlags
	cmd := &cobra.Command{
		Use: "list", Short: "List the namespaces of the configuration as JSON", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := f.project(e)
			if err != nil {
				return err
			}
			type namespace struct {
				ID      string `json:"id"`
				Binding string `json:"binding"`
			}
			all := []namespace{}
			for _, ns := range p.KVNamespaces {
				all = append(all, namespace{ns.ID, ns.Binding})
			}
			return e.printJSON(all)
		},
	}
	f.register(cmd)
	return cmd
}
