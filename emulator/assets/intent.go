package assets

import (
	"net/http"
	"strings"
)

// intent is what answers a path: a file, or a redirect to the path of one.
type intent struct {
	file     string
	status   int
	redirect string
}

// lookup finds what answers, by the settings given.
type lookup struct {
	site   *Site
	config Config
}

const (
	index    = "index"
	html     = ".html"
	indexDoc = "index.html"
)

func (l *lookup) intent(path string, settled bool) *intent {
	exact := l.site.exists(path)
	var found *intent
	switch l.config.HTMLHandling {
	case ForceTrailingSlash:
		found = l.force(path, exact, settled)
	case DropTrailingSlash:
		found = l.drop(path, exact, settled)
	case NoHTMLHandling:
		found = l.found(exact)
	default:
		found = l.auto(path, exact, settled)
	}
	if found != nil {
		return found
	}
	return l.notFound(path)
}

// found is the file as an answer, nil for "".
func (l *lookup) found(file string) *intent {
	if file == "" {
		return nil
	}
	return &intent{file: file, status: http.StatusOK}
}

// first is the first answer that there is.
func first(choices ...func() *intent) *intent {
	for _, choice := range choices {
		if found := choice(); found != nil {
			return found
		}
	}
	return nil
}

// at serves the file at path.
func (l *lookup) at(path string) func() *intent {
	return func() *intent { return l.found(l.site.exists(path)) }
}

// to redirects to destination if what is served there is the file at path, and not in another way.
func (l *lookup) to(path, destination string, settled bool) func() *intent {
	return func() *intent {
		if settled || l.site.exists(destination) != "" {
			return nil
		}
		target := l.intent(destination, true)
		if target == nil || target.file == "" || target.file != l.site.exists(path) {
			return nil
		}
		return &intent{redirect: destination}
	}
}

// auto serves foo.html at /foo and foo/index.html at /foo/.
func (l *lookup) auto(path, exact string, settled bool) *intent {
	to := func(file, destination string) func() *intent { return l.to(file, destination, settled) }
	serve := func() *intent { return l.found(exact) }
	rest := []func() *intent{serve, l.at(path + html), to(path+"/"+indexDoc, path+"/")}
	switch {
	case strings.HasSuffix(path, "/"+index):
		dir, base := strings.TrimSuffix(path, index), strings.TrimSuffix(path, "/"+index)
		rest = append([]func() *intent{serve, to(path+html, dir), to(base+html, base)}, rest...)
	case strings.HasSuffix(path, "/"+indexDoc):
		dir, base := strings.TrimSuffix(path, indexDoc), strings.TrimSuffix(path, "/"+indexDoc)
		rest = append([]func() *intent{to(path, dir), to(base+html, base)}, rest...)
	case strings.HasSuffix(path, "/"):
		base := strings.TrimSuffix(path, "/")
		rest = append([]func() *intent{l.at(path + indexDoc), to(base+html, base)}, rest...)
	case strings.HasSuffix(path, html):
		base := strings.TrimSuffix(path, html)
		rest = append([]func() *intent{to(path, base), to(base+"/"+indexDoc, base+"/")}, rest...)
	}
	return first(rest...)
}

// force serves both foo.html and foo/index.html at /foo/.
func (l *lookup) force(path, exact string, settled bool) *intent {
	to := func(file, destination string) func() *intent { return l.to(file, destination, settled) }
	serve := func() *intent { return l.found(exact) }
	rest := []func() *intent{serve, to(path+html, path+"/"), to(path+"/"+indexDoc, path+"/")}
	switch {
	case strings.HasSuffix(path, "/"+index):
		dir, base := strings.TrimSuffix(path, index), strings.TrimSuffix(path, "/"+index)
		rest = append([]func() *intent{serve, to(path+html, dir), to(base+html, dir)}, rest...)
	case strings.HasSuffix(path, "/"+indexDoc):
		dir, base := strings.TrimSuffix(path, indexDoc), strings.TrimSuffix(path, "/"+indexDoc)
		rest = append([]func() *intent{to(path, dir), to(base+html, dir)}, rest...)
	case strings.HasSuffix(path, "/"):
		rest = append([]func() *intent{l.at(path + indexDoc), l.at(strings.TrimSuffix(path, "/") + html)}, rest...)
	case strings.HasSuffix(path, html):
		base := strings.TrimSuffix(path, html)
		rest = append([]func() *intent{to(path, base+"/"), serve, to(base+"/"+indexDoc, base+"/")}, rest...)
	}
	return first(rest...)
}

// drop serves both foo.html and foo/index.html at /foo.
func (l *lookup) drop(path, exact string, settled bool) *intent {
	to := func(file, destination string) func() *intent { return l.to(file, destination, settled) }
	serve := func() *intent { return l.found(exact) }
	rest := []func() *intent{serve, l.at(path + html), l.at(path + "/" + indexDoc)}
	switch {
	case path == "/"+index:
		rest = append([]func() *intent{serve, to("/"+indexDoc, "/")}, rest...)
	case strings.HasSuffix(path, "/"+index):
		base := strings.TrimSuffix(path, "/"+index)
		rest = append([]func() *intent{serve, to(base+html, base), to(path+html, base)}, rest...)
	case path == "/"+indexDoc:
		rest = append([]func() *intent{to(path, "/")}, rest...)
	case strings.HasSuffix(path, "/"+indexDoc):
		base := strings.TrimSuffix(path, "/"+indexDoc)
		rest = append([]func() *intent{to(path, base), serve, to(base+html, base)}, rest...)
	case path == "/":
		rest = append([]func() *intent{l.at("/" + indexDoc)}, rest...)
	case strings.HasSuffix(path, "/"):
		base := strings.TrimSuffix(path, "/")
		rest = append([]func() *intent{to(base+html, base), to(base+"/"+indexDoc, base)}, rest...)
	case strings.HasSuffix(path, html):
		base := strings.TrimSuffix(path, html)
		rest = append([]func() *intent{to(path, base), to(base+"/"+indexDoc, base)}, rest...)
	}
	return first(rest...)
}

func (l *lookup) notFound(path string) *intent {
	switch l.config.NotFoundHandling {
	case NotFoundSPA:
		return l.found(l.site.exists("/" + indexDoc))
	case NotFoundPage:
		for dir := path; dir != ""; {
			dir = dir[:max(strings.LastIndexByte(dir, '/'), 0)]
			if file := l.site.exists(dir + "/404.html"); file != "" {
				return &intent{file: file, status: http.StatusNotFound}
			}
		}
	}
	return nil
}
