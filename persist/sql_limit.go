package persist

import (
	"strconv"
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// workerd's SQLite understands ORDER BY and LIMIT in UPDATE and DELETE, an option of its parser
// that modernc's build lacks. SQLite compiles
//
//	DELETE FROM t WHERE w ORDER BY o LIMIT l
//
// as "DELETE FROM t WHERE rowid IN (SELECT rowid FROM t WHERE w ORDER BY o LIMIT l)", and so do we,
// by rewriting the text after it has failed to compile.

// isLimitError reports whether SQLite stumbled on one of the two keywords.
func isLimitError(message string) bool {
	return strings.EqualFold(message, `near "LIMIT": syntax error`) ||
		strings.EqualFold(message, `near "ORDER": syntax error`)
}

// limitClauses are the parts of an UPDATE or DELETE, as indexes of tokens; -1 if absent.
type limitClauses struct {
	table, afterTable int // the name (of "schema.name" the last) and what follows it and its alias
	first             int // of the clauses below
	where, returning  int
	order             int // of ORDER or, without it, LIMIT
}

// rewriteLimit rewrites the first statement of sql and returns what follows it. key names the
// columns that identify a row of a table; none if it has no such columns.
func rewriteLimit(sql string, key func(table string) []string) (rewritten, rest string, ok bool) {
	tokens, end := tokenize(sql)
	c, ok := findClauses(tokens)
	if !ok {
		return "", "", false
	}
	columns := key(tokens[c.table].name())
	if len(columns) == 0 {
		return "", "", false
	}
	cols := strings.Join(columns, ", ")
	match := cols
	if len(columns) > 1 {
		match = "(" + cols + ")"
	}
	start := targetStart(tokens, c.table)
	whereEnd := c.order
	if c.returning >= 0 {
		whereEnd = c.returning
	}
	p := newParamNumbers(tokens)
	var b strings.Builder
	b.WriteString(p.text(sql, tokens[:c.first]))
	b.WriteString(" WHERE " + match + " IN (SELECT " + cols + " FROM ")
	b.WriteString(p.text(sql, tokens[start:c.afterTable]))
	if c.where >= 0 {
		b.WriteString(" " + p.text(sql, tokens[c.where:whereEnd]))
	}
	b.WriteString(" " + p.text(sql, tokens[c.order:]) + ")")
	if c.returning >= 0 {
		b.WriteString(" " + p.text(sql, tokens[c.returning:c.order]))
	}
	return b.String(), sql[end:], true
}

// findClauses finds the parts of an UPDATE or DELETE that ends in ORDER BY or LIMIT.
func findClauses(tokens []token) (limitClauses, bool) {
	c := limitClauses{first: -1, where: -1, returning: -1, order: -1}
	i := verb(tokens)
	if i < 0 || i+1 >= len(tokens) {
		return c, false
	}
	isUpdate := tokens[i].is("UPDATE")
	i++
	switch {
	case !isUpdate: // FROM
		i++
	case tokens[i].is("OR"): // OR action
		i += 2
	}
	if i >= len(tokens) {
		return c, false
	}
	c.table = i
	if i+2 < len(tokens) && tokens[i+1].text == "." {
		c.table = i + 2
	}
	for i = c.table + 1; i < len(tokens); i++ {
		t := tokens[i]
		if t.depth > 0 || t.kind != tokenWord {
			continue
		}
		switch strings.ToUpper(t.text) {
		case "SET":
			c.setOnce(&c.afterTable, i)
		case "FROM":
			return c, false // UPDATE … FROM takes no LIMIT
		case "WHERE":
			c.setOnce(&c.where, i)
		case "RETURNING":
			c.setOnce(&c.returning, i)
		case "ORDER", "LIMIT":
			c.setOnce(&c.order, i)
		}
		if c.order >= 0 {
			break
		}
	}
	return c, c.order >= 0 && (!isUpdate || c.afterTable < c.first)
}

// setOnce notes where a clause begins.
func (c *limitClauses) setOnce(clause *int, i int) {
	if *clause > 0 {
		return
	}
	*clause = i
	if c.afterTable == 0 {
		c.afterTable = i
	}
	if clause != &c.afterTable && c.first < 0 {
		c.first = i
	}
}

// verb is the index of the statement's UPDATE or DELETE, which may follow a WITH clause.
func verb(tokens []token) int {
	for i, t := range tokens {
		if t.depth == 0 && (t.is("UPDATE") || t.is("DELETE")) {
			return i
		}
		if i == 0 && !t.is("WITH") {
			return -1
		}
	}
	return -1
}

// targetStart is the index of the first token of "schema.table".
func targetStart(tokens []token, table int) int {
	if table >= 2 && tokens[table-1].text == "." {
		return table - 2
	}
	return table
}

// paramNumbers gives each parameter the number that SQLite gives it in the original text, because
// the rewritten one has them in another order.
type paramNumbers map[int]int // by position in the text

func newParamNumbers(tokens []token) paramNumbers {
	numbers := paramNumbers{}
	named := map[string]int{}
	highest := 0
	for _, t := range tokens {
		if t.kind != tokenParam {
			continue
		}
		n, isNamed := named[t.text]
		if explicit, err := strconv.Atoi(t.text[1:]); err == nil && t.text[0] == '?' {
			n = explicit
		} else if !isNamed {
			n = highest + 1
		}
		if t.text != "?" {
			named[t.text] = n
		}
		highest = max(highest, n)
		numbers[t.start] = n
	}
	return numbers
}

// text is the text of the tokens with numbered parameters.
func (p paramNumbers) text(sql string, tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && tokens[i-1].end < t.start {
			b.WriteByte(' ')
		}
		if t.kind == tokenParam {
			b.WriteString("?" + strconv.Itoa(p[t.start]))
		} else {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

const (
	sqlTableType = `SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ? COLLATE NOCASE`
	sqlTableCols = `SELECT name, pk FROM pragma_table_info(?) ORDER BY pk`
)

// rowKey names the columns that identify a row of a table, quoted.
func (a *Actor) rowKey(table string) []string {
	user := a.sql.auth
	a.sql.auth = authState{}
	defer func() { a.sql.auth = user }()

	kind, withoutRowid := "", false
	err := a.db.query(sqlTableType, func(s *sqlite.Stmt) { kind, withoutRowid = s.Text(0), s.Int(1) != 0 }, table)
	if err != nil || kind == "view" {
		return nil
	}
	if kind == "" {
		return []string{"rowid"} // compiling it says that there is no such table
	}
	var primary []string
	taken := map[string]bool{}
	err = a.db.query(sqlTableCols, func(s *sqlite.Stmt) {
		taken[strings.ToLower(s.Text(0))] = true
		if s.Int(1) > 0 {
			primary = append(primary, quoteName(s.Text(0)))
		}
	}, table)
	if err != nil {
		return nil
	}
	if withoutRowid {
		return primary
	}
	for _, name := range []string{"rowid", "_rowid_", "oid"} {
		if !taken[name] {
			return []string{name}
		}
	}
	return nil
}

func quoteName(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
