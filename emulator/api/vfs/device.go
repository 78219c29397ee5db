package vfs

import "crypto/rand"

// device is a file of /dev. fill is what reading gives, nil for the end at once; a device that
// refuses cannot be written to, and one that keeps its time cannot be given another.
type device struct {
	fill      func([]byte)
	refuses   bool
	keepsTime bool
	// stream is set for those of the console, which are no devices to who asks.
	stream bool
	write  func([]byte) int
}

func zeros(p []byte) { clear(p) }

// noise reports no errors: crypto/rand has none.
func noise(p []byte) { _, _ = rand.Read(p) }

func newDevices() *Directory {
	dev := newDirectory(false)
	dev.put("null", &device{})
	dev.put("zero", &device{fill: zeros})
	dev.put("full", &device{fill: zeros, refuses: true})
	dev.put("random", &device{fill: noise, refuses: true, keepsTime: true})
	return dev
}

func (d *device) Stat() Stat { return Stat{Kind: KindFile, Writable: true, Device: !d.stream} }

func (d *device) ReadAt(p []byte, _ int) int {
	if d.fill == nil {
		return 0
	}
	d.fill(p)
	return len(p)
}

func (d *device) WriteAt(p []byte, _ int) (int, Fault) {
	switch {
	case d.refuses:
		return 0, NotPermitted
	case d.write != nil:
		return d.write(p), 0
	}
	return len(p), 0
}

func (d *device) Resize(int) Fault { return d.refusal() }

func (d *device) refusal() Fault {
	if d.refuses || d.stream {
		return NotPermitted
	}
	return 0
}

func (d *device) SetModified(int64) Fault {
	if d.keepsTime || d.stream {
		return NotPermitted
	}
	return 0
}

func (d *device) Clone() File { return d }

func (d *device) Replace(File) Fault { return d.refusal() }
