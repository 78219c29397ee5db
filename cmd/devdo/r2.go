package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/persist"
)

func newR2(e env) *cobra.Command {
	return group("r2", "Read and write local R2 buckets",
		group("object", "Get, put and delete objects of local buckets", newR2Get(e), newR2Put(e), newR2Delete(e)),
		group("bulk", "Put many objects into local buckets", newR2BulkPut(e)))
}

// r2Command is a command on one object.
type r2Command struct {
	localFlags
	env         env
	bucket, key string
	project     *project.Project
}

// r2Object makes a command on an object, which is named as bucket/key.
func r2Object(e env, use, short string, flags func(*pflag.FlagSet), run func(c *r2Command) error) *cobra.Command {
	c := r2Command{env: e}
	cmd := &cobra.Command{
		Use: use + " <bucket/key>", Short: short, Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var ok bool
			c.bucket, c.key, ok = strings.Cut(args[0], "/")
			if !ok || c.bucket == "" || c.key == "" {
				return fmt.Errorf("The object path must be in the form of {bucket}/{key} you provided %s", args[0])
			}
			var err error
			if c.project, err = c.localFlags.project(e); err != nil {
				return err
			}
			return run(&c)
		},
	}
	c.register(cmd)
	cmd.Flags().StringP("jurisdiction", "J", "", "accepted for wrangler's sake")
	_ = cmd.Flags().MarkHidden("jurisdiction")
	flags(cmd.Flags())
	return cmd
}

// with runs fn on the bucket.
func (c *r2Command) with(fn func(*persist.R2) error) error {
	return c.withStore(c.env, c.project, func(s *persist.Store) error { return fn(s.R2(c.bucket)) })
}

func newR2Get(e env) *cobra.Command {
	var file string
	var pipe bool
	return r2Object(e, "get", "Write an object to a file or to standard output", func(flags *pflag.FlagSet) {
		flags.StringVarP(&file, "file", "f", "", "file to write (default: the key)")
		flags.BoolVarP(&pipe, "pipe", "p", false, "write to standard output")
	}, func(c *r2Command) error { return c.get(file, pipe) })
}

func (c *r2Command) get(file string, pipe bool) error {
	p := c.env.printer()
	if !pipe {
		p.Print(fmt.Sprintf("Downloading %q from %q.", c.key, c.bucket))
	}
	err := c.with(func(b *persist.R2) error {
		got, found, err := b.Get(c.key, nil, persist.R2Range{})
		if err != nil {
			return err
		}
		if !found {
			return errors.New("The specified key does not exist.")
		}
		r := got.Reader
		if r == nil {
			r = io.NopCloser(bytes.NewReader(got.Value))
		}
		defer r.Close()
		if pipe {
			_, err = io.Copy(c.env.stdout, r)
			return err
		}
		return c.save(file, r)
	})
	if err == nil && !pipe {
		p.Print("Download complete.")
	}
	return err
}

// save writes a file, by default one that is called as the object, which stays in the directory.
func (c *r2Command) save(file string, r io.Reader) error {
	if file == "" {
		file = filepath.FromSlash(c.key)
		if !filepath.IsLocal(file) {
			return fmt.Errorf("the key %q is no path in this directory; say --file", c.key)
		}
	}
	file = c.env.path(file)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

// r2PutFlags are the flags of devdo r2 object put.
type r2PutFlags struct {
	file string
	pipe bool
	http r2HTTP
}

// r2HTTP is what is sent along with an object, in the form in which it is stored.
type r2HTTP struct {
	ContentType        string `json:"contentType,omitempty"`
	ContentLanguage    string `json:"contentLanguage,omitempty"`
	ContentDisposition string `json:"contentDisposition,omitempty"`
	ContentEncoding    string `json:"contentEncoding,omitempty"`
	CacheControl       string `json:"cacheControl,omitempty"`
	CacheExpiry        int64  `json:"cacheExpiry,omitempty"`

	expires string
}

func (f *r2PutFlags) register(flags *pflag.FlagSet) {
	flags.StringVarP(&f.file, "file", "f", "", "file with the value")
	flags.BoolVarP(&f.pipe, "pipe", "p", false, "read the value from standard input")
	f.http.register(flags)
}

func (h *r2HTTP) register(flags *pflag.FlagSet) {
	flags.StringVar(&h.ContentType, "content-type", "", "Content-Type of the object")
	flags.StringVar(&h.ContentDisposition, "content-disposition", "", "Content-Disposition of the object")
	flags.StringVar(&h.ContentEncoding, "content-encoding", "", "Content-Encoding of the object")
	flags.StringVar(&h.ContentLanguage, "content-language", "", "Content-Language of the object")
	flags.StringVar(&h.CacheControl, "cache-control", "", "Cache-Control of the object")
	flags.StringVar(&h.expires, "expires", "", "Expires of the object")
	flags.StringP("storage-class", "s", "", "accepted for wrangler's sake: there are no storage classes")
	flags.BoolP("force", "y", false, "accepted for wrangler's sake: nothing is asked")
	_ = flags.MarkHidden("storage-class")
	_ = flags.MarkHidden("force")
	short := map[string]string{"ct": "content-type", "cd": "content-disposition", "ce": "content-encoding", "cl": "content-language", "cc": "cache-control"}
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if long := short[name]; long != "" {
			name = long
		}
		return pflag.NormalizedName(name)
	})
}

// encode is the stored form.
func (h *r2HTTP) encode() (string, error) {
	if h.expires != "" {
		t, err := parseTime(h.expires)
		if err != nil {
			return "", err
		}
		h.CacheExpiry = t.UnixMilli()
	}
	text, err := json.Marshal(h)
	return string(text), err
}

func newR2Put(e env) *cobra.Command {
	var f r2PutFlags
	return r2Object(e, "put", "Store a file or standard input as an object", f.register, func(c *r2Command) error { return c.put(f) })
}

func (c *r2Command) put(f r2PutFlags) error {
	if f.file == "" && !f.pipe {
		return errors.New("Either the --file or --pipe options are required.")
	}
	var value []byte
	var err error
	if f.file != "" {
		value, err = os.ReadFile(c.env.path(f.file))
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("The file %q does not exist.", f.file)
		}
	} else {
		value, err = io.ReadAll(c.env.stdin)
	}
	if err != nil {
		return err
	}
	http, err := f.http.encode()
	if err != nil {
		return err
	}
	p := c.env.printer()
	p.Print(fmt.Sprintf("Creating object %q in bucket %q.", c.key, c.bucket))
	err = c.with(func(b *persist.R2) error {
		_, _, err := b.Put(persist.R2Put{Key: c.key, Size: int64(len(value)), HTTP: http, Custom: "{}"}, bytes.NewReader(value))
		return err
	})
	if err == nil {
		p.Print("Upload complete.")
	}
	return err
}

// parseTime reads a time as HTTP and RFC 3339 write it.
func parseTime(text string) (time.Time, error) {
	for _, layout := range []string{time.RFC1123, time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time, such as %q", text, time.UnixMilli(0).UTC().Format(time.RFC1123))
}

func newR2Delete(e env) *cobra.Command {
	return r2Object(e, "delete", "Delete an object", func(*pflag.FlagSet) {}, func(c *r2Command) error {
		p := c.env.printer()
		p.Print(fmt.Sprintf("Deleting object %q from bucket %q.", c.key, c.bucket))
		err := c.with(func(b *persist.R2) error { return b.Delete([]string{c.key}) })
		if err == nil {
			p.Print("Delete complete.")
		}
		return err
	})
}
