package persist

import (
	"strconv"
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// authState is what the authorizer notes while a script's statement is compiled or runs.
type authState struct {
	user     bool   // a script's statement, not one of ours
	message  string // says more than "not authorized"
	deferred bool   // PRAGMA defer_foreign_keys with a value
	keys     bool   // PRAGMA foreign_keys with a value
	alter    bool   // ALTER TABLE
}

// allowedModules are the virtual tables a script may make.
var allowedModules = set("fts5 fts5vocab rtree rtree_i32")

// absentTables are tables that modernc's build has and workerd's has not.
var absentTables = set("dbstat sqlite_dbpage")

// authorize is the connection's Authorizer. Our own statements may do everything.
func (a *Actor) authorize(act sqlite.Action) bool {
	if !a.sql.auth.user {
		return true
	}
	// SQLite passes the database of these two first.
	if act.Op == sqlite.OpAlterTable || act.Op == sqlite.OpDetach {
		act.Database, act.Arg1 = act.Arg1, act.Arg2
	}
	switch act.Database {
	case "", "main":
		return a.authorizeMain(act)
	case "temp":
		return (act.Op == sqlite.OpRead || act.Op == sqlite.OpUpdate) && allowedName(act.Arg1)
	}
	return false
}

func (a *Actor) authorizeMain(act sqlite.Action) bool {
	switch act.Op {
	case sqlite.OpSelect, sqlite.OpAnalyze, sqlite.OpRecursive:
		return true
	case sqlite.OpRead:
		return a.authorizeRead(act.Arg1)
	case sqlite.OpAlterTable:
		a.sql.auth.alter = true
		return allowedName(act.Arg1)
	case sqlite.OpCreateTable, sqlite.OpDelete, sqlite.OpDropTable, sqlite.OpInsert, sqlite.OpUpdate,
		sqlite.OpCreateView, sqlite.OpDropView, sqlite.OpReindex:
		return allowedName(act.Arg1)
	case sqlite.OpCreateIndex, sqlite.OpDropIndex, sqlite.OpCreateTrigger, sqlite.OpDropTrigger:
		return allowedName(act.Arg1) && allowedName(act.Arg2)
	case sqlite.OpCreateVTable, sqlite.OpDropVTable:
		return allowedModules[strings.ToLower(act.Arg2)] && allowedName(act.Arg1)
	case sqlite.OpTransaction, sqlite.OpSavepoint:
		a.sql.auth.message = msgNoTransactions
		return false
	case sqlite.OpPragma:
		return a.authorizePragma(act)
	case sqlite.OpFunction:
		return allowedFunctions[strings.ToLower(act.Arg2)]
	}
	return false
}

func (a *Actor) authorizeRead(table string) bool {
	if absentTables[strings.ToLower(table)] {
		a.sql.auth.message = "no such table: " + table + ": SQLITE_ERROR"
		return false
	}
	return allowedName(table)
}

// pragmaArg is the kind of argument that a PRAGMA may have.
type pragmaArg int

const (
	argNone pragmaArg = iota + 1
	argAny
	argBool
	argName
	argOptionalName
	argOptionalNumber
	argOptionalNumberOrName
)

// allowedPragmas are DO-SQL-42.
var allowedPragmas = map[string]pragmaArg{
	"table_list":                argAny,
	"table_info":                argName,
	"table_xinfo":               argName,
	"data_version":              argNone,
	"page_size":                 argNone,
	"case_sensitive_like":       argBool,
	"foreign_keys":              argBool,
	"defer_foreign_keys":        argBool,
	"ignore_check_constraints":  argBool,
	"legacy_alter_table":        argBool,
	"recursive_triggers":        argBool,
	"reverse_unordered_selects": argBool,
	"foreign_key_check":         argOptionalName,
	"foreign_key_list":          argName,
	"index_info":                argName,
	"index_list":                argName,
	"index_xinfo":               argName,
	"quick_check":               argOptionalNumberOrName,
	"optimize":                  argOptionalNumber,
}

func (a *Actor) authorizePragma(act sqlite.Action) bool {
	name, arg, has := act.Arg1, act.Arg2, act.HasArg2
	switch allowedPragmas[name] {
	case argAny:
		return true
	case argNone:
		return !has
	case argBool:
		if !has {
			return true
		}
		a.sql.auth.deferred = a.sql.auth.deferred || name == "defer_foreign_keys"
		a.sql.auth.keys = a.sql.auth.keys || name == "foreign_keys"
		return isBool(arg)
	case argName:
		return has && allowedName(arg)
	case argOptionalName:
		return !has || allowedName(arg)
	case argOptionalNumber:
		_, err := strconv.ParseInt(arg, 0, 32)
		return !has || err == nil
	case argOptionalNumberOrName:
		_, err := strconv.ParseUint(arg, 0, 32)
		return !has || err == nil || allowedName(arg)
	}
	return false
}

// isBool accepts what workerd does: anything that begins with a boolean word, quoted or not.
func isBool(arg string) bool {
	if n := len(arg); n >= 2 && (arg[0] == '\'' || arg[0] == '"') && arg[n-1] == arg[0] {
		arg = arg[1 : n-1]
	}
	arg = strings.ToLower(arg)
	for _, word := range []string{"true", "false", "yes", "no", "on", "off", "1", "0"} {
		if strings.HasPrefix(arg, word) {
			return true
		}
	}
	return false
}

// allowedName reports whether name is no internal table's.
func allowedName(name string) bool {
	return len(name) < 4 || !strings.EqualFold(name[:4], "_cf_")
}

// absentFunctions are built in here but not in workerd.
var absentFunctions = set("soundex sqlite_offset geopoly_area geopoly_bbox geopoly_blob geopoly_ccw " +
	"geopoly_contains_point geopoly_debug geopoly_group_bbox geopoly_json geopoly_overlap " +
	"geopoly_regular geopoly_svg geopoly_within geopoly_xform")

// allowedFunctions are DO-SQL-51 to 56, and what ALTER TABLE calls inside.
var allowedFunctions = set(`
abs changes char coalesce concat concat_ws format glob hex ifnull iif instr last_insert_rowid length
like likelihood likely lower ltrim nullif octet_length printf quote random randomblob replace
round rtrim sign substr substring total_changes trim typeof unhex unicode unlikely upper zeroblob
load_extension
date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp
avg count group_concat max min string_agg sum total
row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
acos acosh asin asinh atan atan2 atanh ceil cos cosh degrees exp floor ln log log2 mod pi pow
radians sin sinh sqrt tan tanh trunc
json jsonb json_array jsonb_array json_array_length json_extract jsonb_extract -> ->> json_insert
jsonb_insert json_object jsonb_object json_patch jsonb_patch json_remove jsonb_remove json_replace
jsonb_replace json_set jsonb_set json_type json_valid json_quote json_group_array jsonb_group_array
json_group_object jsonb_group_object json_each json_tree
match highlight bm25 snippet rtreecheck
sqlite_rename_column sqlite_rename_table sqlite_rename_test sqlite_drop_column sqlite_rename_quotefix`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
