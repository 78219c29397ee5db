package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// etag is the tag of a file as it was at some time.
type etag struct {
	modified time.Time
	size     int64
	tag      string
}

// etag identifies a file's content.
func (s *Site) etag(file string) string {
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	s.mu.Lock()
	known, ok := s.etags[file]
	s.mu.Unlock()
	if ok && known.modified.Equal(info.ModTime()) && known.size == info.Size() {
		return known.tag
	}
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	_, _ = io.WriteString(sum, filepath.Ext(file))
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	tag := hex.EncodeToString(sum.Sum(nil)[:16])
	s.mu.Lock()
	s.etags[file] = etag{info.ModTime(), info.Size(), tag}
	s.mu.Unlock()
	return tag
}

// contentType is the type that a file's name tells, as wrangler has it, or "". The operating
// system's own table is not asked: it differs from machine to machine.
func contentType(file string) string {
	t := types[strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))]
	if strings.HasPrefix(t, "text/") {
		t += "; charset=utf-8"
	}
	return t
}

var types = map[string]string{
	"html": "text/html", "htm": "text/html", "js": "text/javascript", "mjs": "text/javascript", "cjs": "application/node",
	"css": "text/css", "json": "application/json", "map": "application/json", "json5": "application/json5", "jsonld": "application/ld+json",
	"txt": "text/plain", "text": "text/plain", "log": "text/plain", "ini": "text/plain", "csv": "text/csv", "tsv": "text/tab-separated-values",
	"md": "text/markdown", "markdown": "text/markdown", "mdx": "text/mdx", "yaml": "text/yaml", "yml": "text/yaml", "toml": "application/toml",
	"vtt": "text/vtt", "ics": "text/calendar", "vcf": "text/x-vcard", "appcache": "text/cache-manifest", "manifest": "text/cache-manifest",
	"xml": "application/xml", "xsl": "application/xml", "xhtml": "application/xhtml+xml", "atom": "application/atom+xml", "rss": "application/rss+xml",
	"webmanifest": "application/manifest+json", "geojson": "application/geo+json", "wasm": "application/wasm", "pdf": "application/pdf",
	"zip": "application/zip", "gz": "application/gzip", "tar": "application/x-tar", "7z": "application/x-7z-compressed", "bz2": "application/x-bzip2",
	"rar": "application/vnd.rar", "bin": "application/octet-stream", "exe": "application/octet-stream", "dmg": "application/octet-stream",
	"rtf": "application/rtf", "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"svg":  "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "gif": "image/gif",
	"webp": "image/webp", "avif": "image/avif", "apng": "image/apng", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
	"ico": "image/vnd.microsoft.icon", "heic": "image/heic", "jxl": "image/jxl",
	"woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf", "ttc": "font/collection", "eot": "application/vnd.ms-fontobject",
	"mp4": "video/mp4", "m4v": "video/x-m4v", "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime", "mpeg": "video/mpeg",
	"avi": "video/x-msvideo", "mkv": "video/x-matroska", "ts": "video/mp2t", "m3u8": "application/vnd.apple.mpegurl", "mpd": "application/dash+xml",
	"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav", "aac": "audio/x-aac",
	"flac": "audio/x-flac", "weba": "audio/webm", "mid": "audio/midi", "midi": "audio/midi",
	"glb": "model/gltf-binary", "gltf": "model/gltf+json", "stl": "model/stl", "obj": "model/obj",
}
