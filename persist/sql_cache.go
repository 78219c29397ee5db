package persist

import (
	"container/list"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// maxCachedSQL is how many bytes of statement text are kept compiled (DO-SQL-9).
const maxCachedSQL = 1 << 20

// compiled is a script's statement and what is known of it.
type compiled struct {
	text  string
	stmt  *sqlite.Stmt
	names []string
	inUse bool
	kept  bool // in the cache
	elem  *list.Element

	params   int
	readOnly bool
	deferred bool // sets defer_foreign_keys
	keys     bool // sets foreign_keys
	manyArgs bool // see ManyArguments
	cost     *cost
	recount  bool // cost is of a program that does not count each loop apart
}

// stmtCache keeps compiled statements by their exact text, dropping the least recently used.
// The zero value is empty and ready.
type stmtCache struct {
	byText map[string]*compiled
	order  list.List // of *compiled, last used last
	size   int
}

func (c *stmtCache) get(text string) *compiled {
	p := c.byText[text]
	if p == nil || p.inUse {
		return nil
	}
	c.order.MoveToBack(p.elem)
	return p
}

// put keeps p, unless a statement with the same text is kept already.
func (c *stmtCache) put(p *compiled) {
	if c.byText[p.text] != nil || len(p.text) > maxCachedSQL {
		return
	}
	if c.byText == nil {
		c.byText = map[string]*compiled{}
	}
	p.kept = true
	p.elem = c.order.PushBack(p)
	c.byText[p.text] = p
	c.size += len(p.text)
	for c.size > maxCachedSQL {
		c.drop(c.order.Front().Value.(*compiled))
	}
}

// drop takes p from the cache; one in use is freed when its cursor ends.
func (c *stmtCache) drop(p *compiled) {
	c.order.Remove(p.elem)
	delete(c.byText, p.text)
	c.size -= len(p.text)
	p.kept = false
	if !p.inUse {
		p.stmt.Finalize()
	}
}

// done gives p back after its run.
func (c *stmtCache) done(p *compiled) {
	p.inUse = false
	if p.kept {
		p.stmt.Reset()
		return
	}
	p.stmt.Finalize()
}

// reset drops everything.
func (c *stmtCache) reset() {
	for c.order.Len() > 0 {
		c.drop(c.order.Front().Value.(*compiled))
	}
}
