package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"github.com/google/uuid"

	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator"
)

// addProducts adds the bindings of products to a Worker.
func addProducts(w *emulator.Worker, p *project.Project) {
	products := &w.Products
	for _, b := range p.RateLimits {
		products.RateLimits = append(products.RateLimits, emulator.RateLimitBinding(b))
	}
	products.Analytics = p.Analytics
	for _, b := range p.Secrets {
		products.Secrets = append(products.Secrets, emulator.SecretBinding{Name: b.Binding, Store: b.StoreID, Secret: b.Name})
	}
	for _, b := range p.Hyperdrives {
		u, err := url.Parse(b.URL)
		if b.Problem != "" || err != nil {
			w.Failing = append(w.Failing, emulator.FailingBinding{Name: b.Binding, Message: fmt.Sprintf("env.%s: %s", b.Binding, b.Problem)})
			continue
		}
		products.Hyperdrives = append(products.Hyperdrives, emulator.HyperdriveBinding{Name: b.Binding, URL: u})
	}
	for _, b := range p.Emails {
		products.Emails = append(products.Emails, emulator.EmailBinding(b))
	}
	if p.VersionMetadata != "" {
		w.Vars = append(w.Vars, emulator.Var{Name: p.VersionMetadata, JSON: versionMetadata()})
	}
}

// versionMetadata is a new version of a Worker.
func versionMetadata() string {
	data, _ := json.Marshal(struct { // texts always can be encoded
		ID        string `json:"id"`
		Tag       string `json:"tag"`
		Timestamp string `json:"timestamp"`
	}{uuid.NewString(), "", time.Now().UTC().Format("2006-01-02T15:04:05.000Z")})
	return string(data)
}

// productRows are their rows of the table of bindings.
func productRows(p *project.Project) []ui.BindingRow {
	var rows []ui.BindingRow
	add := func(name, detail, resource string) {
		if detail != "" {
			name += " (" + detail + ")"
		}
		rows = append(rows, ui.BindingRow{Binding: "env." + name, Resource: resource, Mode: "local"})
	}
	for _, b := range p.Emails {
		detail := "unrestricted"
		switch {
		case b.Destination != "":
			detail = b.Destination
		case b.Destinations != nil || b.Senders != nil:
			detail = "restricted"
		}
		add(b.Name, detail, "Send Email")
	}
	for _, b := range p.Hyperdrives {
		add(b.Binding, b.ID, "Hyperdrive Config")
	}
	for _, name := range p.Analytics {
		add(name, "", "Analytics Engine Dataset")
	}
	for _, b := range p.Secrets {
		add(b.Binding, b.StoreID+"/"+b.Name, "Secrets Store Secret")
	}
	for _, b := range p.RateLimits {
		add(b.Name, fmt.Sprintf("%d requests/%ds", b.Limit, b.Period), "Rate Limit")
	}
	if p.VersionMetadata != "" {
		add(p.VersionMetadata, "", "Worker Version Metadata")
	}
	return rows
}
