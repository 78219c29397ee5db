// Package queue is the local broker of Queues: it keeps messages in memory, as the real local one
// does, makes batches of them and delivers those to the Workers that consume them.
package queue
