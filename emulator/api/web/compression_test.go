package web

import (
	"runtime"
	"testing"
	"time"
)

// stoppable is a codec that tells when it is stopped.
type stoppable struct{ stopped chan struct{} }

func (s stoppable) write(data []byte) ([]byte, error) { return data, nil }
func (s stoppable) finish() ([]byte, error)           { return nil, nil }
func (s stoppable) stop()                             { close(s.stopped) }

// A script that drops a stream without ending it leaves no coroutine behind.
func TestCodecPipe_Dropped(t *testing.T) {
	c := stoppable{make(chan struct{})}
	p := newCodecPipe(c)
	if _, err := p.write([]byte("x"), nil); err != nil {
		t.Fatal(err)
	}
	p = nil
	deadline := time.After(20 * time.Second)
	for {
		runtime.GC()
		select {
		case <-c.stopped:
			return
		case <-deadline:
			t.Fatal("the codec was not stopped")
		default:
		}
	}
}

func TestDecompressor_Stop(t *testing.T) {
	d := newDecompressor("gzip")
	if _, err := d.write([]byte{31, 139}); err != nil {
		t.Fatal(err)
	}
	d.stop()
	if !d.ended {
		t.Error("the decoder goes on")
	}
}
