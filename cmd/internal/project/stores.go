package project

// D1Database is a binding to a D1 database.
type D1Database struct {
	Binding string
	// ID is what the local database goes by: the preview id, the id, or the binding's name.
	ID string
	// Name is the database's name; "" for none.
	Name string

	MigrationsDir     string // default "migrations", as written
	MigrationsPattern string // of their files, relative to the configuration; "" for all of MigrationsDir
	MigrationsTable   string // default "d1_migrations"
}

// R2Bucket is a binding to an R2 bucket. Name falls back to the binding's name.
type R2Bucket struct {
	Binding string
	Name    string
}

func d1Databases(v *node) []D1Database {
	var list []D1Database
	for _, b := range itemsOf(v) {
		d := D1Database{
			Binding: b.get("binding").string(), Name: b.get("database_name").string(),
			MigrationsDir:     firstText(b.get("migrations_dir").string(), "migrations"),
			MigrationsPattern: b.get("migrations_pattern").string(),
			MigrationsTable:   firstText(b.get("migrations_table").string(), "d1_migrations"),
		}
		d.ID = firstText(b.get("preview_database_id").string(), b.get("database_id").string(), d.Binding)
		list = append(list, d)
	}
	return list
}

func r2Buckets(v *node) []R2Bucket {
	var list []R2Bucket
	for _, b := range itemsOf(v) {
		bucket := R2Bucket{Binding: b.get("binding").string()}
		bucket.Name = firstText(b.get("preview_bucket_name").string(), b.get("bucket_name").string(), bucket.Binding)
		list = append(list, bucket)
	}
	return list
}

// firstText is the first text that is not empty, or "".
func firstText(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// checkD1 checks a binding to a D1 database.
func checkD1(r *report, s scope, field string, v *node) bool {
	valid := simpleBinding("d1_databases", shouldBinding)(r, s, field, v)
	if !isObject(v) {
		return false
	}
	if id := v.get("database_id"); id != nil && !stringIfAny(v, "database_id") {
		r.error(id.pos, `"%s" bindings must have a "database_id" field but got %s.`, field, v.json())
		valid = false
	}
	valid = optionalTexts(r, field, v, "preview_database_id") && valid
	valid = checkRemote(r, field, v) && valid
	valid = optionalTexts(r, field, v, "migrations_pattern", "database_name", "migrations_dir", "migrations_table", "database_internal_env") && valid
	known(r, field, v, "binding", "database_id", "database_internal_env", "database_name", "migrations_dir",
		"migrations_pattern", "migrations_table", "preview_database_id", "remote")
	return valid
}

// checkR2 checks a binding to an R2 bucket.
func checkR2(r *report, s scope, field string, v *node) bool {
	valid := simpleBinding("r2_buckets", shouldBinding)(r, s, field, v)
	if !isObject(v) {
		return false
	}
	if name := v.get("bucket_name"); name != nil && name.string() == "" {
		r.error(name.pos, `"%s" bindings should have a string "bucket_name" field but got %s.`, field, v.json())
		valid = false
	}
	valid = optionalTexts(r, field, v, "preview_bucket_name", "jurisdiction") && valid
	valid = checkRemote(r, field, v) && valid
	known(r, field, v, "binding", "bucket_name", "preview_bucket_name", "jurisdiction", "remote", "local_dev")
	return valid
}

// optionalTexts checks that fields are texts where they are there.
func optionalTexts(r *report, field string, v *node, keys ...string) bool {
	valid := true
	for _, key := range keys {
		if stringIfAny(v, key) {
			continue
		}
		r.error(v.get(key).pos, `"%s" bindings should, optionally, have a string "%s" field but got %s.`, field, key, v.json())
		valid = false
	}
	return valid
}
