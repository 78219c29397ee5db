package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/devdo/devdo/persist"
)

// kvPair is one entry of the file of devdo kv bulk put.
type kvPair struct {
	Key           string          `json:"key"`
	Value         *string         `json:"value"`
	Expiration    int64           `json:"expiration"`
	ExpirationTTL int64           `json:"expiration_ttl"`
	Metadata      json.RawMessage `json:"metadata"`
	Base64        bool            `json:"base64"`
}

func newKVBulkPut(e env) *cobra.Command {
	var f kvPutFlags
	return kvOn(e, "put <file>", "Store the entries of a JSON file", cobra.ExactArgs(1), func(flags *pflag.FlagSet) {
		f.times(flags)
		_ = flags.MarkHidden("metadata")
	}, func(c *kvCommand, args []string) error {
		var pairs []kvPair
		if err := e.readJSON(args[0], &pairs); err != nil {
			return fmt.Errorf("Unexpected JSON input from %q.\nExpected an array of key-value objects: %w", args[0], err)
		}
		err := c.with(func(kv *persist.KV) error {
			for i, pair := range pairs {
				if err := c.putPair(kv, pair, f); err != nil {
					return fmt.Errorf("entry %d of %s: %w", i, args[0], err)
				}
			}
			return nil
		})
		return c.success(err)
	})
}

func (c *kvCommand) putPair(kv *persist.KV, pair kvPair, f kvPutFlags) error {
	if pair.Key == "" || pair.Value == nil {
		return errors.New(`needs a "key" and a "value"`)
	}
	value := []byte(*pair.Value)
	if pair.Base64 {
		var err error
		if value, err = base64.StdEncoding.DecodeString(*pair.Value); err != nil {
			return err
		}
	}
	own := kvPutFlags{ttl: pair.ExpirationTTL, expiration: pair.Expiration}
	if own == (kvPutFlags{}) {
		own = f
	}
	now := c.env.now()
	metadata := string(pair.Metadata)
	if metadata == "null" {
		metadata = ""
	}
	return kv.Put(persist.KVEntry{Key: pair.Key, Value: value, Metadata: metadata, Expiration: own.expires(now)}, now)
}

func newKVBulkGet(e env) *cobra.Command {
	return kvOn(e, "get <file>", "Write the values of the keys in a JSON file as JSON", cobra.ExactArgs(1), nil, func(c *kvCommand, args []string) error {
		keys, err := e.readKeys(args[0])
		if err != nil {
			return err
		}
		type found struct {
			Value *string `json:"value"`
		}
		values := map[string]found{}
		err = c.with(func(kv *persist.KV) error {
			for _, key := range keys {
				entry, ok, err := kv.Get(key, e.now())
				if err != nil {
					return err
				}
				values[key] = found{}
				if !ok {
					continue
				}
				if !utf8.Valid(entry.Value) {
					return fmt.Errorf("the value of %q is no text; get it alone", key)
				}
				text := string(entry.Value)
				values[key] = found{&text}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return e.printJSON(values)
	})
}

func newKVBulkDelete(e env) *cobra.Command {
	return kvOn(e, "delete <file>", "Delete the keys in a JSON file", cobra.ExactArgs(1), func(flags *pflag.FlagSet) {
		flags.BoolP("force", "f", false, "accepted for wrangler's sake: nothing is asked")
		_ = flags.MarkHidden("force")
	}, func(c *kvCommand, args []string) error {
		keys, err := e.readKeys(args[0])
		if err != nil {
			return err
		}
		return c.success(c.with(func(kv *persist.KV) error {
			for _, key := range keys {
				if err := kv.Delete(key); err != nil {
					return err
				}
			}
			return nil
		}))
	})
}

func (c *kvCommand) success(err error) error {
	if err == nil {
		c.env.printer().Print("Success!")
	}
	return err
}

func (e env) readJSON(file string, v any) error {
	data, err := os.ReadFile(e.path(file))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// readKeys reads a list of keys, each a text or an object with a name.
func (e env) readKeys(file string) ([]string, error) {
	var items []json.RawMessage
	if err := e.readJSON(file, &items); err != nil {
		return nil, fmt.Errorf("Unexpected JSON input from %q.\nExpected an array of strings: %w", file, err)
	}
	keys := make([]string, len(items))
	for i, item := range items {
		var named struct{ Name string }
		if json.Unmarshal(item, &keys[i]) == nil {
			continue
		}
		if json.Unmarshal(item, &named) != nil || named.Name == "" {
			return nil, fmt.Errorf("Unexpected JSON input from %q.\nExpected an array of strings or objects with a \"name\"; item %d is %s", file, i, item)
		}
		keys[i] = named.Name
	}
	return keys, nil
}
