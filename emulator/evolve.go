package emulator

import (
	"fmt"
	"reflect"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/persist"
)

// evolve brings the state in line with what the configuration says about the lives of w's classes.
// It returns the namespaces whose state may have changed; their objects have ended.
func (e *Emulator) evolve(w Worker) ([]*actor.Namespace, error) {
	l := lifecycle(w)
	if l.Steps == nil || len(l.Live)+len(l.Steps) == 0 {
		return nil, nil
	}
	e.mu.Lock()
	same := reflect.DeepEqual(l, e.evolved[w.Name])
	e.mu.Unlock()
	if same {
		return nil, nil
	}
	plan, err := e.store.PlanLifecycle(l)
	if err != nil {
		return nil, err
	}
	moved, err := e.quiesce(plan.Touches())
	if err != nil {
		return nil, err
	}
	outcomes, err := plan.Run()
	for _, o := range outcomes {
		if e.config.Events.Evolved != nil {
			e.config.Events.Evolved(o)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("migrate the state of Durable Objects: %w", err)
	}
	e.mu.Lock()
	e.evolved[w.Name] = l
	e.mu.Unlock()
	return moved, nil
}

// resume lets the running version of a Worker have its objects again after a failed evolve.
func (e *Emulator) resume(name string) {
	g, _, _ := e.service(name).state()
	if g == nil {
		return
	}
	for _, c := range g.source.Classes {
		if n, stopped := e.namespace(g.source.Name, c.Name); stopped {
			n.Move(g.worker.Place(), reloadGrace)
			_ = e.scheduler.Load(n)
		}
	}
}

func lifecycle(w Worker) persist.Lifecycle {
	l := persist.Lifecycle{Worker: w.Name, Steps: w.Steps, Live: map[string]string{}}
	for _, c := range w.Classes {
		l.Live[w.Name+"-"+c.Name] = storageKind(c)
	}
	return l
}

// storageKind names a class's storage as the configuration does.
func storageKind(c Class) string {
	if c.SQL {
		return "sqlite"
	}
	return "legacy-kv"
}

// quiesce ends the objects of those of the namespaces that this process has.
func (e *Emulator) quiesce(keys []string) ([]*actor.Namespace, error) {
	var all []*actor.Namespace
	e.mu.Lock()
	for _, key := range keys {
		if n := e.namespaces[key]; n != nil {
			all = append(all, n)
		}
	}
	e.mu.Unlock()
	for _, n := range all {
		if !n.Quiesce() {
			return nil, fmt.Errorf("migrate the state of Durable Objects: an object of %s is busy; save again to try again", n.Class)
		}
	}
	return all, nil
}
