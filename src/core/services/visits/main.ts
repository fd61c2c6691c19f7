import { call } from '../kit/peers.ts';
import { publish } from '../kit/queue.ts';
import { bodyOf, createService, listen } from '../kit/service.ts';
import { work } from '../kit/work.ts';

interface Visit {
  readonly id: number;
  readonly pet: string;
  readonly vetId: number;
  readonly slot: string;
}

/** Keeps the appointments. */
const app = createService('visits');
let lastId = 0;
/** Newest first; the oldest are forgotten, so that a long lesson does not fill the memory. */
let visits: readonly Visit[] = [];
const keep = 100;

// Upcoming visits, with the names of their vets.
app.get('/visits', async (_request, response) => {
  const vets = await call<{ id: number; name: string }[]>('vets', '/vets');
  await work(5, 25);
  response.json(visits.slice(0, 10).map((visit) => ({ ...visit, vet: vets.find((vet) => vet.id === visit.vetId)?.name })));
});

// Book: find a free slot, take the money, remember the visit, and let the notifier know in its own time.
app.post('/visits', async (request, response) => {
  const { pet, vetId } = bodyOf<Visit>(request);
  if (pet === undefined || vetId === undefined) {
    response.status(400).json({ error: 'a visit needs a pet and a vetId' });
    return;
  }
  const slots = await call<string[]>('vets', `/vets/${String(vetId)}/slots`);
  const slot = slots[0];
  if (slot === undefined) {
    response.status(409).json({ error: 'this vet has no free slot' });
    return;
  }
  await call('billing', '/charges', { pet, amount: 40 });
  await work(10, 40);
  lastId += 1;
  const visit = { id: lastId, pet, vetId, slot };
  visits = [visit, ...visits].slice(0, keep);
  await publish('visits.booked', visit);
  response.status(201).json(visit);
});

listen(app);
