package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/persist"
)

func newSecretsStore(e env) *cobra.Command {
	return group("secrets-store", "Manage the secrets of local secrets stores",
		group("secret", "Create, list, update and delete secrets", newSecretCreate(e), newSecretList(e), newSecretUpdate(e), newSecretDelete(e)))
}

// secretMetadata is what is stored with a secret: the id that commands know it by.
type secretMetadata struct {
	UUID string `json:"uuid"`
}

// secretCommand is a command on a store.
type secretCommand struct {
	localFlags
	env env
	id  string
}

func secretsOn(e env, use, short string, flags func(*pflag.FlagSet, *secretCommand), run func(c *secretCommand, store *persist.KV, storeID string) error) *cobra.Command {
	c := secretCommand{env: e}
	cmd := &cobra.Command{
		Use: use + " <store-id>", Short: short, Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return c.with(args[0], func(store *persist.KV) error { return run(&c, store, args[0]) })
		},
	}
	c.register(cmd)
	flags(cmd.Flags(), &c)
	return cmd
}

// with runs fn on a store, whose directory only its owner may read.
func (c *secretCommand) with(storeID string, fn func(*persist.KV) error) error {
	f := c.localFlags
	f.name = "" // the secret's, not the Worker's
	p, err := f.project(c.env)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(stateDir(c.env, f.persistTo, p), "secrets-store"), 0o700); err != nil {
		return err
	}
	return f.withStore(c.env, p, func(s *persist.Store) error { return fn(s.Secrets(storeID)) })
}

// find is the name of the secret with the id that --secret-id gives.
func (c *secretCommand) find(store *persist.KV) (string, error) {
	all, err := secretsOf(store, c.env)
	if err != nil {
		return "", err
	}
	for _, s := range all {
		if s.id == c.id && c.id != "" {
			return s.name, nil
		}
	}
	return "", errors.New("Secret not found")
}

type storedSecret struct{ name, id string }

func secretsOf(store *persist.KV, e env) (all []storedSecret, err error) {
	for cursor := ""; ; {
		page, err := store.List("", 1000, cursor, e.now())
		if err != nil {
			return nil, err
		}
		for _, entry := range page.Entries {
			var m secretMetadata
			_ = json.Unmarshal([]byte(entry.Metadata), &m) // without an id it is listed all the same
			all = append(all, storedSecret{entry.Key, m.UUID})
		}
		if cursor = page.Cursor; cursor == "" {
			return all, nil
		}
	}
}

func (c *secretCommand) put(store *persist.KV, name, id, value string) error {
	metadata, err := json.Marshal(secretMetadata{id})
	if err != nil {
		return err
	}
	return store.Put(persist.KVEntry{Key: name, Value: []byte(value), Metadata: string(metadata)}, c.env.now())
}

// valueOr is the value of a flag, or else what standard input says.
func (e env) valueOr(value string) (string, error) {
	if value != "" {
		return value, nil
	}
	data, err := io.ReadAll(e.stdin)
	if value = strings.TrimRight(string(data), "\r\n"); err == nil && value == "" {
		err = errors.New("Need to pass in a value when creating a secret.")
	}
	return value, err
}

// ignoredSecretFlags takes flags of wrangler that mean nothing locally.
func ignoredSecretFlags(flags *pflag.FlagSet) {
	flags.String("scopes", "workers", "accepted for wrangler's sake")
	flags.String("comment", "", "accepted for wrangler's sake")
	_ = flags.MarkHidden("scopes")
	_ = flags.MarkHidden("comment")
}

func newSecretCreate(e env) *cobra.Command {
	var value string
	return secretsOn(e, "create", "Create a secret; without --value it is read from standard input", func(flags *pflag.FlagSet, _ *secretCommand) {
		named := flags.Lookup("name")
		named.Hidden, named.Usage = false, "name of the secret"
		flags.StringVar(&value, "value", "", "value of the secret")
		ignoredSecretFlags(flags)
	}, func(c *secretCommand, store *persist.KV, _ string) error {
		if c.name == "" {
			return errors.New("Missing required argument: name")
		}
		value, err := e.valueOr(value)
		if err != nil {
			return err
		}
		id := strings.ReplaceAll(uuid.NewString(), "-", "")
		if err := c.put(store, c.name, id, value); err != nil {
			return err
		}
		e.printer().Print(fmt.Sprintf("✅ Created secret! (ID: %s)", id))
		return nil
	})
}

func newSecretList(e env) *cobra.Command {
	return secretsOn(e, "list", "List secrets, without their values", func(*pflag.FlagSet, *secretCommand) {}, func(_ *secretCommand, store *persist.KV, storeID string) error {
		all, err := secretsOf(store, e)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fmt.Errorf("The store %s has no secrets here. Create one with devdo secrets-store secret create %[1]s --name NAME", storeID)
		}
		t := ui.Table{Header: []string{"Name", "ID"}}
		for _, s := range all {
			t.Rows = append(t.Rows, []string{s.name, s.id})
		}
		e.printer().Table(t)
		return nil
	})
}

func newSecretUpdate(e env) *cobra.Command {
	var value string
	return secretsOn(e, "update", "Change the value of a secret", func(flags *pflag.FlagSet, c *secretCommand) {
		flags.StringVar(&c.id, "secret-id", "", "id of the secret")
		flags.StringVar(&value, "value", "", "value of the secret")
		ignoredSecretFlags(flags)
	}, func(c *secretCommand, store *persist.KV, _ string) error {
		name, err := c.find(store)
		if err != nil {
			return err
		}
		value, err := e.valueOr(value)
		if err != nil {
			return err
		}
		if err := c.put(store, name, c.id, value); err != nil {
			return err
		}
		e.printer().Print(fmt.Sprintf("✅ Updated secret! (ID: %s)", c.id))
		return nil
	})
}

func newSecretDelete(e env) *cobra.Command {
	return secretsOn(e, "delete", "Delete a secret", func(flags *pflag.FlagSet, c *secretCommand) {
		flags.StringVar(&c.id, "secret-id", "", "id of the secret")
	}, func(c *secretCommand, store *persist.KV, _ string) error {
		name, err := c.find(store)
		if err != nil {
			return err
		}
		if err := store.Delete(name); err != nil {
			return err
		}
		e.printer().Print(fmt.Sprintf("✅ Deleted secret! (ID: %s)", c.id))
		return nil
	})
}
