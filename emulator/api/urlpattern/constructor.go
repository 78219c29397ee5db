package urlpattern

// The states of reading a pattern in one text: the component that is read, or one of these.
const (
	stateInit Component = iota + Component(Components)
	stateAuthority
	stateDone
)

// constructor takes a pattern in one text apart.
type constructor struct {
	input     []rune
	options   Options
	tokens    []token
	result    Init
	start     int
	index     int
	increment int
	groups    int
	brackets  int
	special   bool
	state     Component
}

func parseText(text string, o Options) (Init, error) {
	c := &constructor{input: []rune(text), options: o, state: stateInit}
	var err error
	if c.tokens, err = tokenize(c.input, true); err != nil {
		return Init{}, err
	}
	for c.index < len(c.tokens) {
		c.increment = 1
		if c.tokens[c.index].kind == tokenEnd {
			if c.end() {
				break
			}
		} else if !c.inGroup() {
			if err := c.step(); err != nil {
				return Init{}, err
			}
		}
		c.index += c.increment
	}
	if c.result.Parts[Hostname] != nil {
		c.setDefault(Port, "")
	}
	if o.Legacy {
		c.fill()
	}
	return c.result, nil
}

// fill is how the runtime's older implementation reads texts: what it does not name before the
// last part that it names is anything, what it could have named behind that is empty.
func (c *constructor) fill() {
	first := Pathname
	switch {
	case c.result.Parts[Protocol] != nil:
		first = Username
	case c.result.Parts[Pathname] == nil && c.result.Parts[Search] != nil:
		first = Search
	case c.result.Parts[Pathname] == nil:
		first = Hash
	}
	for part := first; part <= Hash; part++ {
		c.setDefault(part, "")
	}
}

// end is what the end of the text means; it reports whether all is read.
func (c *constructor) end() bool {
	switch c.state {
	case stateInit:
		c.rewind(c.state)
		switch {
		case c.is(c.index, "#"):
			c.change(Hash, 1)
		case c.isSearch():
			c.change(Search, 1)
		default:
			c.change(Pathname, 0)
		}
		return false
	case stateAuthority:
		c.rewind(Hostname)
		return false
	}
	c.change(stateDone, 0)
	return true
}

// inGroup passes over what stands in braces.
func (c *constructor) inGroup() bool {
	switch kind := c.tokens[c.index].kind; {
	case kind == tokenOpen:
		c.groups++
		return true
	case c.groups == 0:
		return false
	case kind == tokenClose:
		c.groups--
		return false
	}
	return true
}

func (c *constructor) step() error {
	at := func(text string) bool { return c.is(c.index, text) }
	switch c.state {
	case stateInit:
		if at(":") {
			c.rewind(Protocol)
		}
	case Protocol:
		if at(":") {
			return c.afterProtocol()
		}
	case stateAuthority:
		switch {
		case at("@"):
			c.rewind(Username)
		case at("/"), c.isSearch(), at("#"):
			c.rewind(Hostname)
		}
	case Username:
		switch {
		case at(":"):
			c.change(Password, 1)
		case at("@"):
			c.change(Hostname, 1)
		}
	case Password:
		if at("@") {
			c.change(Hostname, 1)
		}
	case Hostname:
		switch {
		case at("["):
			c.brackets++
		case at("]"):
			c.brackets--
		case at(":") && c.brackets == 0:
			c.change(Port, 1)
		default:
			c.tail()
		}
	default:
		c.tail()
	}
	return nil
}

// tail looks for the parts behind the host.
func (c *constructor) tail() {
	switch {
	case c.state < Pathname && c.is(c.index, "/"):
		c.change(Pathname, 0)
	case c.state < Search && c.isSearch():
		c.change(Search, 1)
	case c.state < Hash && c.is(c.index, "#"):
		c.change(Hash, 1)
	}
}

func (c *constructor) afterProtocol() error {
	if !c.options.Legacy {
		part, err := compile(c.text(), syntax{}, canonicalProtocol)
		if err != nil {
			return err
		}
		if c.special, err = isSpecialProtocol(part, c.options); err != nil {
			return err
		}
	}
	switch {
	case c.is(c.index+1, "/") && c.is(c.index+2, "/"):
		c.change(stateAuthority, 3)
	case c.special:
		c.change(stateAuthority, 1)
	default:
		c.change(Pathname, 1)
	}
	return nil
}

// isSpecialProtocol reports whether a pattern of protocols matches one of the special schemes.
func isSpecialProtocol(protocol Part, o Options) (bool, error) {
	for scheme := range special {
		if ok, err := o.Match(protocol.Expression, scheme); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// text is what was read since the last change of state.
func (c *constructor) text() string {
	return string(c.input[c.tokens[c.start].index:c.tokens[c.index].index])
}

func (c *constructor) rewind(to Component) { c.index, c.increment, c.state = c.start, 0, to }

// change ends the part that was read. What lies between it and the next one is empty.
func (c *constructor) change(to Component, skip int) {
	from := c.state
	if int(from) < Components {
		text := c.text()
		c.result.Parts[from] = &text
	}
	if from != stateInit && to != stateDone {
		inHost := from == stateAuthority || from <= Password
		if inHost && to >= Port && to <= Hash {
			c.setDefault(Hostname, "")
		}
		if (inHost || from <= Port) && (to == Search || to == Hash) {
			path := ""
			if c.special {
				path = "/"
			}
			c.setDefault(Pathname, path)
		}
		if (inHost || from <= Pathname) && to == Hash {
			c.setDefault(Search, "")
		}
	}
	c.state = to
	c.index += skip
	c.start, c.increment = c.index, 0
}

func (c *constructor) setDefault(part Component, text string) {
	if c.result.Parts[part] == nil {
		c.result.Parts[part] = &text
	}
}

// is reports whether a token stands for nothing but a text.
func (c *constructor) is(index int, text string) bool {
	t := c.tokens[min(index, len(c.tokens)-1)]
	return t.value == text && (t.kind == tokenChar || t.kind == tokenEscaped || t.kind == tokenInvalid)
}

// isSearch tells the question mark before a query from a modifier.
func (c *constructor) isSearch() bool {
	if c.is(c.index, "?") {
		return true
	}
	if c.tokens[c.index].value != "?" {
		return false
	}
	if c.index == 0 {
		return true
	}
	switch c.tokens[c.index-1].kind {
	case tokenName, tokenRegexp, tokenClose, tokenAsterisk:
		return false
	}
	return true
}
