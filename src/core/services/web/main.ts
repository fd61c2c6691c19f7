import { call } from '../kit/peers.ts';
import { bodyOf, createService, listen } from '../kit/service.ts';
import { work } from '../kit/work.ts';

/** The clinic's front door: what a pet's owner talks to. */
const app = createService('web');

// Browse: which visits are coming up?
app.get('/', async (_request, response) => {
  await work(5, 15);
  const visits = await call('visits', '/visits');
  response.json({ clinic: 'Petclinic', visits });
});

// Book a visit: { pet, vetId }.
app.post('/book', async (request, response) => {
  const { pet = 'Rex', vetId = 1 } = bodyOf<{ pet: string; vetId: number }>(request);
  await work(5, 20);
  const visit = await call('visits', '/visits', { pet, vetId });
  response.status(201).json({ booked: visit });
});

listen(app);
