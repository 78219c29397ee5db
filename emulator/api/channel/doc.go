// Package channel is the stored form of stubs and of Durable Object classes (DO-DISK-13), as
// workerd writes it: a mark of the format, and behind it a packed Cap'n Proto message.
//
// The reader and writer here know as much of Cap'n Proto as such a message has. The module that
// knows all of it cannot be built without packages that the Go module proxy does not have.
package channel
