package emulator

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/workflow"
)

// engines begins the names of the Workers that run workflows, which no Worker's name can.
const engines = "workflow:"

// engineDate is the compatibility date of the real engine.
const engineDate = "2024-10-22"

func engineName(workflow string) string { return engines + workflow }

func isEngine(worker string) bool { return strings.HasPrefix(worker, engines) }

// startEngines starts the engines of the workflows that w binds, or starts them anew where their
// configuration is another.
func (e *Emulator) startEngines(w Worker) error {
	for _, b := range w.Workflows {
		if b.Script == "" {
			b.Script = w.Name
		}
		b.Name = ""
		e.mu.Lock()
		last, running := e.workflows[b.Workflow]
		// Of several Workers that bind one workflow, only that with the class knows its limits.
		if running && b.Script != w.Name {
			b.Flags, b.Steps = last.Flags, last.Steps
		}
		same := running && reflect.DeepEqual(last, b)
		e.workflows[b.Workflow] = b
		e.mu.Unlock()
		if same {
			continue
		}
		if err := e.startEngine(b); err != nil {
			return fmt.Errorf("start the engine of workflow %s: %w", b.Workflow, err)
		}
	}
	return nil
}

func (e *Emulator) startEngine(b WorkflowBinding) error {
	script, err := isolate.Compile("workflow.js", workflow.Code(), nil)
	if err != nil {
		return err
	}
	given := b.Flags
	if !slices.Contains(given, "experimental") {
		given = append(slices.Clone(given), "experimental")
	}
	flags, _ := compat.Evaluate(engineDate, given)
	vars := []Var{{Name: "WORKFLOW_NAME", JSON: strconv.Quote(b.Workflow)}}
	if b.Steps > 0 {
		vars = append(vars, Var{Name: "STEP_LIMIT", JSON: strconv.Itoa(b.Steps)})
	}
	return e.start(Worker{
		Name: engineName(b.Workflow), Flags: flags, Vars: vars,
		Classes:  []Class{{Name: workflow.EngineClass, SQL: true}},
		Objects:  []ObjectBinding{{Name: "ENGINE", Class: workflow.EngineClass}},
		Services: []ServiceBinding{{Name: "USER_WORKFLOW", Service: b.Script, Entrypoint: b.Class}},
	}, script)
}
