package project

import (
	"fmt"
	"net/url"
	"slices"
)

// RateLimit is a binding of a rate limiter.
type RateLimit struct {
	Name, Namespace string
	Limit, Period   int
}

// Secret is a binding to a secret of a secrets store.
type Secret struct{ Binding, StoreID, Name string }

// Hyperdrive is a binding to a database. URL is what leads to it on this machine, "" if nothing does.
type Hyperdrive struct {
	Binding, ID string
	URL         string
	Problem     string // why URL cannot be used, or ""
}

// Email is a binding that sends mail.
type Email struct {
	Name, Destination     string
	Destinations, Senders []string // nil for any
}

// Products are bindings of products that need little locally.
type Products struct {
	RateLimits      []RateLimit
	Analytics       []string // names of datasets' bindings
	VersionMetadata string   // name of the binding
	Secrets         []Secret
	Hyperdrives     []Hyperdrive
	Emails          []Email
}

func (l *loader) products(a *node) Products {
	p := Products{VersionMetadata: a.path("version_metadata", "binding").string()}
	for _, b := range itemsOf(a.get("ratelimits")) {
		p.RateLimits = append(p.RateLimits, RateLimit{
			Name: b.get("name").string(), Namespace: b.get("namespace_id").string(),
			Limit: intOf(b.path("simple", "limit")), Period: intOf(b.path("simple", "period")),
		})
	}
	for _, b := range itemsOf(a.get("analytics_engine_datasets")) {
		p.Analytics = append(p.Analytics, b.get("binding").string())
	}
	for _, b := range itemsOf(a.get("secrets_store_secrets")) {
		p.Secrets = append(p.Secrets, Secret{b.get("binding").string(), b.get("store_id").string(), b.get("secret_name").string()})
	}
	for _, b := range itemsOf(a.get("hyperdrive")) {
		p.Hyperdrives = append(p.Hyperdrives, l.hyperdrive(b))
	}
	for _, b := range itemsOf(a.get("send_email")) {
		e := Email{Name: b.get("name").string(), Destination: b.get("destination_address").string()}
		if v := b.get("allowed_destination_addresses"); v != nil {
			e.Destinations = append([]string{}, v.strings()...)
		}
		if v := b.get("allowed_sender_addresses"); v != nil {
			e.Senders = append([]string{}, v.strings()...)
		}
		p.Emails = append(p.Emails, e)
	}
	return p
}

// hyperdrive reads where a database is, which the environment may say instead of the configuration.
func (l *loader) hyperdrive(b *node) Hyperdrive {
	h := Hyperdrive{Binding: b.get("binding").string(), ID: b.get("id").string(), URL: b.get("localConnectionString").string()}
	variable := "CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_" + h.Binding
	if l.opts.Getenv != nil {
		h.URL = firstText(l.opts.Getenv(variable), l.opts.Getenv("WRANGLER_HYPERDRIVE_LOCAL_CONNECTION_STRING_"+h.Binding), h.URL)
	}
	if h.URL == "" {
		h.Problem = fmt.Sprintf("When developing locally, you should use a local Postgres connection string to emulate Hyperdrive functionality. Please setup Postgres locally and set the value of the '%s' variable or \"%s\"'s \"localConnectionString\" to the Postgres connection string.", variable, h.Binding)
		return h
	}
	h.Problem = hyperdriveProblem(h.URL)
	return h
}

// hyperdriveProblem says what a connection string lacks, in wrangler's words, or is "".
func hyperdriveProblem(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return "Invalid connection string: " + text
	case !slices.Contains([]string{"postgres", "postgresql", "mysql"}, u.Scheme):
		return "Only PostgreSQL-compatible or MySQL-compatible databases are currently supported."
	case u.Host == "":
		return "You must provide a hostname or IP address in your connection string - e.g. 'user:password@database-hostname.example.com:5432/databasename"
	case u.Path == "":
		return "You must provide a database name as the path component - e.g. /postgres"
	case u.User.Username() == "":
		return "You must provide a username - e.g. 'user:password@database.example.com:port/databasename'"
	}
	if password, _ := u.User.Password(); password == "" {
		return "You must provide a password - e.g. 'user:password@database.example.com:port/databasename' "
	}
	return ""
}

// checkRateLimit checks a binding of a rate limiter.
func checkRateLimit(r *report, s scope, field string, v *node) bool {
	valid := simpleBinding("ratelimits", need{"name", "must have a string"}, need{"namespace_id", "must have a string"})(r, s, field, v)
	if !isObject(v) {
		return false
	}
	known(r, field, v, "name", "namespace_id", "simple")
	simple := v.get("simple")
	if !simple.is(object) {
		r.error(placeOf(simple, v), `"%s" bindings must have a "simple" configuration object but got %s.`, field, v.json())
		return false
	}
	if !simple.get("limit").is(number) {
		r.error(placeOf(simple.get("limit"), simple), `"%s" bindings "simple.limit" must be a number but got %s.`, field, simple.json())
		valid = false
	}
	switch period := simple.get("period"); {
	case !period.is(number):
		r.error(placeOf(period, simple), `"%s" bindings "simple.period" is required and must be a number but got %s.`, field, simple.json())
		valid = false
	case intOf(period) != 10 && intOf(period) != 60:
		r.error(period.pos, `"%s" bindings "simple.period" must be either 10 or 60 but got %s.`, field, period.json())
		valid = false
	}
	known(r, field+".simple", simple, "limit", "period")
	return valid
}

// intOf is a number as an integer, 0 for anything else.
func intOf(v *node) int {
	if !v.is(number) {
		return 0
	}
	return int(v.num)
}
