package project

// Workflow is a binding to a workflow. ScriptName is the Worker that has its class, "" for this one;
// Steps limits its steps, 0 for the default.
type Workflow struct {
	Binding    string
	Name       string
	ClassName  string
	ScriptName string
	Steps      int
}

func workflows(v *node) []Workflow {
	var list []Workflow
	for _, b := range itemsOf(v) {
		list = append(list, Workflow{
			Binding: b.get("binding").string(), Name: b.get("name").string(), ClassName: b.get("class_name").string(),
			ScriptName: b.get("script_name").string(), Steps: int(numberOr(b.path("limits", "steps"), 0)),
		})
	}
	return list
}
