package actor

import "time"

// AlarmInfo is what an alarm handler is told (DO-ALARM-10).
type AlarmInfo struct {
	Scheduled  time.Time
	RetryCount int
}

// AlarmOutcome is how an alarm's run ended.
type AlarmOutcome int

// The outcomes of an alarm's run.
const (
	AlarmDone AlarmOutcome = iota
	// AlarmFailed asks for a retry.
	AlarmFailed
	// AlarmGivenUp failed and must not be retried.
	AlarmGivenUp
	// AlarmNotRun asks for a retry that does not count, because the handler was never called.
	AlarmNotRun
)

// alarmLimit is how long a handler may take (DO-ALARM-17).
const alarmLimit = 15 * time.Minute

// alarmRun is the alarm handler in progress: until it sets or deletes an alarm itself,
// getAlarm answers null though the alarm it runs for is still stored (DO-ALARM-14).
type alarmRun struct{ changed bool }

// Alarm is the time that getAlarm shows, or nil.
func (a *Actor) Alarm() (*time.Time, error) {
	store := a.Storage()
	if store == nil || a.alarm != nil && !a.alarm.changed {
		return nil, nil
	}
	return store.Alarm()
}

// SetAlarm sets the object's alarm, or deletes it when at is nil.
func (a *Actor) SetAlarm(at *time.Time) error {
	store := a.Storage()
	if store == nil {
		return nil
	}
	if a.alarm != nil {
		a.alarm.changed = true
	}
	return store.SetAlarm(at)
}

// alarmCommitted tells the scheduler what the object's alarm is now.
func (a *Actor) alarmCommitted(at *time.Time) {
	if a.alarm != nil && !a.alarm.changed {
		return
	}
	a.object.namespace.scheduler.set(a.object, a.ID, at)
}

// alarmEvent is the delivery of a due alarm.
func (s *Scheduler) alarmEvent(en *entry) *Event {
	e := &Event{}
	called := false
	e.Run = func(a *Actor) {
		called = true
		stored, err := a.Storage().Alarm()
		if err != nil || stored == nil || !stored.Equal(en.at) && !s.overtaken(en, *stored) {
			// The object's own record rules: a crash may have left another here (DO-DISK-8).
			e.Done()
			s.correct(en, stored)
			return
		}
		run := &alarmRun{}
		a.alarm = run
		limit := a.iso.After(alarmLimit, func() {
			a.Reset(&Error{Message: msgAlarmSlow, Overloaded: true})
		})
		a.place.host.Alarm(a, AlarmInfo{Scheduled: en.at, RetryCount: en.retries}, func(outcome AlarmOutcome) {
			a.iso.ClearTimer(limit)
			a.alarmEnded(run, en, outcome)
			e.Done()
		})
	}
	e.Fail = func(err *Error) {
		outcome := AlarmFailed
		switch {
		case err.NoAlarmRetry:
			outcome = AlarmGivenUp
		case !called:
			outcome = AlarmNotRun
		}
		if s.finished(en, outcome) == alarmDropped {
			s.drop(en)
		}
	}
	return e
}

// alarmEnded settles the stored alarm after a run, and the scheduler's once that is durable.
func (a *Actor) alarmEnded(run *alarmRun, en *entry, outcome AlarmOutcome) {
	if a.ended != nil {
		return
	}
	a.alarm = nil
	s := a.object.namespace.scheduler
	gone := run.changed || outcome != AlarmFailed || en.retries >= maxAlarmRetries
	if gone && !run.changed {
		if err := a.Storage().SetAlarm(nil); err != nil {
			a.Reset(a.place.internal(err))
			return
		}
	}
	if !run.changed {
		a.Output(func() { s.finished(en, outcome) })
		return
	}
	// The new alarm may be at the very time of the one that ran, which no commit reports.
	next, err := a.Storage().Alarm()
	if err != nil {
		a.Reset(a.place.internal(err))
		return
	}
	a.Output(func() {
		s.set(a.object, a.ID, next)
		s.finished(en, AlarmDone)
	})
}
