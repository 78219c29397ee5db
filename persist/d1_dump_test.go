package persist

import (
	"errors"
	"strings"
	"testing"
)

func TestD1_Dump(t *testing.T) {
	db := openStore(t, t.TempDir(), Options{}).D1("db")
	for _, sql := range []string{
		`CREATE TABLE "q ""t" (a, b BLOB)`,
		`INSERT INTO "q ""t" VALUES ('it''s` + "\nnew\r" + `', x'00ff'), (1.5, NULL), (1e300, 9e999), (1e-7, -9e999), (0.0, 5)`,
		`CREATE TABLE seq (id INTEGER PRIMARY KEY AUTOINCREMENT)`,
		`INSERT INTO seq DEFAULT VALUES`,
		`CREATE INDEX i ON "q ""t"(a)`,
		`CREATE VIEW v AS SELECT 1`,
	} {
		_, err := db.Exec(D1Query{SQL: sql})
		check(t, err)
	}
	for _, c := range []struct {
		o    D1DumpOptions
		want string
	}{
		{D1DumpOptions{}, `PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE IF NOT EXISTS "q ""t" (a, b BLOB);
INSERT INTO "q ""t" ("a","b") VALUES(replace(replace('it''s\nnew\r','\r',char(13)),'\n',char(10)),X'00ff');
INSERT INTO "q ""t" ("a","b") VALUES(1.5,NULL);
INSERT INTO "q ""t" ("a","b") VALUES(1e+300,9e999);
INSERT INTO "q ""t" ("a","b") VALUES(1e-7,-9e999);
INSERT INTO "q ""t" ("a","b") VALUES(0,5);
CREATE TABLE seq (id INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO "seq" ("id") VALUES(1);
DELETE FROM sqlite_sequence;
INSERT INTO "sqlite_sequence" ("name","seq") VALUES('seq',1);
CREATE INDEX i ON "q ""t"(a);
CREATE VIEW v AS SELECT 1;`},
		{D1DumpOptions{NoSchema: true, Tables: []string{"seq"}}, "PRAGMA defer_foreign_keys=TRUE;\nINSERT INTO \"seq\" (\"id\") VALUES(1);"},
		{D1DumpOptions{NoData: true, Tables: []string{"seq", "v"}}, "PRAGMA defer_foreign_keys=TRUE;\nCREATE TABLE seq (id INTEGER PRIMARY KEY AUTOINCREMENT);\nCREATE VIEW v AS SELECT 1;"},
	} {
		var got strings.Builder
		check(t, db.Dump(&got, c.o))
		if got.String() != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.o, got.String(), c.want)
		}
	}
	_, err := db.Exec(D1Query{SQL: "CREATE VIRTUAL TABLE f USING fts5(x)"})
	check(t, err)
	if err := db.Dump(&strings.Builder{}, D1DumpOptions{}); !errors.Is(err, ErrVirtualTables) {
		t.Errorf("virtual table: got %v", err)
	}
}

func TestSplitSQL(t *testing.T) {
	for script, want := range map[string]string{
		"":                             "",
		"SELECT 1":                     "SELECT 1",
		"SELECT 1;\nSELECT 2; ":        "SELECT 1;|SELECT 2;",
		"SELECT ';'; -- a;b\nSELECT 2": "SELECT ';';|-- a;b\nSELECT 2",
		"-- only":                      "",
		";;SELECT 1;;":                 "SELECT 1;",
		"CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT 2; END; SELECT 3": "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT 2; END;|SELECT 3",
		"SELECT `a;b`, [c;d] /* ; */;SELECT 2":                                       "SELECT `a;b`, [c;d] /* ; */;|SELECT 2",
	} {
		if got := strings.Join(SplitSQL(script), "|"); got != want {
			t.Errorf("%q: got %q, want %q", script, got, want)
		}
	}
}
