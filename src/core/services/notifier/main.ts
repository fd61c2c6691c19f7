import { consume } from '../kit/queue.ts';
import { createService, listen } from '../kit/service.ts';
import { work } from '../kit/work.ts';

/** Tells owners about their appointments, in its own time: whoever books does not wait for it. */
const app = createService('notifier');
let letters: readonly string[] = [];
const keep = 100;

consume<{ pet: string; slot: string }>('visits.booked', async ({ pet, slot }) => {
  await work(30, 90);
  letters = [`${pet} is expected at ${slot}`, ...letters].slice(0, keep);
});

// What was sent, newest first.
app.get('/letters', (_request, response) => {
  response.json(letters);
});

listen(app);
