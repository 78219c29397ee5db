package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/devdo/devdo/cmd/internal/project"
)

// overrides are flags of devdo dev that stand above the configuration, named as wrangler's.
type overrides struct {
	define, alias           []string // NAME:VALUE
	routes                  []string
	host, localUpstream     string
	localProtocol, protocol string
	tsconfig                string
	jsxFactory, jsxFragment string
	minify                  bool
}

func (o *overrides) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringArrayVar(&o.define, "define", nil, "replace a name in the code, as NAME:VALUE (may be repeated)")
	flags.StringArrayVar(&o.alias, "alias", nil, "resolve a module to another one, as NAME:PATH (may be repeated)")
	flags.StringVar(&o.tsconfig, "tsconfig", "", "path of the tsconfig.json")
	flags.StringVar(&o.jsxFactory, "jsx-factory", "", "function that makes JSX elements")
	flags.StringVar(&o.jsxFragment, "jsx-fragment", "", "what makes JSX fragments")
	flags.BoolVar(&o.minify, "minify", false, "minify the code")
	flags.StringVar(&o.host, "host", "", "host that the Worker believes to be served at (default that of the first route)")
	flags.StringArrayVar(&o.routes, "routes", nil, "route of the Worker (may be repeated)")
	flags.StringArrayVar(&o.routes, "route", nil, "as --routes")
	flags.StringVar(&o.localUpstream, "local-upstream", "", "as --host")
	flags.StringVar(&o.localProtocol, "local-protocol", "", "accepted for wrangler's sake: http")
	flags.StringVar(&o.protocol, "upstream-protocol", "", "protocol that the Worker believes to be served by: http or https")
	for _, name := range []string{"route", "local-upstream", "local-protocol"} {
		_ = flags.MarkHidden(name)
	}
}

// apply changes the project.
func (o *overrides) apply(p *project.Project) {
	merge(&p.Bundle.Define, o.define)
	merge(&p.Bundle.Alias, o.alias)
	if o.tsconfig != "" {
		p.Bundle.Tsconfig = resolve(p.Root, o.tsconfig)
	}
	p.Bundle.Minify = p.Bundle.Minify || o.minify
	given(&p.Bundle.JSXFactory, o.jsxFactory)
	given(&p.Bundle.JSXFragment, o.jsxFragment)
	given(&p.Dev.Host, o.localUpstream)
	given(&p.Dev.Host, o.host)
	given(&p.Dev.UpstreamProtocol, o.localProtocol)
	given(&p.Dev.UpstreamProtocol, o.protocol)
	if len(o.routes) > 0 {
		p.Routes = nil
		for _, pattern := range o.routes {
			p.Routes = append(p.Routes, project.Route{Pattern: pattern})
		}
	}
}

func given(field *string, value string) {
	if value != "" {
		*field = value
	}
}

func merge(into *map[string]string, pairs []string) {
	for _, pair := range pairs {
		if *into == nil {
			*into = map[string]string{}
		}
		name, value, _ := strings.Cut(pair, ":")
		(*into)[name] = value
	}
}
