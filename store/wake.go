package store

// wake tells the loops of this process, and those of others, that work waits. It is
// a hint: whoever misses it finds the work at the next look.
type wake struct {
	turnsWait, messagesWait chan struct{}
}

func (w *wake) init() {
	w.turnsWait, w.messagesWait = make(chan struct{}, 1), make(chan struct{}, 1)
}

func (w *wake) turns(e engine) {
	ring(w.turnsWait)
	e.notify(true, false)
}

func (w *wake) messages(e engine) {
	ring(w.messagesWait)
	e.notify(false, true)
}

func ring(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// TurnsWait rings when turns wait that nobody works on, here or in another process.
func (s *Store) TurnsWait() <-chan struct{} { return s.wake.turnsWait }

// MessagesWait rings when messages wait that nobody sends.
func (s *Store) MessagesWait() <-chan struct{} { return s.wake.messagesWait }
